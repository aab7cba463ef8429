using System;
using System.Buffers.Text;
using Weir.Ground.Net;

namespace Weir.Relay.Log;

/// <summary>
/// Appends to a log line in a span. The line ends at the first piece that does not fit whole: nothing is
/// written after it, so a number or an escape is never cut in its middle.
/// </summary>
internal ref struct LineText(Span<byte> into)
{
    private readonly Span<byte> _into = into;
    private bool _isFull;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Asks for room and takes it; empty when the line has ended.</summary>
    public Span<byte> Take(int bytes)
    {
        if (_isFull || bytes > _into.Length - Length)
        {
            _isFull = true;
            return [];
        }

        Span<byte> room = _into.Slice(Length, bytes);
        Length += bytes;
        return room;
    }

    public void Add(byte letter)
    {
        Span<byte> room = Take(1);
        if (!room.IsEmpty)
        {
            room[0] = letter;
        }
    }

    public void Add(scoped ReadOnlySpan<byte> text)
    {
        Span<byte> room = Take(text.Length);
        if (!room.IsEmpty)
        {
            text.CopyTo(room);
        }
    }

    public void AddNumber(long number)
    {
        const int DigitsMost = 20; // the sign included
        Span<byte> digits = stackalloc byte[DigitsMost];
        Utf8Formatter.TryFormat(number, digits, out int written);
        Add(digits[..written]);
    }

    /// <summary>Address and port with a colon between, an IPv6 address without brackets.</summary>
    public void AddEndpoint(in IpEndpoint endpoint)
    {
        Span<byte> address = stackalloc byte[IpText.MaxLength];
        Add(address[..IpText.FormatAddress(endpoint, address)]);
        Add((byte)':');
        AddNumber(endpoint.Port);
    }

    /// <summary>
    /// Text of a client, in which nothing may end the line or its quotes: what is not printable ASCII, and
    /// <c>"</c> and <c>#</c>, become <c>#HH</c> (manual 8.6).
    /// </summary>
    public void AddEncoded(scoped ReadOnlySpan<byte> text)
    {
        foreach (byte letter in text)
        {
            if (letter is < 32 or > 126 or (byte)'"' or (byte)'#')
            {
                AddEscape(letter);
            }
            else
            {
                Add(letter);
            }
        }
    }

    private void AddEscape(byte letter)
    {
        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        Span<byte> room = Take(3);
        if (!room.IsEmpty)
        {
            room[0] = (byte)'#';
            room[1] = digits[letter >> 4];
            room[2] = digits[letter & 15];
        }
    }
}
