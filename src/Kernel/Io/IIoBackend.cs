using System;
using Weir.Ground.Net;
using Weir.Ground.Time;

namespace Weir.Kernel.Io;

/// <summary>What happened to a descriptor. Edge-triggered: told once, until the descriptor has been drained.</summary>
[Flags]
public enum Ready : byte
{
    None = 0,

    /// <summary>Bytes, a connection to accept, or the end of the stream can be taken.</summary>
    Read = 1,

    /// <summary>Room to send; for a dialled connection, the attempt has ended (see <see cref="IIoBackend.DialResult"/>).</summary>
    Write = 2,

    /// <summary>The peer has ended its side. Read on to the end: a short read is no longer proof of having drained.</summary>
    PeerClosed = 4,

    /// <summary>The connection is broken; the next call names the errno.</summary>
    Failed = 8,
}

/// <summary>One thing that happened. The backend has already dropped what belonged to a closed descriptor.</summary>
public readonly record struct IoEvent(int Fd, Ready Ready);

/// <summary>The outcome of a receive: a count, the end of the stream, or an errno.</summary>
/// <param name="Count">Bytes lent; 0 is the end of the stream; below 0 an errno, negated (-EAGAIN: nothing there now).</param>
/// <param name="Drained">Nothing more is waiting: the next bytes will be announced by a new event.</param>
public readonly record struct Received(int Count, bool Drained);

/// <summary>Fixed sizes of one worker's loop, cut at start.</summary>
/// <param name="DescriptorMax">Descriptors are below this number (the process's RLIMIT_NOFILE).</param>
/// <param name="ReceiveBytes">The most that one receive lends, in bytes.</param>
public readonly record struct IoLimits(int DescriptorMax, int ReceiveBytes)
{
    public static IoLimits Default(int descriptorMax) => new(descriptorMax, 64 * 1024);
}

/// <summary>
/// One way of asking the kernel for I/O. The owner (one thread) waits, then walks the events and acts at once: each call
/// does what it can now, and an event comes when more can be done. epoll, io_uring and the tests' simulator are structs
/// behind this interface, used only as type arguments, so that no call is virtual.
/// </summary>
/// <remarks>
/// Descriptors are the index of every table above. After <see cref="Close"/> returns, the number may come again at once from
/// <see cref="Accept"/> or <see cref="Dial"/>; no event of the old one is delivered, not even from the same batch.
/// A backend is a mutable struct: keep it in one field that is not readonly, and never copy it. A turn is
/// <code>io.Wait(timers.Next); now = io.Now(); while (io.Next(out IoEvent e)) { ... }</code>
/// </remarks>
public interface IIoBackend : IDisposable
{
    /// <summary>Monotonic time, read by the kernel's vDSO (or the simulator's own clock). Callers read it once per turn.</summary>
    Instant Now();

    /// <summary>Wall-clock time in milliseconds since 1970 (UTC). Once per turn as well.</summary>
    long WallMs();

    /// <summary>Starts watching a listening socket. Its <see cref="Ready.Read"/> means that <see cref="Accept"/> has work.</summary>
    void Listen(int listener);

    /// <summary>Stops watching a listening socket, which stays open: connections wait in its queue.</summary>
    void Unlisten(int listener);

    /// <summary>Starts watching a foreign descriptor (eventfd, signalfd, socket pair) for reading, level-triggered. The owner reads it itself.</summary>
    void Watch(int descriptor);

    /// <summary>Takes one waiting connection (non-blocking, no delay, watched). Below 0: an errno, negated (-EAGAIN: none waiting).</summary>
    int Accept(int listener, out IpEndpoint peer);

    /// <summary>Begins to connect from <paramref name="source"/> (None: the kernel's choice). Below 0: an errno, negated; else the descriptor, whose <see cref="Ready.Write"/> or <see cref="Ready.Failed"/> ends the attempt.</summary>
    int Dial(in IpEndpoint to, in IpEndpoint source);

    /// <summary>0 when a dialled connection stands, else its errno, negated.</summary>
    int DialResult(int fd);

    /// <summary>Takes what has arrived. <paramref name="bytes"/> is lent until the next call of <see cref="Receive"/> or <see cref="Wait"/> on this backend.</summary>
    Received Receive(int fd, out Span<byte> bytes);

    /// <summary>Sends <paramref name="first"/>, then <paramref name="second"/>, as one. Returns how many bytes were taken (the caller may reuse them); fewer than given: keep the rest until <see cref="Ready.Write"/>. Below 0: an errno, negated (-EAGAIN counts as 0 and is never returned).</summary>
    int Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second);

    /// <summary>Ends our side of the connection after what was sent; the peer may go on.</summary>
    void ShutdownSend(int fd);

    /// <summary>Gives the descriptor back. With <paramref name="reset"/> the connection is aborted (linger 0).</summary>
    void Close(int fd, bool reset);

    /// <summary>The local address of a connection.</summary>
    IpEndpoint LocalAddress(int fd);

    /// <summary>
    /// Waits until something happens or <paramref name="until"/> is reached. Returns the most events that
    /// <see cref="Next"/> can hand out; 0: only time has passed, or a signal arrived.
    /// </summary>
    int Wait(Instant until);

    /// <summary>
    /// Hands out the next event of the last <see cref="Wait"/>; false when there is none left. What has been closed
    /// meanwhile is skipped, even when its number is in use again.
    /// </summary>
    bool Next(out IoEvent happened);
}
