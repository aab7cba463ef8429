using System;
using System.Collections.Generic;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Where in a text a pattern has to stand.</summary>
internal enum TextPlace : byte
{
    Whole,
    Beginning,
    End,
    Anywhere,

    /// <summary>Between delimiters or the ends.</summary>
    Piece,
}

/// <summary>
/// Texts at some place of the sample. However many there are, only as many looks are needed as they have
/// different lengths, at each place where one may begin.
/// </summary>
internal sealed class TextSet : PatternSet
{
    /// <summary>So few are searched for one by one.</summary>
    private const int FewMost = 8;

    private readonly TextPlace _place;
    private readonly byte[] _delimiters;
    private readonly ByteStrings? _exact;
    private readonly ByteStrings? _folded;

    private TextSet(TextPlace place, string delimiters, List<byte[]> exact, List<byte[]> folded)
    {
        _place = place;
        _delimiters = ByteText.ToBytes(delimiters);
        _exact = exact.Count == 0 ? null : new ByteStrings(exact, folds: false);
        _folded = folded.Count == 0 ? null : new ByteStrings(folded, folds: true);
    }

    /// <summary>Texts as they were written; of pieces, the delimiters at both ends do not count.</summary>
    public static TextSet Of(PatternList list, TextPlace place, string delimiters = "")
    {
        List<byte[]> exact = [];
        List<byte[]> folded = [];
        foreach (Pattern pattern in list.Patterns)
        {
            string text = delimiters.Length > 0
                ? pattern.Text.Trim(delimiters.ToCharArray()) : pattern.Text;
            if (text.Length > 0 || place != TextPlace.Piece)
            {
                (pattern.IgnoresCase ? folded : exact).Add(ByteText.ToBytes(text));
            }
        }

        return new TextSet(place, delimiters, exact, folded);
    }

    /// <summary>Bytes, written as hexadecimal digits; null after a fault.</summary>
    public static TextSet? OfBytes(PatternList list)
    {
        List<byte[]> exact = [];
        foreach (Pattern pattern in list.Patterns)
        {
            if (HexText.Read(pattern.Text) is not { } bytes)
            {
                list.Fail(pattern, "an even number of hex digit is expected");
                return null;
            }

            exact.Add(bytes);
        }

        return new TextSet(TextPlace.Whole, "", exact, []);
    }

    public override bool Matches(in Sample sample) =>
        (_exact is not null && Has(_exact, sample.Bytes))
        || (_folded is not null && Has(_folded, sample.Bytes));

    private bool Has(ByteStrings strings, ReadOnlySpan<byte> text) => _place switch
    {
        TextPlace.Whole => strings.Has(text),
        TextPlace.Beginning => Begins(strings, text),
        TextPlace.End => Ends(strings, text),
        TextPlace.Piece => HasPiece(strings, text),
        _ => strings.Count <= FewMost ? strings.IsAnyIn(text) : HasMany(strings, text),
    };

    private static bool Begins(ByteStrings strings, ReadOnlySpan<byte> text)
    {
        foreach (int length in strings.Lengths)
        {
            if (length > text.Length)
            {
                return false;
            }

            if (strings.Has(text[..length]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Ends(ByteStrings strings, ReadOnlySpan<byte> text)
    {
        foreach (int length in strings.Lengths)
        {
            if (length > text.Length)
            {
                return false;
            }

            if (strings.Has(text[^length..]))
            {
                return true;
            }
        }

        return false;
    }

    private bool HasPiece(ByteStrings strings, ReadOnlySpan<byte> text)
    {
        for (int start = 0; start < text.Length;)
        {
            ReadOnlySpan<byte> rest = text[start..];
            foreach (int length in strings.Lengths)
            {
                if (length > rest.Length)
                {
                    break;
                }

                bool isEnd = length == rest.Length || _delimiters.AsSpan().Contains(rest[length]);
                if (isEnd && strings.Has(rest[..length]))
                {
                    return true;
                }
            }

            int next = rest.IndexOfAny(_delimiters);
            start = next < 0 ? text.Length : start + next + 1;
        }

        return false;
    }

    private static bool HasMany(ByteStrings strings, ReadOnlySpan<byte> text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (strings.MayBegin(text[at]) && Begins(strings, text[at..]))
            {
                return true;
            }
        }

        return false;
    }
}
