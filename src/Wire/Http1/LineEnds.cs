using System;

namespace Weir.Wire.Http1;

/// <summary>Makes a head of bare LF lines one of CR LF lines, as HAProxy sends them on.</summary>
public static class LineEnds
{
    /// <summary>
    /// Bytes written, or -1 when they do not fit. The copy is parsed again: every offset has moved.
    /// </summary>
    public static int Normalise(ReadOnlySpan<byte> head, Span<byte> into)
    {
        int written = 0;
        while (!head.IsEmpty)
        {
            int lf = head.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = lf < 0 ? head : head[..lf];
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            if (line.Length + 2 > into.Length - written)
            {
                return -1;
            }

            line.CopyTo(into[written..]);
            written += line.Length;
            head = head[(lf < 0 ? head.Length : lf + 1)..];
            if (lf >= 0)
            {
                "\r\n"u8.CopyTo(into[written..]);
                written += 2;
            }
        }

        return written;
    }
}
