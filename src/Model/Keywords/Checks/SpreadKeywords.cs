using Weir.Language.Keywords;
using Weir.Language.Values;

namespace Weir.Model.Keywords.Checks;

/// <summary>How checks are kept from coming all at once.</summary>
internal static class SpreadKeywords
{
    private const int PercentMost = 50;

    public static readonly GlobalKeyword[] Table =
    [
        new("max-spread-checks", "<time>", Default: "0, what intervals ask for",
            Example: "max-spread-checks 15s",
            Doc: "The longest time from the first server's first check to the last one's.",
            Apply: static (line, global) => global.SpreadMostMs = Time(line)),
        new("spread-checks", "<percent>", Default: "0", Example: "spread-checks 5",
            Doc: "How far the time between two checks may be off by chance, 0 to 50 percent of it.",
            Apply: static (line, global) => global.SpreadPercent = line.Integer(0, PercentMost,
                line.Left == 0
                    ? "'spread-checks' expects an integer argument (0..50)."
                    : "'spread-checks' needs a positive value in range 0..50.")),
    ];

    private static int Time(Line line)
    {
        string word = line.Word("'max-spread-checks' expects a time as argument.");
        DurationText.Outcome outcome = DurationText.Read(word, out long value);
        if (line.HasFailed)
        {
            return 0;
        }

        if (outcome == DurationText.Outcome.TooLong)
        {
            line.Error(word, $"timer overflow in argument '{word}' to 'max-spread-checks' "
                + "(maximum value is 2147483647 ms or ~24.8 days)");
        }
        else if (outcome == DurationText.Outcome.BadCharacter)
        {
            char bad = value < word.Length ? word[(int)value] : ' ';
            line.Error(
                word, $"unsupported character '{bad}' in 'max-spread-checks' (wants an integer delay).");
        }

        return (int)value;
    }
}
