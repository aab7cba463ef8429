using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Model.Compile;
using Weir.Model.Compile.Reading;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Convert;

/// <summary>
/// A configuration in today's spelling. Comments, blank lines and order stay; so does a line that has no
/// equal today, with a remark before it.
/// </summary>
public sealed class Converter
{
    /// <summary>How comments begin that are written here.</summary>
    public const string Mark = "# weir convert:";

    private readonly SourceFile _file;
    private readonly List<LineRead> _seen;
    private readonly TextLines _lines;
    private readonly Obstacles _obstacles;
    private int _changed;
    private int _marked;

    private Converter(SourceFile file, List<LineRead> seen)
    {
        _file = file;
        _seen = seen;
        _lines = new TextLines(file.Text);
        _obstacles = new Obstacles(seen, _lines);
    }

    /// <summary>The text anew; null when <paramref name="reports"/> holds an alert.</summary>
    public static ConvertedText? Convert(SourceFile file, LoadOptions options, out ReportList reports)
    {
        reports = new ReportList();
        List<LineRead> seen = [];
        (ConfigPlan? plan, IReadOnlyList<ProxyDraft> drafts) =
            ConfigLoader.Load([file], options, reports, seen);
        return plan is null ? null : new Converter(file, seen).Run(plan, drafts);
    }

    private ConvertedText Run(ConfigPlan plan, IReadOnlyList<ProxyDraft> drafts)
    {
        foreach (LineRead read in _seen)
        {
            if (read.Row?.TodayFor(read.Arguments) is { } today)
            {
                Respell(read, today);
            }
        }

        for (int i = 0; i < drafts.Count; i++)
        {
            Header(drafts[i], plan.Proxies[i], drafts);
            CheckPorts(drafts[i], plan.Proxies[i]);
        }

        return new ConvertedText(_lines.ToString(), _changed, _marked);
    }

    private void Respell(LineRead read, Spelling today)
    {
        int at = read.Line.Number;
        string text = _lines[at];
        Range[] spans = Spans(text, read.Row!);
        if (today.IsIdle || Obstacles.IsIdle(read))
        {
            string indent = _lines.Indent(at);
            _lines[at] = $"{indent}{Mark} without effect: {text[indent.Length..]}";
            _changed++;
        }
        else if (_obstacles.Of(read, today) is { } obstacle)
        {
            Remark(at, $"{today.Advice}{obstacle}");
        }
        else if (today.Name.Length > 0)
        {
            Replace(at, spans[read.NameAt].Start..spans[read.ArgumentsAt - 1].End, today.Name);
        }
        else
        {
            Replace(at, spans[0].Start..spans[^1].End, today.Lines[0]);
            for (int i = 1; i < today.Lines.Count; i++)
            {
                _lines.After(at, _lines.Indent(at) + today.Lines[i]);
            }
        }
    }

    /// <summary>Addresses on the line that opens a section, and what that line meant besides.</summary>
    private void Header(ProxyDraft draft, ProxyPlan plan, IReadOnlyList<ProxyDraft> all)
    {
        ConfigLine header = draft.Header!;
        if (!draft.Listeners.Exists(listen => listen.Line == header))
        {
            return;
        }

        int at = header.Number;
        string text = _lines[at];
        Range[] spans = Words.Spans(text);
        bool isName = draft.NameAsAddress.Count > 0;
        Range address = isName ? spans[1] : spans[^1];
        string indent = BodyIndent(at);
        _lines.After(at, $"{indent}bind {text[address]}");
        if (!isName)
        {
            int from = spans[^2].End.Value;
            _lines[at] = text[..from] + text[address.End..];
        }
        else if (NewName(draft.Name, all) is { } name)
        {
            Remark(at, $"The section was called '{draft.Name}', which is no name today.");
            _lines[at] = text[..address.Start] + name + text[address.End..];
        }

        _changed++;
        if (draft.IsClassic)
        {
            KeepOldDefaults(draft, plan, at, indent);
        }
    }

    /// <summary>
    /// What goes without saying in a section with its address on its first line, and only there.
    /// </summary>
    private void KeepOldDefaults(ProxyDraft draft, ProxyPlan plan, int at, string indent)
    {
        bool isHttp = draft is { Mode: ProxyMode.Http, HasServerSide: true };
        if (isHttp && draft.AbortOnClose is null)
        {
            _lines.After(at, indent + "no option abortonclose");
        }

        // It was the section's own limit. Without any limit it is 1, then as today.
        if (draft is { HasServerSide: true, FullConn: 0 } && plan.Backend!.FullConn > 1)
        {
            _lines.After(at, $"{indent}fullconn {plan.Backend.FullConn}");
        }

        if (isHttp && draft.Cookie is { NoCache: true })
        {
            _lines.After(at, $"{indent}{Mark} 'nocache' adds 'cache-control: private' today only where a "
                + "response declares itself cacheable.");
            _marked++;
        }
    }

    /// <summary>A check without a port of its own took the one of the first listener.</summary>
    private void CheckPorts(ProxyDraft draft, ProxyPlan plan)
    {
        for (int i = 0; i < draft.Servers.Count; i++)
        {
            ServerDraft server = draft.Servers[i];
            bool lacksPort = server is { CheckPort: 0, Address.Port: 0, CheckAddress: null or { Port: 0 } };
            if (lacksPort && plan.Backend!.Servers[i].Check is { } check)
            {
                int at = server.Line.Number;
                int end = Words.Spans(_lines[at])[^1].End.Value;
                Replace(at, end..end, $" port {check.Address.Port}");
            }
        }
    }

    private void Replace(int at, Range what, string by)
    {
        string text = _lines[at];
        _lines[at] = text[..what.Start] + by + text[what.End..];
        _changed++;
    }

    private void Remark(int at, string text)
    {
        _lines.Before(at, $"{_lines.Indent(at)}{Mark} {text}");
        _marked++;
    }

    /// <summary>How far the lines of a section are moved in: as its first one is.</summary>
    private string BodyIndent(int header)
    {
        LineRead? first = _seen.Find(read => read.Line.Number > header);
        return first is { Row: not null } ? _lines.Indent(first.Line.Number) : _lines.Indent(header) + "    ";
    }

    /// <summary>A name for a section whose address cannot be one; null when it can.</summary>
    private static string? NewName(string old, IReadOnlyList<ProxyDraft> all)
    {
        char[] letters = old.ToCharArray();
        for (int i = 0; i < letters.Length; i++)
        {
            bool isLetter = char.IsAsciiLetterOrDigit(letters[i]) || letters[i] is '-' or '_' or '.' or ':';
            letters[i] = isLetter ? letters[i] : '_';
        }

        string name = new(letters);
        if (name == old)
        {
            return null;
        }

        while (IsTaken(name, all))
        {
            name += '_';
        }

        return name;
    }

    private static bool IsTaken(string name, IReadOnlyList<ProxyDraft> all)
    {
        foreach (ProxyDraft one in all)
        {
            if (one.Name == name)
            {
                return true;
            }
        }

        return false;
    }

    private static Range[] Spans(string text, Keyword row)
    {
        bool keepsQuotes = row.KeepsQuotes && Words.Split(text, static _ => "", out _) is null;
        return Words.Spans(text, keepsQuotes);
    }
}
