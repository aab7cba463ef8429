using System;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>
/// Connections between two processes of one family that need no address: who wants one makes both ends and
/// sends one of them through a channel (a pair of SOCK_SEQPACKET sockets that both inherited). Nobody else
/// can reach what has no name, and it is reached from within any chroot.
/// </summary>
public static class HandedConnection
{
    /// <summary>
    /// Bytes that the kernel holds for who reads slowly (it doubles the figure): more would only wait there.
    /// </summary>
    private const int SendBufferBytes = 32 * 1024;

    /// <summary>Makes a connection and sends its other end, with a message that is not empty.</summary>
    /// <returns>
    /// Our end, non-blocking; below 0 an errno, negated: EAGAIN when too many wait there already, EPIPE when
    /// nobody has the channel any more.
    /// </returns>
    public static int Offer(int channel, ReadOnlySpan<byte> message)
    {
        Must.Hold(!message.IsEmpty);
        int result = Sys.StreamPair(out int ours, out int theirs);
        if (result < 0)
        {
            return result;
        }

        Sys.SetOption(theirs, Sys.SOL_SOCKET, Sys.SO_SNDBUF, SendBufferBytes);
        result = DescriptorMessage.Send(channel, message, [theirs]);
        Sys.Close(theirs); // the message holds it now, or nobody
        if (result < 0)
        {
            Sys.Close(ours);
        }

        return result < 0 ? result : ours;
    }

    /// <summary>Takes the next connection that was offered, with its message.</summary>
    /// <returns>Its descriptor, non-blocking; below 0 an errno, negated (-EAGAIN: none waits).</returns>
    public static int Take(int channel, Span<byte> message, out int length)
    {
        Span<int> descriptors = stackalloc int[DescriptorMessage.DescriptorsMost];
        length = DescriptorMessage.Receive(channel, message, descriptors, out int count);
        if (length <= 0)
        {
            return length < 0 ? length : -Errno.EPIPE;
        }

        return count == 1 ? descriptors[0] : -Errno.EBADF; // the box had no number left for it
    }
}
