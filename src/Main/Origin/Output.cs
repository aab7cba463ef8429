using System;
using System.Buffers;
using System.Buffers.Text;
using Weir.Ground.Check;

namespace Weir.Main.Origin;

/// <summary>
/// Bytes being composed for one connection. One buffer serves all: it is empty whenever another's turn
/// begins.
/// </summary>
internal sealed class Output
{
    private const int NumberMax = 20;

    private readonly byte[] _bytes;

    public Output(int capacity) => _bytes = new byte[capacity];

    public int Count { get; private set; }

    public int Room => _bytes.Length - Count;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        Must.Hold(text.Length <= Room);
        text.CopyTo(_bytes.AsSpan(Count));
        Count += text.Length;
    }

    public void AddNumber(long number)
    {
        Must.Hold(Room >= NumberMax);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Count), out int written);
        Count += written;
    }

    public void AddHex(int number)
    {
        Must.Hold(Room >= NumberMax);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Count), out int written, new StandardFormat('x'));
        Count += written;
    }
}
