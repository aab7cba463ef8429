using System;
using System.Buffers.Binary;

namespace Weir.Tests.Sim.Plain;

/// <summary>
/// What one end of a stream says: who it is, how many bytes follow, and these, each known by its place. So
/// whoever hears it can tell every byte that is missing, doubled or somebody else's.
/// </summary>
internal readonly record struct Speech(int Name, int Length)
{
    public const int HeaderLength = 8;

    /// <summary>Of the header and what follows it.</summary>
    public int Total => HeaderLength + Length;

    public static Speech FromHeader(ReadOnlySpan<byte> header) => new(
        BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));

    public byte[] Bytes()
    {
        byte[] bytes = new byte[Total];
        BinaryPrimitives.WriteInt32BigEndian(bytes, Name);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(4), Length);
        for (int i = HeaderLength; i < Total; i++)
        {
            bytes[i] = At(i);
        }

        return bytes;
    }

    /// <summary>The byte at a place behind the header.</summary>
    public byte At(int place) => (byte)((Name * 31) + (place * 7) + (place >> 8));
}
