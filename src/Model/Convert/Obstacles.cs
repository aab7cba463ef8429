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
internal sealed class Obstacles(List<LineRead> seen, TextLines lines)
{
    private const string OtherOrder = " (Not done here: it would not be run in the same order.)";

    /// <summary>Its section makes the line one without effect.</summary>
    public static bool IsIdle(LineRead read) =>
        read is { Row.Name: "dispatch", Proxy.Balance: not null };

    /// <summary>
    /// What is in the way, as a sentence to follow an advice; empty: there is only the advice. Null when
    /// nothing is.
    /// </summary>
    /// <param name="read">A line with a word of old.</param>
    /// <param name="today">What it is by itself.</param>
    public string? Of(LineRead read, Spelling today)
    {
        if (today.Name.Length == 0 && today.Lines.Count == 0)
        {
            return "";
        }

        return today.Lines.Count > 0 && HasVariable(read)
            ? " (Not done here: the line has variables.)" : Among(read);
    }

    /// <summary>Written anew, a line would have their values.</summary>
    private bool HasVariable(LineRead read)
    {
        string text = lines[read.Line.Number];
        return text.Contains('"', StringComparison.Ordinal) && text.Contains('$', StringComparison.Ordinal);
    }

    /// <summary>Lines before and behind it in its section.</summary>
    private string? Among(LineRead read) => read.Row!.Name switch
    {
        "block" => Has("http-request", read, isBefore: true)
            ? OtherOrder : null,
        "dispatch" => read.Proxy!.Servers.Count > 0
            ? " (Not done here: requests that no cookie has bound go to it alone.)" : null,
        "nbproc" => Has("nbthread", read) || Has("cpu-map", read)
            ? " (Not done here: 'nbthread' or 'cpu-map' counts on it.)" : null,
        "option httpchk" => Has("http-check send", read)
            ? " (Not done here: there is such a line.)" : null,
        _ => read.Row is RuleKeyword && !KeepOrder(read) ? OtherOrder : null,
    };

    /// <summary>
    /// Whether the section's lines of that direction can all be put in today's words and are run in the same
    /// order then: it becomes that of the file, where fields were added last.
    /// </summary>
    private bool KeepOrder(LineRead read)
    {
        bool isResponse = IsOfResponses(read.Row!.Name);
        bool keep = !Has(isResponse ? "http-response" : "http-request", read);
        bool hasBegun = false;
        List<string> added = [];
        foreach (LineRead other in seen)
        {
            if (other.Proxy != read.Proxy || other.Row is not RuleKeyword { Today: not null } row)
            {
                continue;
            }

            if (row.Name == "block")
            {
                keep &= isResponse || !hasBegun; // it was run first
            }
            else if (IsOfResponses(row.Name) == isResponse)
            {
                hasBegun = true;
                keep &= row.TodayFor(other.Arguments)!.Lines.Count > 0 && !HasVariable(other)
                    && MayFollow(other, added);
            }
        }

        return keep;
    }

    /// <summary>Whether a line does the same behind lines that add fields.</summary>
    private static bool MayFollow(LineRead read, List<string> added)
    {
        string first = read.Arguments[0];
        if (read.Row!.Name is "reqadd" or "rspadd")
        {
            added.Add(first[..first.IndexOf(':', StringComparison.Ordinal)]);
            return true;
        }

        bool hasCondition = false;
        foreach (string word in read.Arguments)
        {
            hasCondition |= word is "if" or "unless";
        }

        return !(hasCondition && added.Count > 0)
            && !added.Exists(name => first.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsOfResponses(string name) =>
        name == "srvexp" || name.StartsWith("rsp", StringComparison.Ordinal);

    private bool Has(string name, LineRead beside, bool isBefore = false) => seen.Exists(other =>
        other.Row?.Name == name && other.Proxy == beside.Proxy
        && (!isBefore || other.Line.Number < beside.Line.Number));
}
