using System;
using System.Collections.Generic;
using System.Linq;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Lines that the two judge differently, found with few starts of haproxy.</summary>
internal static class Comparison
{
    /// <summary>What is judged differently of <paramref name="lines"/>, without known differences.</summary>
    public static List<Difference> Of(IReadOnlyList<Placed> lines)
    {
        List<Difference> found = [];
        Dictionary<Placed, string> byHaproxy = Refused(lines, Haproxy.Judge);
        Dictionary<Placed, string> own = Refused(lines, Own.Judge);
        foreach (Placed line in lines.Distinct())
        {
            bool isOwnAcceptance = !own.TryGetValue(line, out string? refusal);
            if (isOwnAcceptance != byHaproxy.ContainsKey(line)) continue;
            Difference seeming = new(Difference.Show([line]), isOwnAcceptance, refusal ?? byHaproxy[line]);
            // What one says of a line at once, the other may say at the end of the file.
            if (!KnownDifferences.Have(seeming) && Unknown([line]) is { } alone) found.Add(alone);
        }

        List<Placed> rest = [.. lines.Where(line => !byHaproxy.ContainsKey(line) && !own.ContainsKey(line))];
        if (Unknown(rest) is not null) found.Add(Smallest(rest));
        return found;
    }

    /// <summary>Those of <paramref name="lines"/> that neither refuses by themselves.</summary>
    public static List<Placed> Accepted(IReadOnlyList<Placed> lines)
    {
        Dictionary<Placed, string> byHaproxy = Refused(lines, Haproxy.Judge);
        Dictionary<Placed, string> own = Refused(lines, Own.Judge);
        return [.. lines.Where(line => !byHaproxy.ContainsKey(line) && !own.ContainsKey(line))];
    }

    private static Difference? Unknown(IReadOnlyList<Placed> lines)
    {
        Difference? difference = Difference.Of(new Sheet(lines, hasEnd: false).Text, Difference.Show(lines));
        return difference is null || KnownDifferences.Have(difference) ? null : difference;
    }

    /// <summary>What is left of lines that make a difference together, when none can be spared.</summary>
    private static Difference Smallest(List<Placed> lines)
    {
        for (int at = lines.Count - 1; at >= 0; at--)
        {
            List<Placed> fewer = [.. lines];
            fewer.RemoveAt(at);
            if (Unknown(fewer) is not null) lines = fewer;
        }

        return Unknown(lines)!;
    }

    /// <summary>Lines that are refused by themselves, with the first message about each.</summary>
    private static Dictionary<Placed, string> Refused(
        IReadOnlyList<Placed> lines, Func<string, Judgement> judge)
    {
        Dictionary<Placed, string> refused = [];
        List<Placed> left = [.. lines];
        while (true)
        {
            Sheet sheet = new(left, hasEnd: true);
            Judgement judgement = judge(sheet.Text);
            int before = refused.Count;
            foreach ((int number, string message) in judgement.Refusals)
            {
                if (sheet.At(number) is { } placed) refused.TryAdd(placed, message);
            }

            if (judgement.Refusals.ContainsKey(sheet.EndNumber) || refused.Count == before) return refused;
            left.RemoveAll(refused.ContainsKey); // some errors end the reading: the lines behind are read now
        }
    }
}
