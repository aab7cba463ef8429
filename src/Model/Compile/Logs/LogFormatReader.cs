using System;
using System.Collections.Generic;
using System.Text;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Keywords.Later;
using Weir.Model.Keywords.Logs;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Compile.Logs;

/// <summary>
/// The text of a <c>log-format</c> to its pieces (manual 8.2.6). Blanks separate and are merged: several are
/// one, and those at the front are none.
/// </summary>
/// <param name="text">One char per byte.</param>
/// <param name="isHttp">The proxy is in HTTP mode.</param>
internal sealed class LogFormatReader(string text, bool isHttp)
{
    private const string Verbatim = "If you wanted to emit the '%' character verbatim, you need to use '%%'.";

    private readonly List<LogPiece> _pieces = [];
    private readonly StringBuilder _before = new();
    private LogStyle _standing; // of "%{...}o": for all that follow
    private int _at;

    /// <summary>What is wrong, in HAProxy's words; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>Some piece has to wait for the end of the stream.</summary>
    public bool IsForTheEnd { get; private set; }

    /// <summary>The pieces; of no use after a fault.</summary>
    public LogPiece[] Read()
    {
        while (Fault is null && _at < text.Length)
        {
            char next = text[_at++];
            if (next == '%')
            {
                ReadVariable();
            }
            else if (next != ' ')
            {
                _before.Append(next);
            }
            else if (_before.Length > 0 ? _before[^1] != ' ' : _pieces.Count > 0)
            {
                _before.Append(' ');
            }
        }

        if (_before.Length > 0)
        {
            Add(LogField.Nothing, LogStyle.None);
        }

        return [.. _pieces];
    }

    private void ReadVariable()
    {
        if (_at < text.Length && text[_at] == '%')
        {
            _before.Append('%');
            _at++;
            return;
        }

        int start = _at;
        LogStyle style = _standing;
        if (_at < text.Length && text[_at] == '{' && !TryReadStyle(ref style))
        {
            return;
        }

        if (_at < text.Length && text[_at] == '[')
        {
            Fault = text.IndexOf(']', _at) < 0
                ? $"missing ']' after '{text[(_at + 1)..]}'."
                : NotYet.Message("log-format with %[...]");
            return;
        }

        int name = _at;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
        {
            _at++;
        }

        if (_at > name)
        {
            AddNamed(text[name.._at], style);
        }
        else if (start == name)
        {
            Fault = _at == text.Length
                ? "truncated line after '%'."
                : $"no such format variable '{text[_at]}'. {Verbatim}";
        }
        else
        {
            Fault = $"parse argument modifier without variable name near '%{text[start..name]}'.";
        }
    }

    private void AddNamed(string name, LogStyle style)
    {
        if (name == "o")
        {
            _standing = style;
            return;
        }

        LogAlias? row = LogAliases.Find(name);
        if (row is null)
        {
            List<string> known = [];
            foreach (LogAlias one in LogAliases.Table)
            {
                known.Add(one.Name);
            }

            string near = Nearest.Find(name, known) is { } found ? $" Did you mean '{found}' maybe ?" : "";
            Fault = $"no such format variable '{name}'. {Verbatim}{near}";
        }
        else if (row.Field == LogField.Nothing)
        {
            Fault = NotYet.Message($"%{name}");
        }
        else if (row.ForHttp && !isHttp)
        {
            Fault = $"format variable '{name}' is reserved for HTTP mode.";
        }
        else
        {
            IsForTheEnd |= row.AtEnd;
            Add(row.Field, style);
        }
    }

    /// <summary><c>{+Q,-X}</c>: on top of what holds for all.</summary>
    private bool TryReadStyle(ref LogStyle style)
    {
        int end = text.IndexOf('}', _at);
        string words = end < 0 ? text[(_at + 1)..] : text[(_at + 1)..end];
        if (end < 0)
        {
            Fault = $"truncated line after '{words}'.";
            return false;
        }

        foreach (string word in words.Split(',', StringSplitOptions.TrimEntries))
        {
            LogStyle one = word.TrimStart('+', '-') switch
            {
                "Q" => LogStyle.Quoted,
                "E" => LogStyle.Escaped,
                "X" => LogStyle.Hexadecimal,
                _ => LogStyle.None,
            };
            if (one == LogStyle.None)
            {
                Fault = $"unknown flag '{word}' in '{{{words}}}': there are 'Q', 'E' and 'X'.";
                return false;
            }

            style = word[0] == '-' ? style & ~one : word[0] == '+' ? style | one : style;
        }

        _at = end + 1;
        return true;
    }

    private void Add(LogField field, LogStyle style)
    {
        _pieces.Add(new LogPiece(ByteText.ToBytes(_before.ToString()), field, style));
        _before.Clear();
    }
}
