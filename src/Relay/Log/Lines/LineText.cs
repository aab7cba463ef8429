using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Net;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log.Lines;

/// <summary>
/// Appends to a log line in a span. The line ends at the first piece that does not fit whole: nothing is
/// written after it, so a number or an escape is never cut in its middle.
/// </summary>
internal ref struct LineText(Span<byte> into)
{
    private const byte FirstPrintable = (byte)' ';
    private const byte LastPrintable = (byte)'~';

    private readonly Span<byte> _into = into;
    private bool _isFull;

    private static ReadOnlySpan<byte> HexadecimalDigits => "0123456789ABCDEF"u8;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public readonly bool EndsInBlank => Length > 0 && _into[Length - 1] == ' ';

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
        if (_isFull || Length == _into.Length)
        {
            _isFull = true;
            return;
        }

        _into[Length++] = letter;
    }

    public void AddIf(bool isWanted, byte letter)
    {
        if (isWanted)
        {
            Add(letter);
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

    /// <summary>In upper-case hexadecimal digits, at least so many.</summary>
    [SkipLocalsInit]
    public void AddHexadecimal(ulong number, int digitsLeast)
    {
        const int DigitsMost = 16;
        Span<byte> digits = stackalloc byte[DigitsMost];
        int at = DigitsMost;
        for (; number > 0 || DigitsMost - at < digitsLeast; number >>= 4)
        {
            digits[--at] = HexadecimalDigits[(int)(number & 15)];
        }

        Add(digits[at..]);
    }

    /// <summary>An IPv6 address stands without brackets.</summary>
    [SkipLocalsInit]
    public void AddAddress(in IpEndpoint endpoint)
    {
        Span<byte> address = stackalloc byte[IpText.MaxLength];
        Add(address[..IpText.FormatAddress(endpoint, address)]);
    }

    /// <summary>
    /// Text of a client, in which nothing may end the line or its quotes: what is not printable ASCII, and
    /// <c>"</c> and <c>#</c>, become <c>#HH</c> (manual 8.6).
    /// </summary>
    /// <param name="text">As it came.</param>
    /// <param name="isValue">One of several in braces: those, and bars, are written so as well.</param>
    /// <param name="style">Whether it is escaped besides.</param>
    public void AddEncoded(scoped ReadOnlySpan<byte> text, bool isValue, LogStyle style)
    {
        bool escapes = (style & LogStyle.Escaped) != 0;
        if (IsPlain(text, isValue, escapes))
        {
            AddRun(text);
            return;
        }

        int plain = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte one = text[at];
            bool encoded = one is < FirstPrintable or > LastPrintable or (byte)'"' or (byte)'#'
                || (isValue && one is (byte)'{' or (byte)'|' or (byte)'}');
            if (encoded || (escapes && IsEscaped(one)))
            {
                AddRun(text[plain..at]);
                AddInstead(one, encoded);
                plain = at + 1;
            }
        }

        AddRun(text[plain..]);
    }

    /// <summary>Text as it is, as much of it as fits, escaped if the style says so.</summary>
    public void AddText(scoped ReadOnlySpan<byte> text, LogStyle style)
    {
        if ((style & LogStyle.Escaped) == 0)
        {
            AddRun(text);
            return;
        }

        foreach (byte one in text)
        {
            if (IsEscaped(one))
            {
                AddInstead(one, encoded: false);
            }
            else
            {
                Add(one);
            }
        }
    }

    /// <summary>Bytes of which as many are shown as fit.</summary>
    private void AddRun(scoped ReadOnlySpan<byte> text)
    {
        int fits = Math.Min(text.Length, _into.Length - Length);
        Add(text[..fits]);
        _isFull |= fits < text.Length;
    }

    /// <summary>As nearly all texts are: nothing in it is written otherwise.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> text, bool isValue, bool escapes) =>
        !text.ContainsAnyExceptInRange(FirstPrintable, LastPrintable)
        && !text.ContainsAny((byte)'"', (byte)'#')
        && !(isValue && text.ContainsAny((byte)'{', (byte)'|', (byte)'}'))
        && !(escapes && text.ContainsAny((byte)'\\', (byte)']'));

    private static bool IsEscaped(byte letter) => letter is (byte)'"' or (byte)'\\' or (byte)']';

    /// <summary><c>#HH</c>, or the letter behind a backslash.</summary>
    private void AddInstead(byte letter, bool encoded)
    {
        Span<byte> room = Take(encoded ? 3 : 2);
        if (room.IsEmpty)
        {
            return;
        }

        room[0] = encoded ? (byte)'#' : (byte)'\\';
        room[1] = encoded ? HexadecimalDigits[letter >> 4] : letter;
        if (encoded)
        {
            room[2] = HexadecimalDigits[letter & 15];
        }
    }
}
