using System;
using Weir.Wire.Scan;

namespace Weir.Wire.Http;

/// <summary>
/// Finds one cookie in one Cookie field's value, in one pass. Cookies stand between ';' or ',', neither of
/// which counts inside quotes; what begins with '$' is an attribute of the cookie before it (RFC 2965 3.3.4).
/// </summary>
public static class CookieSearch
{
    /// <summary>
    /// The first cookie of that name; names are compared byte for byte, blanks around '=' do not count.
    /// </summary>
    public static bool Find(ReadOnlySpan<byte> value, ReadOnlySpan<byte> name, out CookiePair pair) =>
        Search(value, name, 0, false, out pair);

    /// <summary>
    /// The next one after <paramref name="last"/>. The cuts follow each other and do not overlap.
    /// </summary>
    public static bool FindNext(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> name, in CookiePair last, out CookiePair next) =>
        Search(value, name, last.CutEnd, last.Kept, out next);

    /// <summary>
    /// The first cookie whose text begins so: a part of a name finds every name that begins with it.
    /// </summary>
    public static bool FindText(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> begin, out ReadOnlySpan<byte> name,
        out ReadOnlySpan<byte> cookie)
    {
        int at = 0;
        while (Item.Read(value, at, out Item item))
        {
            if (item.HasValue && value[item.Start] != '$' && value[item.Start..item.End].StartsWith(begin))
            {
                name = value[item.Start..item.NameEnd];
                cookie = value[item.ValueStart..item.End];
                return true;
            }

            at = item.Delimiter;
        }

        name = default;
        cookie = default;
        return false;
    }

    /// <summary>
    /// The value of the next cookie of a name, or of any when the name is empty: what stands before an '='
    /// and does not begin with '$'.
    /// </summary>
    /// <param name="value">The field's value.</param>
    /// <param name="name">The cookie's name.</param>
    /// <param name="at">Where to search; then what follows the cookie. Past the end there is none.</param>
    /// <param name="found">The cookie's value.</param>
    public static bool FindValue(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> name, scoped ref int at,
        out ReadOnlySpan<byte> found)
    {
        while (Item.Read(value, at, out Item item))
        {
            at = item.Delimiter;
            ReadOnlySpan<byte> its = value[item.Start..item.NameEnd];
            if (item.HasValue && value[item.Start] != '$' && (name.IsEmpty || its.SequenceEqual(name)))
            {
                found = value[item.ValueStart..item.End];
                return true;
            }
        }

        found = default;
        return false;
    }

    private static bool Search(
        ReadOnlySpan<byte> value, ReadOnlySpan<byte> name, int from, bool kept, out CookiePair pair)
    {
        int keptEnd = from; // where the last cookie that stays ends
        int at = from;
        while (Item.Read(value, at, out Item item))
        {
            if (item.HasValue && value[item.Start..item.NameEnd].SequenceEqual(name))
            {
                pair = Cut(value, in item, keptEnd, kept);
                return true;
            }

            if (value[item.Start] != '$')
            {
                kept = true;
            }

            keptEnd = item.End;
            at = item.Delimiter;
        }

        pair = default;
        return false;
    }

    /// <summary>
    /// From the end of the cookie before it to its own delimiter; as the first, up to the next cookie.
    /// </summary>
    private static CookiePair Cut(ReadOnlySpan<byte> value, in Item item, int keptEnd, bool kept)
    {
        int cutEnd = item.Delimiter;
        bool followed = Item.Read(value, cutEnd, out Item next);
        while (followed && value[next.Start] == '$')
        {
            cutEnd = next.Delimiter;
            followed = Item.Read(value, cutEnd, out next);
        }

        int cutStart = kept ? keptEnd : item.Start;
        cutEnd = kept ? cutEnd : followed ? next.Start : value.Length;
        return new CookiePair(
            item.ValueStart, item.End - item.ValueStart, cutStart, cutEnd - cutStart,
            Only: !kept && !followed, Kept: kept);
    }

    /// <summary>
    /// One item of the list: "name=value", or anything else that stands between two delimiters.
    /// </summary>
    private ref struct Item
    {
        public int Start;
        public int NameEnd;
        public bool HasValue;
        public int ValueStart;
        public int End; // of the value, or of the name without one; blanks after it left out
        public int Delimiter; // the ';' or ',' after it, or the end of the field's value

        /// <summary>
        /// The first item at or after <paramref name="at"/>: false when there are only delimiters and blanks.
        /// </summary>
        public static bool Read(ReadOnlySpan<byte> value, int at, out Item item)
        {
            item = default;
            while (at < value.Length && value[at] is (byte)';' or (byte)',' or (byte)' ' or (byte)'\t')
            {
                at++;
            }

            if (at >= value.Length)
            {
                return false;
            }

            int end = ByteScan.Find<CookieNameEnds>(value, at);
            item.Start = at;
            item.NameEnd = TrimEnd(value, at, end);
            item.HasValue = end < value.Length && value[end] == '=';
            if (item.HasValue)
            {
                item.ValueStart = SkipBlanks(value, end + 1);
                item.Delimiter = FindDelimiter(value, item.ValueStart);
                item.End = TrimEnd(value, item.ValueStart, item.Delimiter);
            }
            else
            {
                item.Delimiter = end;
                item.End = item.NameEnd;
            }

            return true;
        }

        private static int FindDelimiter(ReadOnlySpan<byte> value, int at)
        {
            at = ByteScan.Find<CookieValueEnds>(value, at);
            while (at < value.Length && value[at] == '"')
            {
                at = Math.Min(SkipQuoted(value, at + 1), value.Length);
                at = ByteScan.Find<CookieValueEnds>(value, at);
            }

            return at;
        }

        /// <summary>
        /// Past the closing quote, or the end: an open quote hides all that follows, as in HAProxy.
        /// </summary>
        private static int SkipQuoted(ReadOnlySpan<byte> value, int at)
        {
            while (at < value.Length && value[at] != '"')
            {
                at += value[at] == '\\' ? 2 : 1;
            }

            return at + 1;
        }

        private static int SkipBlanks(ReadOnlySpan<byte> value, int at)
        {
            while (at < value.Length && value[at] is (byte)' ' or (byte)'\t')
            {
                at++;
            }

            return at;
        }

        private static int TrimEnd(ReadOnlySpan<byte> value, int start, int end)
        {
            while (end > start && value[end - 1] is (byte)' ' or (byte)'\t')
            {
                end--;
            }

            return end;
        }
    }
}
