using System;
using System.Collections.Generic;
using Weir.Language.Reports;

namespace Weir.Language.Source;

/// <summary>
/// Texts to lines of words. Conditional blocks (<c>.if</c>) and messages (<c>.notice</c>) are dealt with
/// here; what a line means is not known here.
/// </summary>
public sealed class SourceReader
{
    /// <summary>Bytes of a line; a longer one is most likely not a configuration.</summary>
    public const int LineMax = 65536;

    /// <summary>
    /// After so many errors nothing more is read: it is no configuration, and each costs a search for what
    /// was meant.
    /// </summary>
    public const int AlertsMax = 1000;

    private readonly ConditionFacts _facts;
    private readonly ReportList _reports;
    private ConditionStack _blocks = new();
    private string _file = "";
    private int _number;

    public SourceReader(ConditionFacts facts, ReportList reports)
    {
        _facts = facts;
        _reports = reports;
    }

    /// <summary>
    /// Whether a quote that nothing closes stands for itself in lines that begin with a word.
    /// </summary>
    public Func<string, bool> KeepsQuotes { get; init; } = static _ => false;

    /// <summary>What <c>"${.SECTION}"</c> stands for; the receiver of the lines sets it.</summary>
    public string Section { get; set; } = "";

    /// <summary>
    /// Hands every line of <paramref name="file"/> that is not in a false block to <paramref name="take"/>.
    /// </summary>
    public void Read(SourceFile file, Action<ConfigLine> take)
    {
        _file = file.Name;
        _number = 0;
        _blocks = new ConditionStack();
        string text = file.Text;
        for (int at = 0; at < text.Length;)
        {
            int end = text.IndexOf('\n', at);
            _number++;
            if (_reports.Alerts >= AlertsMax)
            {
                Report(Severity.Alert, "", $"too many fatal errors ({AlertsMax}), stopping now.");
                return;
            }

            if (end < 0)
            {
                Report(Severity.Warning, "", "missing LF on last line, file might have been truncated");
                end = text.Length;
            }

            ReadLine(text[at..end].TrimEnd('\r'), take);
            at = end + 1;
        }

        if (_blocks.Depth > 0)
        {
            Report(Severity.Alert, ".if", "non-terminated '.if' block.");
        }
    }

    private void ReadLine(string line, Action<ConfigLine> take)
    {
        if (line.Length > LineMax)
        {
            Report(Severity.Alert, "", $"line too long, limit: {LineMax}.");
            return;
        }

        int nul = line.IndexOf('\0', StringComparison.Ordinal);
        if (nul >= 0)
        {
            Report(Severity.Alert, "", $"Stray NUL character at position {nul + 1}.");
            return;
        }

        string trimmed = line.TrimStart(' ', '\t');
        if (trimmed.StartsWith('.') && Block(line, trimmed))
        {
            return;
        }

        if (!_blocks.IsActive || trimmed.Length == 0)
        {
            return;
        }

        List<string>? words = Words.Split(line, Variable, out LineFault? fault);
        words ??= WithQuotes(line, trimmed);
        if (words is null)
        {
            Report(Severity.Alert, "", Pointed(fault!, line, 0));
        }
        else if (words.Count > 0 && (words[0].Length == 0 || words[0][0] != '.'))
        {
            take(new ConfigLine(_file, _number, words));
        }
        else if (words.Count > 0)
        {
            Message(words);
        }
    }

    /// <summary>A line of old that has a quote too many, as it was meant; null for any other.</summary>
    private List<string>? WithQuotes(string line, string trimmed)
    {
        int end = trimmed.IndexOfAny([' ', '\t']);
        if (end < 0 || !KeepsQuotes(trimmed[..end]))
        {
            return null;
        }

        List<string>? words = Words.SplitKeepingQuotes(line, out _);
        if (words is not null)
        {
            Report(Severity.Warning, words[0], $"unmatched quote in a '{words[0]}' line: every quote of the "
                + "line is taken as it is written.");
        }

        return words;
    }

    /// <summary>
    /// Whether the line was one of <c>.if .elif .else .endif</c>; these count in false blocks too.
    /// </summary>
    private bool Block(string line, string trimmed)
    {
        int end = trimmed.IndexOfAny([' ', '\t', '#']);
        string word = end < 0 ? trimmed : trimmed[..end];
        string rest = trimmed[word.Length..];
        string? wrong;
        switch (word)
        {
            case ".if":
                wrong = _blocks.Open(_blocks.IsActive && Holds(word, line, rest));
                break;
            case ".elif":
                wrong = _blocks.Otherwise(word, _blocks.MayStillOpen && Holds(word, line, rest));
                break;
            case ".else":
                wrong = Surplus(word, rest) ?? _blocks.Otherwise(word, _blocks.MayStillOpen);
                break;
            case ".endif":
                wrong = Surplus(word, rest) ?? _blocks.Close();
                break;
            default:
                return false;
        }

        if (wrong is not null)
        {
            Report(Severity.Alert, word, wrong);
        }

        return true;
    }

    private static string? Surplus(string word, string rest)
    {
        string[] words = rest.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? null : $"Unexpected argument '{words[0]}' for '{word}'.";
    }

    private bool Holds(string word, string line, string rest)
    {
        string expression = rest.TrimStart(' ', '\t');
        ConditionFacts facts = _facts with { Environment = Variable };
        bool? value = Condition.Evaluate(expression, facts, out LineFault? fault);
        if (fault is not null)
        {
            LineFault placed = fault with { Message = $"{fault.Message} in '{word}'" };
            Report(Severity.Alert, word, Pointed(placed, line, line.Length - expression.Length));
        }

        return value ?? false;
    }

    private void Message(List<string> words)
    {
        Severity? severity = words[0] switch
        {
            ".diag" => Severity.Diag,
            ".notice" => Severity.Notice,
            ".warning" => Severity.Warning,
            ".alert" => Severity.Alert,
            _ => null,
        };
        if (severity is null)
        {
            Report(Severity.Alert, words[0], $"unknown directive '{words[0]}'");
        }
        else if (words.Count > 2)
        {
            Report(Severity.Alert, words[2], $"Unexpected argument '{words[2]}' for '{words[0]}'."
                + " Use quotes if the message should contain spaces.");
        }
        else
        {
            Report(severity.Value, "", $"'{(words.Count > 1 ? words[1] : "")}'.");
        }
    }

    private string? Variable(string name) => name switch
    {
        ".FILE" => _file,
        ".LINE" => $"{_number}",
        ".SECTION" => Section,
        _ => _facts.Environment(name),
    };

    /// <summary>The fault, and under it the line with a caret at the culprit.</summary>
    private static string Pointed(LineFault fault, string line, int offset)
    {
        const int shownMax = 80;
        int at = fault.Position + offset;
        int from = Math.Max(0, at - shownMax / 2); // of a long line only the part around the culprit
        string shown = line.Substring(from, Math.Min(shownMax, line.Length - from));
        return $"{fault.Message} at position {at + 1}:\n  {shown}\n  {new string(' ', at - from)}^";
    }

    private void Report(Severity severity, string word, string message) =>
        _reports.Add(new Report(severity, _file, _number, word, message));
}
