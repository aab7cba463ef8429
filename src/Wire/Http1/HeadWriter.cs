using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;

namespace Weir.Wire.Http1;

/// <summary>
/// Sends a head on in one pass: parts of it are copied, parts left out, bytes added between.
/// </summary>
public ref struct HeadWriter
{
    private readonly ReadOnlySpan<byte> _head;
    private readonly Span<byte> _into;
    private int _at;
    private int _written;

    public HeadWriter(ReadOnlySpan<byte> head, Span<byte> into)
    {
        _head = head;
        _into = into;
    }

    /// <summary>Bytes put into the target so far.</summary>
    public readonly int Written => _written;

    /// <summary>Something did not fit: what was written is of no use.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Copies from the present place of the source up to <paramref name="offset"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CopyTo(int offset)
    {
        Must.Hold(offset >= _at);
        Add(_head[_at..offset]);
        _at = offset;
    }

    /// <summary>Leaves out from the present place of the source up to <paramref name="offset"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void SkipTo(int offset)
    {
        Must.Hold(offset >= _at && offset <= _head.Length);
        _at = offset;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(scoped ReadOnlySpan<byte> bytes)
    {
        if (Overflowed || bytes.Length > _into.Length - _written)
        {
            Overflowed = true;
            return;
        }

        bytes.CopyTo(_into[_written..]);
        _written += bytes.Length;
    }
}
