using System;
using Weir.Wire.Http;
using Weir.Wire.Scan;

namespace Weir.Wire.Http1;

internal enum LineKind : byte
{
    Field,

    /// <summary>The empty line that ends the head or the trailers.</summary>
    End,
    Incomplete,
    Rejected,
}

/// <summary>
/// Field lines, one by one (RFC 9112 5). What is wrong is found in the order of the bytes, each at its own byte, so that
/// the verdict is the same however the bytes arrive.
/// </summary>
internal ref struct FieldReader
{
    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">At most 65,535 of them: offsets are short.</param>
    /// <param name="at">First byte of the first field line.</param>
    public FieldReader(ReadOnlySpan<byte> bytes, int at)
    {
        _bytes = bytes;
        At = at;
    }

    /// <summary>First byte of the line to read next; after the empty line, the first byte of the body.</summary>
    public int At { get; private set; }

    /// <summary>First byte of the empty line, once it was read.</summary>
    public int EmptyLineStart { get; private set; }

    public Reject Reject { get; private set; }

    /// <summary>Some line ended in LF alone.</summary>
    public bool BareLf { get; private set; }

    public LineKind Next(out Field field)
    {
        field = default;
        ReadOnlySpan<byte> bytes = _bytes;
        int start = At;
        if (start >= bytes.Length)
        {
            return LineKind.Incomplete;
        }

        int colon = ByteScan.Find<NotToken>(bytes, start);
        if (colon >= bytes.Length)
        {
            return LineKind.Incomplete;
        }

        if (bytes[colon] != ':' || colon == start)
        {
            return NotAField(start, colon);
        }

        int value = colon + 1;
        while (value < bytes.Length && IsBlank(bytes[value]))
        {
            value++;
        }

        int end = value;
        LineKind line = FindLineEnd(ref end, out int next);
        if (line != LineKind.Field)
        {
            return line;
        }

        while (end > value && IsBlank(bytes[end - 1]))
        {
            end--;
        }

        field = new Field(
            (ushort)start, (ushort)(colon - start), (ushort)value, (ushort)(end - value), (ushort)next,
            FieldNames.Of(bytes[start..colon]));
        At = next;
        return LineKind.Field;
    }

    /// <summary>Other controls than these may stay in a value (RFC 9110 5.5), and HAProxy lets them.</summary>
    private LineKind FindLineEnd(ref int at, out int next)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        next = 0;
        for (; ; at++)
        {
            at = ByteScan.Find<LineBreakers>(bytes, at);
            if (at >= bytes.Length)
            {
                return LineKind.Incomplete;
            }

            switch (bytes[at])
            {
                case (byte)'\r':
                    return FindLineFeed(at, ref next);
                case (byte)'\n':
                    BareLf = true;
                    next = at + 1;
                    return LineKind.Field;
                case 0:
                    return Refuse(Reject.ValueByte);
            }
        }
    }

    private LineKind FindLineFeed(int carriageReturn, ref int next)
    {
        next = carriageReturn + 2;
        return next > _bytes.Length ? LineKind.Incomplete
            : _bytes[carriageReturn + 1] == '\n' ? LineKind.Field
            : Refuse(Reject.BareCarriageReturn);
    }

    /// <summary>The empty line, or whatever is wrong with a name that stops at <paramref name="at"/>.</summary>
    private LineKind NotAField(int start, int at)
    {
        byte stopped = _bytes[at];
        if (at == start && stopped is (byte)'\r' or (byte)'\n')
        {
            return EmptyLine(at, stopped);
        }

        return Refuse(stopped switch
        {
            (byte)' ' or (byte)'\t' => at == start ? Reject.FoldedLine : Reject.SpaceBeforeColon,
            (byte)':' => Reject.FieldNameEmpty,
            (byte)'\r' or (byte)'\n' => Reject.ColonMissing,
            _ => Reject.FieldNameByte,
        });
    }

    private LineKind EmptyLine(int at, byte first)
    {
        int next = at + 1;
        if (first == '\n')
        {
            BareLf = true;
        }
        else
        {
            LineKind line = FindLineFeed(at, ref next);
            if (line != LineKind.Field)
            {
                return line;
            }
        }

        EmptyLineStart = at;
        At = next;
        return LineKind.End;
    }

    private LineKind Refuse(Reject reject)
    {
        Reject = reject;
        return LineKind.Rejected;
    }

    private static bool IsBlank(byte one) => one is (byte)' ' or (byte)'\t';
}
