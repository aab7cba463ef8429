using System;

namespace Weir.Kernel.Io;

/// <summary>
/// What happened to a descriptor. Edge-triggered: told once, until the descriptor has been drained.
/// </summary>
[Flags]
public enum Ready : byte
{
    None = 0,

    /// <summary>Bytes, a connection to accept, or the end of the stream can be taken.</summary>
    Read = 1,

    /// <summary>
    /// Room to send; for a dialled connection, the attempt has ended (see
    /// <see cref="IIoBackend.DialResult"/>). It may come unasked: epoll tells it with the first event.
    /// </summary>
    Write = 2,

    /// <summary>
    /// The peer has ended its side. Read on to the end: a short read is no longer proof of having drained.
    /// </summary>
    PeerClosed = 4,

    /// <summary>The connection is broken; the next call names the errno.</summary>
    Failed = 8,
}

/// <summary>
/// One thing that happened. The backend has already dropped what belonged to a closed descriptor.
/// </summary>
public readonly record struct IoEvent(int Fd, Ready Ready);

/// <summary>The outcome of a receive: a count, the end of the stream, or an errno.</summary>
/// <param name="Count">
/// Bytes lent; 0 is the end of the stream; below 0 an errno, negated (-EAGAIN: nothing there now).
/// </param>
/// <param name="Drained">Nothing more is waiting: the next bytes will be announced by a new event.</param>
public readonly record struct Received(int Count, bool Drained);
