using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Compile.Reading;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Draft;

namespace Weir.Model.Convert;

/// <summary>
/// Why a line cannot be put in today's words where it stands: what it means depends on others.
/// </summary>
internal sealed class Obstacles(List<LineRead> seen)
{
    /// <summary>Its section makes the line one without effect.</summary>
    public static bool IsIdle(LineRead read) =>
        read is { Row.Name: "dispatch", Proxy.Balance: not null };

    /// <summary>
    /// What is in the way, as a sentence to follow an advice; empty: there is only the advice. Null when
    /// nothing is.
    /// </summary>
    /// <param name="read">A line with a word of old.</param>
    /// <param name="today">What it is by itself.</param>
    /// <param name="text">As it is written.</param>
    public string? Of(LineRead read, Spelling today, string text)
    {
        if (today.Name.Length == 0 && today.Lines.Count == 0)
        {
            return "";
        }

        bool hasVariable = today.Lines.Count > 0 && text.Contains('"', StringComparison.Ordinal)
            && text.Contains('$', StringComparison.Ordinal);
        return hasVariable ? " (Not done here: the line has variables.)" : Among(read);
    }

    /// <summary>Lines before and behind it in its section.</summary>
    private string? Among(LineRead read) => read.Row!.Name switch
    {
        "block" => Has("http-request", read, isBefore: true)
            ? " (Not done here: a 'http-request' line before it would be run first.)" : null,
        "dispatch" => read.Proxy!.Servers.Count > 0
            ? " (Not done here: requests that no cookie has bound go to it alone.)" : null,
        "nbproc" => Has("nbthread", read) || Has("cpu-map", read)
            ? " (Not done here: 'nbthread' or 'cpu-map' counts on it.)" : null,
        "option httpchk" => Has("http-check send", read)
            ? " (Not done here: there is such a line.)" : null,
        _ => read.Row is RuleKeyword ? "" : null,
    };

    private bool Has(string name, LineRead beside, bool isBefore = false) => seen.Exists(other =>
        other.Row?.Name == name && other.Proxy == beside.Proxy
        && (!isBefore || other.Line.Number < beside.Line.Number));
}
