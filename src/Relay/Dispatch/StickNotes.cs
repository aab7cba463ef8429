using System;
using System.Buffers.Binary;
using Weir.Ground.Check;

namespace Weir.Relay.Dispatch;

/// <summary>
/// What stick tables are to be told of a request: for each the table's page, the key's length, the key. Kept
/// with the request until a server has answered.
/// </summary>
internal ref struct StickNotes
{
    /// <summary>The most bytes of one request: keys that do not fit are not stored.</summary>
    public const int BytesMost = 4096;

    /// <summary>The most keys of one request (manual, "stick store-request").</summary>
    private const int NotesMost = 8;

    private const int HeadBytes = sizeof(int) + sizeof(ushort);

    private readonly Span<byte> _room;
    private int _count;

    public StickNotes(Span<byte> room) => _room = room;

    /// <summary>Bytes noted.</summary>
    public int Length { get; private set; }

    /// <summary>There is room for one more, and none for that table yet.</summary>
    public readonly bool MayAdd(int page)
    {
        ReadOnlySpan<byte> rest = _room[..Length];
        while (!rest.IsEmpty)
        {
            Take(ref rest, out int noted);
            if (noted == page)
            {
                return false;
            }
        }

        return _count < NotesMost;
    }

    public void Add(int page, scoped ReadOnlySpan<byte> key)
    {
        Must.Hold(_count < NotesMost);
        Span<byte> into = _room[Length..];
        if (into.Length < HeadBytes + key.Length)
        {
            return;
        }

        BinaryPrimitives.WriteInt32LittleEndian(into, page);
        BinaryPrimitives.WriteUInt16LittleEndian(into[sizeof(int)..], (ushort)key.Length);
        key.CopyTo(into[HeadBytes..]);
        Length += HeadBytes + key.Length;
        _count++;
    }

    /// <summary>The next one's key and page.</summary>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> notes, out int page)
    {
        page = BinaryPrimitives.ReadInt32LittleEndian(notes);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(notes[sizeof(int)..]);
        ReadOnlySpan<byte> key = notes.Slice(HeadBytes, length);
        notes = notes[(HeadBytes + length)..];
        return key;
    }
}
