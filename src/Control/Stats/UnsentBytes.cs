using System;
using Weir.Ground.Check;

namespace Weir.Control.Stats;

/// <summary>
/// What the kernel has not yet taken of an answer: at most one piece; the next one is made when it has left.
/// </summary>
internal sealed class UnsentBytes
{
    private byte[] _bytes = [];
    private int _start;
    private int _end;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, _end - _start);

    public bool IsEmpty => _start == _end;

    /// <summary>Keeps what the kernel has not taken of both, after <paramref name="taken"/> bytes.</summary>
    public void Keep(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int taken)
    {
        Must.Hold(IsEmpty);
        int rest = first.Length + second.Length - taken;
        if (_bytes.Length < rest)
        {
            _bytes = new byte[rest];
        }

        int ofFirst = int.Max(0, first.Length - taken);
        first[^ofFirst..].CopyTo(_bytes);
        second[^(rest - ofFirst)..].CopyTo(_bytes.AsSpan(ofFirst));
        _start = 0;
        _end = rest;
    }

    public void Take(int count)
    {
        Must.Hold(count >= 0 && count <= _end - _start);
        _start += count;
    }
}
