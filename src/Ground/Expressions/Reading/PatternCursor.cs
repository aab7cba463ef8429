using System;
using System.Text;

namespace Weir.Ground.Expressions.Reading;

/// <summary>A place in a pattern while it is read. After the first fault nothing is left to read.</summary>
internal sealed class PatternCursor(byte[] text)
{
    public int At { get; set; }

    public ExpressionFault? Fault { get; private set; }

    public bool IsAtEnd => At >= text.Length;

    /// <summary>The next byte, which stays unread; 0 at the end.</summary>
    public byte Peek => IsAtEnd ? (byte)0 : text[At];

    public ReadOnlySpan<byte> Rest => IsAtEnd ? default : text.AsSpan(At);

    public byte Next() => text[At++];

    public bool Take(char one)
    {
        bool found = !IsAtEnd && text[At] == one;
        At += found ? 1 : 0;
        return found;
    }

    public bool Take(ReadOnlySpan<byte> word)
    {
        bool found = Rest.StartsWith(word);
        At += found ? word.Length : 0;
        return found;
    }

    /// <summary>What is read up to <paramref name="end"/>, which is read too; null when it does not
    /// come.</summary>
    public string? Until(ReadOnlySpan<byte> end)
    {
        int length = Rest.IndexOf(end);
        if (length < 0)
        {
            return null;
        }

        string found = Encoding.Latin1.GetString(Rest[..length]);
        At += length + end.Length;
        return found;
    }

    /// <summary>A decimal number, if one begins here; a greater one than 99,999 is that.</summary>
    public int? Number()
    {
        int start = At;
        int value = 0;
        while (Peek is >= (byte)'0' and <= (byte)'9')
        {
            value = Math.Min((value * 10) + Next() - '0', 99_999);
        }

        return At == start ? null : value;
    }

    public void Refuse(string message)
    {
        Fault ??= new ExpressionFault(message, At);
        At = text.Length;
    }
}
