using System;
using System.Runtime.InteropServices;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Weir.Model.Live;

namespace Weir.Relay.Plans;

/// <summary>A child's end of the socket pair to its master: one message at a time, never waiting.</summary>
public sealed class MasterSocket
{
    private const int Fields = sizeof(int); // what is before a listener's number: the first byte, and room

    private readonly byte[] _message = new byte[Fields + (DescriptorMessage.DescriptorsMost * sizeof(int))];
    private readonly int[] _descriptors = new int[DescriptorMessage.DescriptorsMost];
    private readonly int _socket;
    private int _length;
    private int _count;

    /// <param name="socket">-1: there is no master, and nobody is told anything.</param>
    public MasterSocket(int socket) => _socket = socket;

    /// <summary>Descriptors that came with the message at hand, its taker's to close.</summary>
    public ReadOnlySpan<int> Descriptors => _descriptors.AsSpan(0, _count);

    /// <summary>Of a message of listeners: which ones the descriptors are, in their order.</summary>
    public ReadOnlySpan<int> Listeners =>
        MemoryMarshal.Cast<byte, int>(_message.AsSpan(Fields, _length - Fields));

    /// <summary>The next message; null: there is none now.</summary>
    /// <returns>
    /// <see cref="ControlMessage.SoftStop"/> with <see cref="IsLost"/> when the master is gone.
    /// </returns>
    public ControlMessage? Receive()
    {
        _length = DescriptorMessage.Receive(_socket, _message, _descriptors, out _count);
        if (_length is -Errno.EAGAIN or -Errno.EINTR)
        {
            return null;
        }

        IsLost = _length <= 0;
        return IsLost ? ControlMessage.SoftStop : (ControlMessage)_message[0];
    }

    /// <summary>The master's end is closed, or our own broken.</summary>
    public bool IsLost { get; private set; }

    /// <summary>The message at hand as a record. False: it is of another length.</summary>
    public bool TryRead<T>(out T record)
        where T : unmanaged => MemoryMarshal.TryRead(_message.AsSpan(0, _length), out record);

    /// <summary>Closes what came with the message at hand and is not wanted.</summary>
    public void CloseDescriptors()
    {
        foreach (int descriptor in Descriptors)
        {
            Sys.Close(descriptor);
        }

        _count = 0;
    }

    /// <summary>Tells the master about a plan. A master that is gone is told nothing.</summary>
    public void Tell(ControlMessage what, uint generation)
    {
        PlanWord word = new(what, generation);
        _ = DescriptorMessage.Send(_socket, MemoryMarshal.AsBytes(new ReadOnlySpan<PlanWord>(in word)));
    }

    public void Tell(ControlMessage what) => _ = DescriptorMessage.Send(_socket, [(byte)what]);
}
