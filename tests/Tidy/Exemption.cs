using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Weir.Tests.Tidy;

/// <summary>A line of Exemptions.txt: a rule, a path (#Symbol for one function or type of it), a
/// reason.</summary>
internal sealed record Exemption(string Rule, string Path, string Symbol, string Reason)
{
    /// <summary>What lies beside the test's assembly; empty lines and those that begin with # say
    /// nothing.</summary>
    public static IEnumerable<Exemption> OnDisk() =>
        from line in File.ReadLines(System.IO.Path.Combine(AppContext.BaseDirectory, "Exemptions.txt"))
        where line.Length > 0 && line[0] != '#'
        select Parse(line);

    public static Exemption Parse(string line)
    {
        string[] parts =
            line.Split("  ", 3, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3)
        {
            throw new FormatException(
                $"Exemptions.txt wants 'rule  path[#Symbol]  reason', two spaces between: {line}");
        }

        string[] place = parts[1].Split('#', 2);
        return new Exemption(parts[0], place[0], place.Length > 1 ? place[1] : "", parts[2]);
    }

    public bool Covers(string rule, Violation violation) =>
        rule == Rule && violation.Path == Path && (Symbol.Length == 0 || Symbol == violation.Symbol);
}
