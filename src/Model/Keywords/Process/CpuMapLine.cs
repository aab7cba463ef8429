using System.Globalization;
using System.Numerics;
using Weir.Language.Keywords;
using Weir.Model.Plan.Process;

namespace Weir.Model.Keywords.Process;

/// <summary>
/// One <c>cpu-map</c> line: whom it binds, and to which processors (manual, 3.1). A set of processes or
/// threads is a mask: bit 0 is number 1.
/// </summary>
internal static class CpuMapLine
{
    private const string AutoPrefix = "auto:";
    private const ulong Odd = 0x5555_5555_5555_5555;

    public static void Read(Line line, CpuMap into)
    {
        string who = line.Next() ?? "";
        if (who.Length == 0 || line.Left == 0)
        {
            line.Error(who, "cpu-map expects a process number  ('all', 'odd', 'even', a number from 1 to "
                + $"{CpuMap.Max} or a range),  followed by a list of CPU ranges with numbers from 0 to 63.");
            return;
        }

        bool isAuto = who.StartsWith(AutoPrefix, System.StringComparison.Ordinal);
        who = isAuto ? who[AutoPrefix.Length..] : who;
        int slash = who.IndexOf('/');
        ulong processes = Numbers(line, slash < 0 ? who : who[..slash]);
        ulong threads = slash < 0 || line.HasFailed ? 0 : Numbers(line, who[(slash + 1)..]);
        ProcessorSet processors = Processors(line);
        if (line.HasFailed)
        {
            return;
        }

        if (isAuto && BitOperations.PopCount(processes) != processors.Count
            && BitOperations.PopCount(threads) != processors.Count)
        {
            line.Error(who, "cpu-map : PROC/THREAD range and CPU sets must have the same size to be "
                + "automatically bound");
            return;
        }

        Bind(into, processes, threads, processors, isAuto);
    }

    private static void Bind(
        CpuMap into, ulong processes, ulong threads, ProcessorSet processors, bool isAuto)
    {
        int next = -1;
        for (int process = 1; process <= CpuMap.Max; process++)
        {
            for (int thread = threads == 0 ? 0 : 1; thread <= CpuMap.Max; thread++)
            {
                bool isNamed = Has(processes, process) && (thread == 0 ? threads == 0 : Has(threads, thread));
                if (!isNamed)
                {
                    continue;
                }

                ProcessorSet set = processors;
                if (isAuto)
                {
                    // One after the other, and from the first again when there are no more.
                    next = processors.NextFrom(next + 1);
                    next = next < 0 ? processors.NextFrom(0) : next;
                    set = new ProcessorSet();
                    set.Add(next);
                }

                into.Set(process, thread, set);
            }
        }
    }

    private static bool Has(ulong numbers, int number) => (numbers >> (number - 1) & 1) != 0;

    /// <summary><c>all</c>, <c>odd</c>, <c>even</c>, a number from 1, or a range of them.</summary>
    private static ulong Numbers(Line line, string text)
    {
        switch (text)
        {
            case "all":
                return ulong.MaxValue;
            case "odd":
                return Odd;
            case "even":
                return ~Odd;
        }

        if (!Range(text, CpuMap.Max, out int low, out int high))
        {
            line.Error(text, $"cpu-map : '{text}' is not a valid number/range.");
            return 0;
        }

        if (low < 1 || high > CpuMap.Max)
        {
            line.Error(text, $"cpu-map : '{text}' is not a valid number/range. "
                + $"It supports numbers from 1 to {CpuMap.Max}.");
            return 0;
        }

        return (ulong.MaxValue >> (CpuMap.Max - high)) & (ulong.MaxValue << (low - 1));
    }

    /// <summary>All other words of the line: numbers and ranges from 0, also with commas between.</summary>
    private static ProcessorSet Processors(Line line)
    {
        ProcessorSet set = new();
        while (!line.HasFailed && line.Next() is { } word)
        {
            foreach (string range in word.Split(','))
            {
                AddRange(line, word, range, set);
            }
        }

        return set;
    }

    private static void AddRange(Line line, string word, string range, ProcessorSet to)
    {
        if (line.HasFailed)
        {
            return;
        }

        if (!Range(range, ProcessorSet.Max - 1, out int low, out int high))
        {
            line.Error(word, $"cpu-map : '{word}' is not a CPU range.");
            return;
        }

        if (high >= ProcessorSet.Max)
        {
            line.Error(word, $"cpu-map : supports CPU numbers from 0 to {ProcessorSet.Max - 1}.");
            return;
        }

        for (int processor = low; processor <= high; processor++)
        {
            to.Add(processor);
        }
    }

    /// <summary>
    /// <c>3</c>, <c>1-4</c>, <c>4-1</c> (the same), or <c>2-</c>, which goes on to <paramref name="last"/>.
    /// </summary>
    private static bool Range(string text, int last, out int low, out int high)
    {
        int dash = text.IndexOf('-');
        string second = dash < 0 ? text : text[(dash + 1)..];
        high = last;
        bool good = int.TryParse(
            dash < 0 ? text : text[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out low);
        good &= (dash >= 0 && second.Length == 0)
            || int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out high);
        if (low > high)
        {
            (low, high) = (high, low);
        }

        return good;
    }
}
