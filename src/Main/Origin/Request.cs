using System;
using System.Buffers.Text;
using System.Text;

namespace Weir.Main.Origin;

/// <summary>How the body of a request to an origin server ends.</summary>
internal enum Framing : byte
{
    None = 0,
    Length,
    Chunked,
}

/// <summary>What an origin server has to know of a request's head.</summary>
/// <remarks>
/// Read here and not with the balancer's own parser: the origin is the balancer's witness, and a witness that
/// makes the same mistake hides it. It is strict: what RFC 9112 calls ambiguous is answered with 400.
/// </remarks>
internal struct Request
{
    /// <summary>The longest request head that is read, in bytes.</summary>
    public const int HeadMax = 64 * 1024;

    public bool IsHead;

    /// <summary>
    /// The client is of HTTP/1.0: no chunked answer, and the connection ends unless it asked otherwise.
    /// </summary>
    public bool IsHttp10;

    public bool KeepAlive;

    public bool ExpectsContinue;

    public Framing Framing;

    /// <summary>Body bytes announced, for <see cref="Framing.Length"/>.</summary>
    public long Length;

    private int _targetStart;
    private int _targetLength;

    /// <summary>
    /// Reads a whole head, its blank line included. False: it is not one request, for certain.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> head, out Request request)
    {
        request = default;
        int end = head.IndexOf("\r\n"u8);
        if (end < 0 || !request.ReadStartLine(head[..end]))
        {
            return false;
        }

        request.KeepAlive = !request.IsHttp10;
        int at = end + 2;
        while (at < head.Length) // ends: every line takes at least its CR LF away
        {
            ReadOnlySpan<byte> rest = head[at..];
            int length = rest.IndexOf("\r\n"u8);
            if (length <= 0)
            {
                return length == 0;
            }

            if (!request.ReadField(rest[..length]))
            {
                return false;
            }

            at += length + 2;
        }

        return false;
    }

    public readonly ReadOnlySpan<byte> TargetIn(ReadOnlySpan<byte> head) =>
        head.Slice(_targetStart, _targetLength);

    private bool ReadStartLine(ReadOnlySpan<byte> line)
    {
        int first = line.IndexOf((byte)' ');
        int last = line.LastIndexOf((byte)' ');
        if (first <= 0 || last <= first + 1)
        {
            return false;
        }

        IsHead = line[..first].SequenceEqual("HEAD"u8);
        _targetStart = first + 1;
        _targetLength = last - first - 1;
        ReadOnlySpan<byte> version = line[(last + 1)..];
        IsHttp10 = version.SequenceEqual("HTTP/1.0"u8);
        return IsHttp10 || version.SequenceEqual("HTTP/1.1"u8);
    }

    private bool ReadField(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[colon - 1] is (byte)' ' or (byte)'\t' || line[0] is (byte)' ' or (byte)'\t')
        {
            return false;
        }

        ReadOnlySpan<byte> value = line[(colon + 1)..].Trim(" \t"u8);
        switch (line[0] | 0x20)
        {
            case 'c' when Is(line[..colon], "content-length"u8): return ReadLength(value);
            case 'c' when Is(line[..colon], "connection"u8): ReadConnection(value); return true;
            case 't' when Is(line[..colon], "transfer-encoding"u8): return ReadEncoding(value);
            case 'e' when Is(line[..colon], "expect"u8): ReadExpect(value); return true;
            default: return true;
        }
    }

    private bool ReadLength(ReadOnlySpan<byte> value)
    {
        bool isNumber = Utf8Parser.TryParse(value, out long length, out int used) && used == value.Length;
        if (!isNumber || length < 0 || value[0] is (byte)'+' or (byte)'-' || Framing != Framing.None)
        {
            return false; // two framings are two readings of one message (RFC 9112 6.3)
        }

        Framing = Framing.Length;
        Length = length;
        return true;
    }

    private bool ReadEncoding(ReadOnlySpan<byte> value)
    {
        if (Framing != Framing.None || !Is(value, "chunked"u8))
        {
            return false;
        }

        Framing = Framing.Chunked;
        return true;
    }

    private void ReadExpect(ReadOnlySpan<byte> value) => ExpectsContinue = Is(value, "100-continue"u8);

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        while (!value.IsEmpty) // ends: each turn takes at least the comma away
        {
            int comma = value.IndexOf((byte)',');
            ReadOnlySpan<byte> option = (comma < 0 ? value : value[..comma]).Trim(" \t"u8);
            value = comma < 0 ? default : value[(comma + 1)..];
            if (Is(option, "close"u8))
            {
                KeepAlive = false;
                return;
            }

            KeepAlive |= Is(option, "keep-alive"u8);
        }
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> expected) =>
        Ascii.EqualsIgnoreCase(text, expected);
}
