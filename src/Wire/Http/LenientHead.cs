using System;
using Weir.Wire.Scan;

namespace Weir.Wire.Http;

/// <summary>
/// What <c>option accept-invalid-http-request</c> and <c>-response</c> let pass: in a target what is no ASCII
/// and the fragment's mark, in the names of fields any character. A head is read as if a letter stood there,
/// and goes on as it came.
/// </summary>
public static class LenientHead
{
    private const byte Letter = (byte)'x';

    /// <summary>
    /// Copies a head, whole or not, with letters for what is let pass; every offset stays. False when there
    /// is nothing of the kind, or no room: the verdict on the head stands then.
    /// </summary>
    /// <param name="received">What the peer has sent.</param>
    /// <param name="into">Room for as much.</param>
    /// <param name="isRequest">The first line has a target.</param>
    public static bool Mask(ReadOnlySpan<byte> received, Span<byte> into, bool isRequest)
    {
        if (received.Length > into.Length)
        {
            return false;
        }

        received.CopyTo(into);
        into = into[..received.Length];
        int at = 0;
        while (at < into.Length && into[at] is (byte)'\r' or (byte)'\n')
        {
            at++; // empty lines before a request
        }

        bool changed = false;
        for (bool isFirst = true; at < into.Length; isFirst = false)
        {
            int end = into[at..].IndexOf((byte)'\n');
            Span<byte> line = end < 0 ? into[at..] : into.Slice(at, end);
            if (line.TrimEnd((byte)'\r').IsEmpty)
            {
                break; // a body may follow
            }

            changed |= !isFirst ? MaskName(line) : isRequest && MaskTarget(line);
            at = end < 0 ? into.Length : at + end + 1;
        }

        return changed;
    }

    private static bool MaskTarget(Span<byte> line)
    {
        bool changed = false;
        foreach (ref byte one in line[(line.IndexOf((byte)' ') + 1)..])
        {
            bool passes = one is >= 0x80 or (byte)'#';
            one = passes ? Letter : one;
            changed |= passes;
        }

        return changed;
    }

    /// <summary>
    /// A name that is one of those that tell where a message ends but for what is wrong in it stays wrong:
    /// whoever comes next may read it as that one.
    /// </summary>
    private static bool MaskName(Span<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        Span<byte> name = colon < 0 ? default : line[..colon];
        if (name.IsEmpty || name[0] is (byte)' ' or (byte)'\t' || name.IndexOfAny((byte)'\r', (byte)0) >= 0
            || IsFraming(name))
        {
            return false;
        }

        bool changed = false;
        foreach (ref byte one in name)
        {
            bool passes = NotToken.Has(one);
            one = passes ? Letter : one;
            changed |= passes;
        }

        return changed;
    }

    private static bool IsFraming(ReadOnlySpan<byte> name) =>
        IsButForWrong(name, "content-length"u8) || IsButForWrong(name, "transfer-encoding"u8);

    private static bool IsButForWrong(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known)
    {
        int at = 0;
        foreach (byte one in name)
        {
            if (NotToken.Has(one))
            {
                continue;
            }

            if (at == known.Length || (one | 0x20) != (known[at] | 0x20))
            {
                return false;
            }

            at++;
        }

        return at == known.Length;
    }
}
