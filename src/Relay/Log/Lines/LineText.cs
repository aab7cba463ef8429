using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log.Lines;

/// <summary>
/// Appends to a log line. The line ends at the first piece that does not fit whole: nothing is written after
/// it, so a number or an escape is never cut in its middle.
/// </summary>
/// <remarks>
/// A short piece is written first and looked at afterwards, so the line needs room behind its end that is
/// never part of it: <see cref="Slack"/>.
/// </remarks>
internal ref struct LineText
{
    /// <summary>Bytes behind the longest line, and the most that is written without asking.</summary>
    public const int Slack = 32;

    private const int DigitsMost = 20; // of a number, its sign included

    private readonly ref byte _start;
    private int _length;
    private int _most;

    /// <param name="into">Room for the longest line and <see cref="Slack"/> more.</param>
    public LineText(Span<byte> into)
    {
        Must.Hold(into.Length >= Slack);
        _start = ref MemoryMarshal.GetReference(into);
        _most = into.Length - Slack;
    }

    private static ReadOnlySpan<byte> HexadecimalDigits => "0123456789ABCDEF"u8;

    /// <summary>Bytes written so far.</summary>
    public readonly int Length => _length;

    public readonly bool EndsInBlank => _length > 0 && Unsafe.Add(ref _start, _length - 1) == ' ';

    private readonly ref byte Next => ref Unsafe.Add(ref _start, _length);

    /// <summary>Asks for room and takes it; empty when the line has ended.</summary>
    public Span<byte> Take(int bytes)
    {
        if (bytes > _most - _length)
        {
            _most = _length;
            return [];
        }

        Span<byte> room = MemoryMarshal.CreateSpan(ref Next, bytes);
        _length += bytes;
        return room;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte letter)
    {
        Next = letter;
        Grow(1);
    }

    public void AddIf(bool isWanted, byte letter)
    {
        if (isWanted)
        {
            Add(letter);
        }
    }

    /// <summary>The first bytes of a word, lowest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddWord(ulong word, int bytes)
    {
        Unsafe.WriteUnaligned(ref Next, word);
        Grow(bytes);
    }

    public void Add(scoped ReadOnlySpan<byte> text)
    {
        if (text.Length > _most - _length)
        {
            _most = _length;
            return;
        }

        if (text.Length > sizeof(ulong))
        {
            text.CopyTo(MemoryMarshal.CreateSpan(ref Next, text.Length));
            _length += text.Length;
            return;
        }

        foreach (byte one in text)
        {
            Next = one;
            _length++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddNumber(long number)
    {
        // Most numbers of a line are counts and times of one digit.
        if ((ulong)number < 10)
        {
            Add((byte)('0' + number));
        }
        else
        {
            AddDigits(number);
        }
    }

    /// <summary>In upper-case hexadecimal digits, at least so many.</summary>
    [SkipLocalsInit]
    public void AddHexadecimal(ulong number, int digitsLeast)
    {
        const int NibblesMost = 16;
        Span<byte> digits = stackalloc byte[NibblesMost];
        int at = NibblesMost;
        for (; number > 0 || NibblesMost - at < digitsLeast; number >>= 4)
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
        if (LinePlain.Is(text, isValue, escapes))
        {
            AddRun(text);
            return;
        }

        int plain = 0;
        for (int at = 0; at < text.Length; at++)
        {
            byte one = text[at];
            bool encoded = LinePlain.IsOdd(one, isValue);
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
        int fits = Math.Min(text.Length, _most - _length);
        Add(text[..fits]);
        if (fits < text.Length)
        {
            _most = _length;
        }
    }

    /// <summary>Takes what was just written, if it is within the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Grow(int bytes)
    {
        int length = _length + bytes;
        if (length > _most)
        {
            _most = _length;
        }
        else
        {
            _length = length;
        }
    }

    private void AddDigits(long number)
    {
        ulong rest = (ulong)number;
        int digits = 0;
        if (number < 0)
        {
            Next = (byte)'-';
            rest = 0 - rest;
            digits = 1;
        }

        digits += DigitsOf(rest);
        ref byte first = ref Next;
        for (int at = digits - 1; ; at--)
        {
            ulong tenth = rest / 10;
            Unsafe.Add(ref first, at) = (byte)('0' + (int)(rest - (tenth * 10)));
            rest = tenth;
            if (rest == 0)
            {
                break;
            }
        }

        Grow(digits);
    }

    private static int DigitsOf(ulong number)
    {
        int digits = 1;
        for (ulong end = 10; digits < DigitsMost - 1 && number >= end; end *= 10)
        {
            digits++;
        }

        return digits;
    }

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
