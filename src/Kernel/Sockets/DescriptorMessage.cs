using System;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Kernel.Sockets;

/// <summary>
/// A message from one process of ours to another over a socket that keeps message borders, with open
/// descriptors in it (unix(7), SCM_RIGHTS). Neither side waits.
/// </summary>
public static unsafe class DescriptorMessage
{
    /// <summary>The most that travel with one message; the kernel's own limit is 253.</summary>
    public const int DescriptorsMost = 200;

    /// <summary>A cmsghdr: the length of it and what follows, as 8 bytes, the level and the type.</summary>
    private const int HeaderBytes = 16;

    /// <summary>0, or an errno negated. The receiver gets descriptors of its own; ours stay open.</summary>
    public static int Send(int socket, ReadOnlySpan<byte> message, ReadOnlySpan<int> descriptors = default)
    {
        Must.Hold(!message.IsEmpty && descriptors.Length <= DescriptorsMost);
        byte* control = stackalloc byte[RoomFor(DescriptorsMost)];
        fixed (byte* bytes = message)
        {
            IoVec piece = new() { Start = bytes, Length = (nuint)message.Length };
            MsgHdr header = new() { Pieces = &piece, PieceCount = 1 };
            if (!descriptors.IsEmpty)
            {
                header.Control = control;
                header.ControlLength = (nuint)RoomFor(descriptors.Length);
                new Span<byte>(control, RoomFor(descriptors.Length)).Clear();
                *(long*)control = HeaderBytes + (descriptors.Length * sizeof(int));
                ((int*)control)[2] = Sys.SOL_SOCKET;
                ((int*)control)[3] = Sys.SCM_RIGHTS;
                descriptors.CopyTo(new Span<int>(control + HeaderBytes, descriptors.Length));
            }

            const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
            return int.Min(0, Errno.Checked(Sys.SendMsg(socket, &header, Flags)));
        }
    }

    /// <summary>
    /// Takes one message. Returns its length (0: the other side is gone), or an errno negated.
    /// </summary>
    /// <param name="socket">Where from.</param>
    /// <param name="message">Room for the longest.</param>
    /// <param name="descriptors">Room for <see cref="DescriptorsMost"/>: the caller's to close.</param>
    /// <param name="count">How many have come: fewer than were sent if this process may open no more.</param>
    public static int Receive(int socket, Span<byte> message, Span<int> descriptors, out int count)
    {
        Must.Hold(descriptors.Length >= DescriptorsMost);
        byte* control = stackalloc byte[RoomFor(DescriptorsMost)];
        count = 0;
        fixed (byte* bytes = message)
        {
            IoVec piece = new() { Start = bytes, Length = (nuint)message.Length };
            MsgHdr header = new()
            {
                Pieces = &piece,
                PieceCount = 1,
                Control = control,
                ControlLength = (nuint)RoomFor(DescriptorsMost),
            };
            int length = Errno.Checked(
                Sys.RecvMsg(socket, &header, Sys.MSG_DONTWAIT | Sys.MSG_CMSG_CLOEXEC));
            bool hasAny = length > 0 && header.ControlLength >= HeaderBytes
                && ((int*)control)[2] == Sys.SOL_SOCKET && ((int*)control)[3] == Sys.SCM_RIGHTS;
            if (hasAny)
            {
                count = (int)((*(long*)control - HeaderBytes) / sizeof(int));
                new ReadOnlySpan<int>(control + HeaderBytes, count).CopyTo(descriptors);
            }

            return length;
        }
    }

    /// <summary>Bytes of a header and its descriptors, rounded as CMSG_SPACE(3) does.</summary>
    private static int RoomFor(int descriptors) => HeaderBytes + (((descriptors * sizeof(int)) + 7) & ~7);
}
