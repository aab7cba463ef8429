using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Rules.Patterns.Sets;

/// <summary>
/// Byte strings, found by their hash. What is looked for is hashed once for each length that there is.
/// </summary>
internal sealed class ByteStrings
{
    /// <summary>So few are compared one by one.</summary>
    private const int FewMost = 4;

    private readonly byte[][] _strings;
    private readonly int[] _heads;
    private readonly int[] _nexts;
    private readonly bool _folds;
    private readonly bool[] _begins = new bool[256];

    /// <param name="strings">What there is; doubles count once.</param>
    /// <param name="folds">Capital and small ASCII letters are the same.</param>
    public ByteStrings(List<byte[]> strings, bool folds)
    {
        _folds = folds;
        _strings = [.. strings];
        int buckets = 1;
        while (buckets < 2 * strings.Count)
        {
            buckets *= 2;
        }

        _heads = new int[buckets];
        _nexts = new int[strings.Count];
        Array.Fill(_heads, -1);
        int longest = 0;
        for (int i = 0; i < _strings.Length; i++)
        {
            longest = Math.Max(longest, _strings[i].Length);
            NoteBeginning(_strings[i]);
            ref int head = ref _heads[Hash(_strings[i]) & (buckets - 1)];
            _nexts[i] = head;
            head = i;
        }

        Lengths = FindLengths(longest);
    }

    /// <summary>Every length that a string has, the shortest first.</summary>
    public int[] Lengths { get; }

    public int Count => _strings.Length;

    /// <summary>Whether a text is one of them.</summary>
    public bool Has(ReadOnlySpan<byte> text)
    {
        if (_strings.Length <= FewMost)
        {
            foreach (byte[] one in _strings)
            {
                if (AreSame(one, text))
                {
                    return true;
                }
            }

            return false;
        }

        for (int i = _heads[Hash(text) & (uint)(_heads.Length - 1)]; i >= 0; i = _nexts[i])
        {
            if (AreSame(_strings[i], text))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether some string begins with that byte.</summary>
    public bool MayBegin(byte first) => _begins[first];

    /// <summary>Whether one of them is found in a text: each is searched for.</summary>
    public bool IsAnyIn(ReadOnlySpan<byte> text)
    {
        foreach (byte[] one in _strings)
        {
            if (!_folds)
            {
                if (text.IndexOf(one) >= 0)
                {
                    return true;
                }

                continue;
            }

            for (int at = 0; at <= text.Length - one.Length; at++)
            {
                if (Ascii.EqualsIgnoreCase(one, text.Slice(at, one.Length)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private int[] FindLengths(int longest)
    {
        bool[] isThere = new bool[longest + 1];
        foreach (byte[] one in _strings)
        {
            isThere[one.Length] = true;
        }

        int count = 0;
        int[] lengths = new int[longest + 1];
        for (int length = 0; length <= longest; length++)
        {
            if (isThere[length])
            {
                lengths[count++] = length;
            }
        }

        Array.Resize(ref lengths, count);
        return lengths;
    }

    private bool AreSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length
        && (_folds ? Ascii.EqualsIgnoreCase(one, other) : one.SequenceEqual(other));

    private void NoteBeginning(byte[] one)
    {
        if (one.Length == 0)
        {
            Array.Fill(_begins, true);
            return;
        }

        _begins[one[0]] = true;
        bool hasOtherCase = _folds && char.IsAsciiLetter((char)one[0]);
        _begins[one[0] ^ (hasOtherCase ? 0x20 : 0)] = true;
    }

    /// <summary>FNV-1a: short texts, and no enemy who could choose the patterns.</summary>
    private uint Hash(ReadOnlySpan<byte> text)
    {
        uint hash = 2166136261;
        foreach (byte one in text)
        {
            hash = (hash ^ (_folds ? Fold(one) : one)) * 16777619;
        }

        return hash ^ (hash >> 15);
    }

    private static byte Fold(byte one) => one is >= (byte)'A' and <= (byte)'Z' ? (byte)(one | 0x20) : one;
}
