using System;
using System.Runtime.CompilerServices;
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

    [SkipLocalsInit]
    public void AddNumber(long number)
    {
        // Most numbers of a line are counts and times of one digit.
        if ((ulong)number < 10)
        {
            Add((byte)('0' + number));
            return;
        }

        const int DigitsMost = 20; // the sign included
        Span<byte> digits = stackalloc byte[DigitsMost];
        int at = DigitsMost;
        ulong rest = number < 0 ? 0 - (ulong)number : (ulong)number;
        do
        {
            ulong tenth = rest / 10;
            digits[--at] = (byte)('0' + (rest - (tenth * 10)));
            rest = tenth;
        }
        while (rest > 0);
        if (number < 0)
        {
            digits[--at] = (byte)'-';
        }

        Add(digits[at..]);
    }

    /// <summary>Address and port with a colon between, an IPv6 address without brackets.</summary>
    [SkipLocalsInit]
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
        int plain = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] is < 32 or > 126 or (byte)'"' or (byte)'#')
            {
                AddRun(text[plain..at]);
                AddEscape(text[at]);
                plain = at + 1;
            }
        }

        AddRun(text[plain..]);
    }

    /// <summary>Bytes of which as many are shown as fit.</summary>
    private void AddRun(scoped ReadOnlySpan<byte> text)
    {
        int fits = Math.Min(text.Length, _into.Length - Length);
        Add(text[..fits]);
        _isFull |= fits < text.Length;
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
