using System;
using System.Globalization;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Numbers by ranges (<c>-m int</c>).</summary>
internal sealed class NumberSet : PatternSet
{
    private readonly Ranges _ranges = new();

    /// <summary>
    /// Numbers, ranges as <c>low:high</c> with either end left out, and operators that hold for all that
    /// follows them; null after a fault.
    /// </summary>
    public static NumberSet? Of(PatternList list)
    {
        NumberSet set = new();
        string compares = "eq";
        foreach (Pattern pattern in list.Patterns)
        {
            if (pattern.Text is "eq" or "ge" or "gt" or "le" or "lt")
            {
                compares = pattern.Text;
            }
            else if (TryRead(pattern, list, out long first, out long last))
            {
                set.Add(compares, first, last);
            }
            else
            {
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

    private static bool TryRead(Pattern pattern, PatternList list, out long first, out long last)
    {
        string text = pattern.Text;
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            bool isNumber = TryNumber(text, out first);
            last = first;
            return isNumber || list.Fail(pattern, $"'{text}' is not a number");
        }

        first = long.MinValue;
        last = long.MaxValue;
        bool isGood = (colon == 0 || TryNumber(text[..colon], out first))
            && (colon == text.Length - 1 || TryNumber(text[(colon + 1)..], out last)) && first <= last
            && text.Length > 1;
        return isGood || list.Fail(pattern, $"'{text}' is not a valid number range");
    }

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
        && !text.StartsWith('+');
}
