using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private const int Window = 32;
    private const int HalfWindow = 16;
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
    public int At { get; private set; }

    /// <summary>First byte of the empty line, once it was read.</summary>
    public int EmptyLineStart { get; private set; }

    public Reject Reject { get; private set; }

    /// <summary>Some line ended in LF alone.</summary>
    public bool BareLf { get; private set; }

    public LineKind Next(out Field field)
    {
        ReadOnlySpan<byte> bytes = _bytes;
        int start = At;
        field = default;
        if (start >= bytes.Length)
        {
            return LineKind.Incomplete;
        }

        if (bytes[start] is (byte)'\r' or (byte)'\n')
        {
            return EmptyLine(start, bytes[start]);
        }

        Look(bytes, start, out int colon, out int end);
        if (colon >= bytes.Length || bytes[colon] != ':' || colon == start)
        {
            return colon >= bytes.Length ? LineKind.Incomplete : NotAField(start, colon);
        }

        int value = colon + 1;
        while (value < bytes.Length && IsBlank(bytes[value]))
        {
            value++;
        }

        int next = end + 2;
        if (end < value || next > bytes.Length || MemoryMarshal.Read<ushort>(bytes[end..]) != CrLf)
        {
            LineKind line = FindLineEnd(Math.Max(end, value), out end, out next);
            if (line != LineKind.Field)
            {
                return line;
            }
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
    /// Where the name ends, and the first place where the line may. Both come from the same bytes, so that
    /// neither search waits for the other: most names end in the first sixteen bytes, and many lines in the
    /// first 32.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Look(ReadOnlySpan<byte> bytes, int start, out int colon, out int end)
    {
        int left = bytes.Length - start;
        if (left < Window)
        {
            LookAtRest(bytes, start, out colon, out end);
            return;
        }

        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), start);
        Vector128<byte> low = Vector128.LoadUnsafe(ref first);
        Vector128<byte> high = Vector128.LoadUnsafe(ref first, HalfWindow);
        uint names = NotToken.Of(low).ExtractMostSignificantBits();
        uint breaks = LineBreakers.Of(low).ExtractMostSignificantBits()
            | (LineBreakers.Of(high).ExtractMostSignificantBits() << HalfWindow);
        colon = names != 0
            ? start + BitOperations.TrailingZeroCount(names)
            : ByteScan.Find<NotToken>(bytes, start + HalfWindow);
        end = breaks != 0
            ? start + BitOperations.TrailingZeroCount(breaks)
            : ByteScan.Find<LineBreakers>(bytes, start + Window);
    }

    /// <summary>The same within the last bytes: they are read together with those before them.</summary>
    private static void LookAtRest(ReadOnlySpan<byte> bytes, int start, out int colon, out int end)
    {
        if (bytes.Length < Window)
        {
            colon = ByteScan.Find<NotToken>(bytes, start);
            end = ByteScan.Find<LineBreakers>(bytes, colon);
            return;
        }

        int from = bytes.Length - Window;
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(bytes), from);
        Vector128<byte> low = Vector128.LoadUnsafe(ref first);
        Vector128<byte> high = Vector128.LoadUnsafe(ref first, HalfWindow);
        uint names = NotToken.Of(low).ExtractMostSignificantBits()
            | (NotToken.Of(high).ExtractMostSignificantBits() << HalfWindow);
        uint breaks = LineBreakers.Of(low).ExtractMostSignificantBits()
            | (LineBreakers.Of(high).ExtractMostSignificantBits() << HalfWindow);
        names >>= start - from;
        breaks >>= start - from;
        colon = names != 0 ? start + BitOperations.TrailingZeroCount(names) : bytes.Length;
        end = breaks != 0 ? start + BitOperations.TrailingZeroCount(breaks) : bytes.Length;
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

    /// <summary>What is wrong with a name that stops at <paramref name="at"/>.</summary>
    private LineKind NotAField(int start, int at) => Refuse(_bytes[at] switch
    {
        (byte)' ' or (byte)'\t' => at == start ? Reject.FoldedLine : Reject.SpaceBeforeColon,
        (byte)':' => Reject.FieldNameEmpty,
        (byte)'\r' or (byte)'\n' => Reject.ColonMissing,
        _ => Reject.FieldNameByte,
    });

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
