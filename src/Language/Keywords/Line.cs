using System;
using System.Collections.Generic;
using System.Text;
using Weir.Language.Reports;
using Weir.Language.Source;
using Weir.Language.Values;

namespace Weir.Language.Keywords;

/// <summary>
/// A line as the applier of its keyword sees it: arguments are read one after the other by kind, and what is
/// wrong with them is reported here, in HAProxy's words. An argument that nobody has read is an error in the
/// end: nothing is ignored.
/// </summary>
public sealed class Line
{
    private readonly ConfigLine _line;
    private readonly ReportList _reports;
    private readonly string _prefix;
    private int _at;

    /// <param name="line">The whole line.</param>
    /// <param name="name">The keyword's name, for messages.</param>
    /// <param name="start">The first argument.</param>
    /// <param name="reports">Where errors go.</param>
    /// <param name="prefix">Goes before each message: <c>'server a/b' : </c>.</param>
    public Line(ConfigLine line, string name, int start, ReportList reports, string prefix = "")
    {
        _line = line;
        Name = name;
        _at = start;
        _reports = reports;
        _prefix = prefix;
    }

    public string Name { get; }

    /// <summary>The line began with <c>no</c>.</summary>
    public bool IsNegated { get; init; }

    /// <summary>An error was reported.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Arguments not read yet.</summary>
    public int Left => _line.Words.Count - _at;

    /// <summary>The next argument, which stays unread; empty at the end.</summary>
    public string Peek => Left > 0 ? _line.Words[_at] : "";

    /// <summary>The arguments not read yet, which stay so.</summary>
    public IReadOnlyList<string> Rest
    {
        get
        {
            List<string> rest = [];
            for (int i = _at; i < _line.Words.Count; i++)
            {
                rest.Add(_line.Words[i]);
            }

            return rest;
        }
    }

    public ConfigLine Source => _line;

    /// <summary>The last argument that was read.</summary>
    public string Last => _line.Words[_at - 1];

    /// <summary>Offset of the next argument in the line.</summary>
    public int Position => _at;

    /// <summary>Reads the next argument; null at the end.</summary>
    public string? Next() => Left > 0 ? _line.Words[_at++] : null;

    /// <summary>Reads the next argument if it is <paramref name="word"/>.</summary>
    public bool Take(string word)
    {
        bool found = Left > 0 && Peek == word;
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>The same line as the applier of a word within it sees it.</summary>
    public Line Tail(string name, int start, string prefix) => new(_line, name, start, _reports, prefix);

    /// <summary>Goes on where another reader of the same line has ended, with its errors.</summary>
    public void Follow(Line tail)
    {
        _at = tail._at;
        HasFailed |= tail.HasFailed;
    }

    /// <summary>
    /// Goes on at the argument at <paramref name="position"/>, when another reader took those before it.
    /// </summary>
    public void SkipTo(int position) => _at = position;

    /// <summary>
    /// A word; <paramref name="missing"/> is the message when there is none. Then the result is empty.
    /// </summary>
    public string Word(string missing)
    {
        string? word = Next();
        if (string.IsNullOrEmpty(word))
        {
            Error("", missing);
        }

        return word ?? "";
    }

    /// <summary>
    /// All that is left, a blank between the words; <paramref name="missing"/> is the message when that is
    /// nothing.
    /// </summary>
    public string Text(string missing)
    {
        StringBuilder text = new(Word(missing));
        while (Next() is { } word)
        {
            text.Append(' ').Append(word);
        }

        return text.ToString();
    }

    /// <summary>
    /// An integer from <paramref name="least"/> to <paramref name="most"/>; 0 after an error.
    /// </summary>
    /// <param name="least">Smallest value.</param>
    /// <param name="most">Greatest value.</param>
    /// <param name="wrong">The message; null for the common one.</param>
    public int Integer(int least, int most, string? wrong = null)
    {
        string? word = Next();
        if (word is null or "")
        {
            Error("", wrong ?? $"'{Name}' expects an integer argument.");
        }
        else if (!long.TryParse(word, out long value))
        {
            Error(word, wrong ?? $"'{Name}' expects an integer argument (got '{word}').");
        }
        else if (value < least || value > most)
        {
            Error(word, wrong ?? $"'{Name}' expects a value between {least} and {most} (got '{word}').");
        }
        else
        {
            return (int)value;
        }

        return 0;
    }

    /// <summary>A time in milliseconds; 0 after an error.</summary>
    public long Duration()
    {
        string? word = Next();
        if (word is null or "")
        {
            Error("", $"'{Name}' expects an integer value (in milliseconds)");
            return 0;
        }

        return Time(
            word, DurationText.MillisecondUs, $"'{Name}'",
            $"timer overflow in argument '{word}' to '{Name}' "
                + "(maximum value is 2147483647 ms or ~24.8 days)");
    }

    /// <summary>A time in seconds, the unit of a bare number too; 0 after an error.</summary>
    /// <param name="argument">The word before it, as messages call it.</param>
    public long Seconds(string argument)
    {
        string word = Word($"'{argument}' expects <{argument[3..]}time> in seconds as argument.");
        if (HasFailed)
        {
            return 0;
        }

        return Time(
            word, DurationText.SecondUs, $"argument to <{argument}>.",
            $"timer overflow in argument '{word}' to <{argument}> "
                + "(maximum value is 2147483647 s or ~68 years)");
    }

    /// <summary>The time that <paramref name="word"/> is; 0 after an error.</summary>
    /// <param name="word">As it was written.</param>
    /// <param name="unitUs">What the result and a bare number count, in microseconds.</param>
    /// <param name="place">Where a wrong character stands, as the message calls it.</param>
    /// <param name="tooLong">The message for a time beyond the longest.</param>
    public long Time(string word, long unitUs, string place, string tooLong)
    {
        DurationText.Outcome outcome = DurationText.Read(word, out long value, unitUs);
        if (outcome == DurationText.Outcome.TooLong)
        {
            Error(word, tooLong);
        }
        else if (outcome == DurationText.Outcome.BadCharacter)
        {
            char bad = value < word.Length ? word[(int)value] : ' ';
            Error(word, $"unexpected character '{bad}' in {place}");
        }

        return outcome == DurationText.Outcome.Good ? value : 0;
    }

    /// <summary>
    /// Reports a name with a character other than letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>:</c>:
    /// names stand bare in log lines.
    /// </summary>
    /// <param name="name">As it was written.</param>
    /// <param name="what">What has it, as messages call it: <c>server</c>, <c>'backend'</c>.</param>
    public void CheckName(string name, string what)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or ':'))
            {
                Error(name, $"character '{c}' is not permitted in {what} name '{name}'.");
                return;
            }
        }
    }

    /// <summary>An error in this line.</summary>
    public void Error(string word, string message, string hint = "")
    {
        HasFailed = true;
        Add(Severity.Alert, word, message, hint);
    }

    public void Warn(string word, string message, string hint = "") =>
        Add(Severity.Warning, word, message, hint);

    /// <summary>Reports a first argument that nobody has read.</summary>
    public void RefuseSurplus()
    {
        if (!HasFailed && Left > 0)
        {
            Error(Peek, $"'{Name}' cannot handle unexpected argument '{Peek}'.");
        }
    }

    /// <summary>
    /// Reports a word that is not among <paramref name="known"/>, with the nearest that is.
    /// </summary>
    public void Unknown(string word, string message, IEnumerable<string> known)
    {
        string? near = Nearest.Find(word, known);
        Error(word, near is null ? message : $"{message.TrimEnd('.')}; did you mean '{near}' maybe ?");
    }

    private void Add(Severity severity, string word, string message, string hint) =>
        _reports.Add(new Report(severity, _line.File, _line.Number, word, _prefix + message, hint));
}
