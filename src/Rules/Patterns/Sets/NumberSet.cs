using System;
using System.Globalization;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Numbers by ranges (<c>-m int</c>).</summary>
internal sealed class NumberSet : PatternSet
{
    private readonly Ranges _ranges = new();

    private delegate bool NumberReader(string text, out long number);

    /// <summary>
    /// Numbers, ranges as <c>low:high</c> with either end left out, and operators that hold for all that
    /// follows them; null after a fault.
    /// </summary>
    public static NumberSet? Of(PatternList list) => Of(list, "", TryNumber);

    /// <summary>The same of versions, with a dot in them; without one the minor is 0.</summary>
    public static NumberSet? OfVersions(PatternList list) => Of(list, "dotted ", TryVersion);

    private static NumberSet? Of(PatternList list, string kind, NumberReader reader)
    {
        NumberSet set = new();
        string compares = "eq";
        foreach (Pattern pattern in list.Patterns)
        {
            if (pattern.Text is "eq" or "ge" or "gt" or "le" or "lt")
            {
                compares = pattern.Text;
            }
            else if (TryRead(pattern, reader, out long first, out long last))
            {
                set.Add(compares, first, last);
            }
            else
            {
                bool isRange = pattern.Text.Contains(':', StringComparison.Ordinal);
                list.Fail(pattern, "'" + pattern.Text + "' is not a " + (isRange ? "valid " : "") + kind
                    + (isRange ? "number range" : "number"));
                return null;
            }
        }

        set._ranges.Settle();
        return set;
    }

    public override bool Matches(in Sample sample) => Has(sample.Number);

    public bool Has(long number) => _ranges.Has(number);

    private void Add(string compares, long first, long last)
    {
        bool isAbove = compares is "ge" or "gt";
        bool isBelow = compares is "le" or "lt";
        if ((compares == "gt" && first == long.MaxValue) || (compares == "lt" && last == long.MinValue))
        {
            return; // nothing is beyond
        }

        first += compares == "gt" ? 1 : 0;
        last -= compares == "lt" ? 1 : 0;
        _ranges.Add(isBelow ? long.MinValue : first, isAbove ? long.MaxValue : last);
    }

    private static bool TryRead(Pattern pattern, NumberReader reader, out long first, out long last)
    {
        string text = pattern.Text;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            bool isNumber = reader(text, out first);
            last = first;
            return isNumber;
        }

        first = long.MinValue;
        last = long.MaxValue;
        return (colon == 0 || reader(text[..colon], out first))
            && (colon == text.Length - 1 || reader(text[(colon + 1)..], out last)) && first <= last
            && text.Length > 1;
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && !text.StartsWith('+');

    private static bool TryVersion(string text, out long number)
    {
        int dot = text.IndexOf('.', StringComparison.Ordinal);
        int minor = 0;
        bool isGood = int.TryParse(
            dot < 0 ? text : text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out int major)
            && (dot < 0 || int.TryParse(
                text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out minor))
            && major <= ushort.MaxValue && minor <= ushort.MaxValue;
        number = ((long)major << 16) | (uint)minor;
        return isGood;
    }
}
