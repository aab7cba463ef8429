using System;
using System.Collections.Generic;

namespace Weir.Language.Source;

/// <summary>The predicates of conditions (manual, 2.4).</summary>
public static class ConditionPredicates
{
    /// <summary>How many arguments a predicate takes; 0: there is no such predicate.</summary>
    public static int ArgumentsOf(string name) => name switch
    {
        "defined" or "enabled" or "feature" or "version_atleast" or "version_before" => 1,
        "streq" or "strneq" or "strstr" => 2,
        _ => 0,
    };

    /// <summary>The answer of a predicate that has its number of arguments.</summary>
    public static bool Ask(string name, IReadOnlyList<string> arguments, ConditionFacts facts) => name switch
    {
        "defined" => facts.Environment(arguments[0]) is not null,
        "feature" => Has(facts.Features, arguments[0]),
        "streq" => arguments[0] == arguments[1],
        "strneq" => arguments[0] != arguments[1],
        "strstr" => arguments[0].Contains(arguments[1], StringComparison.Ordinal),
        "version_atleast" => CompareVersions(facts.Version, arguments[0]) >= 0,
        "version_before" => CompareVersions(facts.Version, arguments[0]) < 0,
        _ => false, // enabled(): technical switches of a running process, of which this program has none
    };

    /// <summary>
    /// Compares major, minor and patch level; "-dev5" makes a version older than the same without it.
    /// </summary>
    public static int CompareVersions(string left, string right)
    {
        long[] a = Numbers(left);
        long[] b = Numbers(right);
        for (int i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i])
            {
                return a[i].CompareTo(b[i]);
            }
        }

        return 0;
    }

    private static bool Has(IReadOnlyCollection<string> features, string feature)
    {
        foreach (string known in features)
        {
            if (known == feature)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Major, minor, patch, 0 for development and 1 for released, number of the development version.
    /// </summary>
    private static long[] Numbers(string version)
    {
        long[] numbers = [0, 0, 0, 1, 0];
        int field = 0;
        for (int i = 0; i < version.Length; i++)
        {
            if (char.IsAsciiDigit(version[i]))
            {
                numbers[field] = Math.Min(numbers[field], 999_999) * 10 + version[i] - '0';
            }
            else if (version[i] == '.' && field < 2)
            {
                field++;
            }
            else if (string.CompareOrdinal(version, i, "-dev", 0, 4) == 0)
            {
                numbers[3] = 0;
                field = 4;
                i += 3;
            }
            else
            {
                break; // "-weir0.1" and the like take no part in the comparison
            }
        }

        return numbers;
    }
}
