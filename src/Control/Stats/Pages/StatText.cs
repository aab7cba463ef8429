using System;
using System.Buffers.Text;
using Weir.Control.Stats.Columns;

namespace Weir.Control.Stats.Pages;

/// <summary>
/// Text that is put together piece by piece: a piece is a few lines, taken and forgotten before the next one
/// is made, so that a page of any length needs no more room than its longest piece.
/// </summary>
internal sealed class StatText
{
    private const int DigitsMost = 20;

    private byte[] _bytes = new byte[8 * 1024];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
    }

    /// <summary>Text of ours: ASCII.</summary>
    public void Add(string text)
    {
        Span<byte> room = Room(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            room[at] = (byte)text[at];
        }

        Length += text.Length;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, Room(DigitsMost), out int length);
        Length += length;
    }

    /// <summary>With thin spaces between thousands.</summary>
    public void AddGrouped(long number)
    {
        Span<byte> digits = stackalloc byte[DigitsMost];
        Utf8Formatter.TryFormat(number, digits, out int length);
        for (int at = 0; at < length; at++)
        {
            bool isBorder = at > 0 && (length - at) % 3 == 0 && digits[at - 1] != '-';
            Add(isBorder ? "\u202f"u8 : default); // narrow, and no line breaks there
            Add(digits.Slice(at, 1));
        }
    }

    /// <summary>Seconds as the two greatest units that are in them.</summary>
    public void AddDuration(long seconds)
    {
        (long Size, char Letter)[] units = [(86_400, 'd'), (3_600, 'h'), (60, 'm'), (1, 's')];
        int first = 0;
        while (first < units.Length - 1 && seconds < units[first].Size)
        {
            first++;
        }

        Add(seconds / units[first].Size);
        Add($"{units[first].Letter}");
        if (first < units.Length - 1)
        {
            Add(seconds % units[first].Size / units[first + 1].Size);
            Add($"{units[first + 1].Letter}");
        }
    }

    /// <summary>A value as it stands in a comma-separated line (RFC 4180).</summary>
    public void AddCsv(StatValue value)
    {
        if (value.IsNumber)
        {
            Add(value.Number);
        }
        else if (value.Text.IndexOfAny(",\"\r\n"u8) < 0)
        {
            Add(value.Text);
        }
        else
        {
            Add("\""u8);
            foreach (byte one in value.Text)
            {
                Add(one == '"' ? "\"\""u8 : [one]);
            }

            Add("\""u8);
        }
    }

    /// <summary>
    /// Text of the configuration or of a server, in HTML or between the quotes of an attribute: nothing in it
    /// is markup.
    /// </summary>
    public void AddHtml(ReadOnlySpan<byte> text)
    {
        foreach (byte one in text)
        {
            switch (one)
            {
                case (byte)'&':
                    Add("&amp;"u8);
                    break;
                case (byte)'<':
                    Add("&lt;"u8);
                    break;
                case (byte)'>':
                    Add("&gt;"u8);
                    break;
                case (byte)'"':
                    Add("&quot;"u8);
                    break;
                case (byte)'\'':
                    Add("&#39;"u8);
                    break;
                case < 32 or 127:
                    Add("\ufffd"u8); // not allowed in HTML, however it is written
                    break;
                default:
                    Add([one]);
                    break;
            }
        }
    }

    /// <summary>A string that holds bytes, in the same way.</summary>
    public void AddHtml(string bytes)
    {
        Span<byte> one = stackalloc byte[1];
        foreach (char letter in bytes)
        {
            one[0] = (byte)letter;
            AddHtml(one);
        }
    }

    private Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
        {
            Array.Resize(ref _bytes, int.Max(2 * _bytes.Length, Length + count));
        }

        return _bytes.AsSpan(Length);
    }
}
