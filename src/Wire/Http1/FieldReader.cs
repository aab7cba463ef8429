using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
/// Field lines, one by one (RFC 9112 5). What is wrong is found in the order of the bytes, each at its own
/// byte, so that the verdict is the same however the bytes arrive.
/// </summary>
internal ref struct FieldReader
{
    private const ushort CrLf = 0x0a0d; // as the machine reads it

    private readonly ReadOnlySpan<byte> _bytes;

    /// <param name="bytes">At most 65,535 of them: offsets are short.</param>
    /// <param name="at">First byte of the first field line.</param>
    public FieldReader(ReadOnlySpan<byte> bytes, int at)
    {
        _bytes = bytes;
        At = at;
    }

    /// <summary>
    /// First byte of the line to read next; after the empty line, the first byte of the body.
    /// </summary>
    public int At { get; set; }

    /// <summary>First byte of the empty line, once it was read.</summary>
    public int EmptyLineStart { get; private set; }

    public Reject Reject { get; private set; }

    /// <summary>Some line ended in LF alone.</summary>
    public bool BareLf { get; private set; }

    /// <summary>Whether CR LF stands here, all of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool HasCrLf(ReadOnlySpan<byte> bytes, int at) =>
        at <= bytes.Length - 2
        && Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), at)) == CrLf;

    /// <summary>
    /// Reads a line that is as lines usually are: a name of less than 32 bytes, no control in the value, CR
    /// LF at the end. Any other line, right or wrong, is left to <see cref="Next"/>.
    /// </summary>
    /// <returns>First byte of the next line, or 0 when the line is not such a one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ReadUsual(ReadOnlySpan<byte> bytes, int start, ref Field field)
    {
        if (bytes.Length < LineLook.Window || start >= bytes.Length)
        {
            return 0;
        }

        LineLook.At(bytes, start, out uint names, out uint breaks);
        ref byte line = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), start);
        int colon = BitOperations.TrailingZeroCount(names);
        if (names == 0 || colon == 0 || Unsafe.Add(ref line, colon) != ':')
        {
            return 0;
        }

        int end = breaks != 0
            ? BitOperations.TrailingZeroCount(breaks)
            : ByteScan.Find<LineBreakers>(bytes, Math.Min(start + LineLook.Window, bytes.Length)) - start;
        if (!HasCrLf(bytes, start + end))
        {
            return 0;
        }

        // From here on everything lies between the colon, which is no blank, and the line's end.
        int value = colon + 1;
        while (value < end && IsBlank(Unsafe.Add(ref line, value)))
        {
            value++;
        }

        int valueEnd = end;
        while (valueEnd > value && IsBlank(Unsafe.Add(ref line, valueEnd - 1)))
        {
            valueEnd--;
        }

        int next = start + end + 2;
        field = new Field(
            (ushort)start, (ushort)colon, (ushort)(start + value), (ushort)(valueEnd - value), (ushort)next,
            FieldNames.Of(MemoryMarshal.CreateReadOnlySpan(ref line, colon)));
        return next;
    }

    /// <summary>Reads any line, or says what is wrong with it.</summary>
    public LineKind Next(out Field field)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int start = At;
        field = default;
        int colon = ByteScan.Find<NotToken>(bytes, start);
        if (colon >= bytes.Length || bytes[colon] != ':' || colon == start)
        {
            return colon >= bytes.Length ? LineKind.Incomplete : NotAField(start, colon);
        }

        int value = colon + 1;
        while (value < bytes.Length && IsBlank(bytes[value]))
        {
            value++;
        }

        LineKind line = FindLineEnd(value, out int end, out int next);
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

    /// <summary>
    /// Other controls than these may stay in a value (RFC 9110 5.5), and HAProxy lets them.
    /// </summary>
    private LineKind FindLineEnd(int from, out int at, out int next)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        next = 0;
        for (at = from; ; at++)
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

    /// <summary>
    /// The empty line, or what is wrong with a name that stops at <paramref name="at"/>.
    /// </summary>
    private LineKind NotAField(int start, int at)
    {
        byte stopped = _bytes[at];
        if (at == start && stopped is ((byte)'\r' or (byte)'\n'))
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
