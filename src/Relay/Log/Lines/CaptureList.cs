using System;
using System.Buffers.Binary;

namespace Weir.Relay.Log.Lines;

/// <summary>Captured values one after the other, each behind its length in two bytes.</summary>
/// <param name="into">Where they go.</param>
internal ref struct CaptureList(Span<byte> into)
{
    private const int LengthBytes = sizeof(ushort);

    /// <summary>Stands for the length of what the message does not have.</summary>
    private const ushort Absent = ushort.MaxValue;

    private readonly Span<byte> _into = into;

    /// <summary>Bytes used so far.</summary>
    public int Length { get; private set; }

    /// <summary>Takes the next value off the front; false: the message did not have it.</summary>
    public static bool TryTake(scoped ref ReadOnlySpan<byte> list, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (list.IsEmpty)
        {
            return false;
        }

        int length = BinaryPrimitives.ReadUInt16LittleEndian(list);
        list = list[LengthBytes..];
        if (length == Absent)
        {
            return false;
        }

        value = list[..length];
        list = list[length..];
        return true;
    }

    /// <summary>Adds at most <paramref name="most"/> bytes of a value, or none that finds no room.</summary>
    public void Add(scoped ReadOnlySpan<byte> value, int most)
    {
        most = Math.Min(most, Absent - 1);
        value = value[..Math.Min(value.Length, most)];
        if (Take(value.Length, out Span<byte> room))
        {
            value.CopyTo(room);
        }
    }

    /// <summary>The same of a cookie: <c>name=value</c>.</summary>
    public void Add(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> value, int most)
    {
        name = name[..Math.Min(name.Length, most)];
        int left = most - name.Length;
        value = value[..Math.Min(value.Length, Math.Max(0, left - 1))];
        if (Take(name.Length + Math.Min(left, 1) + value.Length, out Span<byte> room))
        {
            name.CopyTo(room);
            room[name.Length..].Fill((byte)'=');
            value.CopyTo(room[^value.Length..]);
        }
    }

    public void AddNothing()
    {
        if (_into.Length - Length >= LengthBytes)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_into[Length..], Absent);
            Length += LengthBytes;
        }
    }

    private bool Take(int bytes, out Span<byte> room)
    {
        room = default;
        if (bytes > _into.Length - Length - LengthBytes)
        {
            AddNothing();
            return false;
        }

        BinaryPrimitives.WriteUInt16LittleEndian(_into[Length..], (ushort)bytes);
        room = _into.Slice(Length + LengthBytes, bytes);
        Length += LengthBytes + bytes;
        return true;
    }
}
