using System;
using System.Collections.Generic;
using System.Text;

namespace Weir.Language.Source;

/// <summary>Why a line could not be split into words.</summary>
/// <param name="Message">HAProxy's wording.</param>
/// <param name="Position">Offset of the culprit in the line, from 0.</param>
public sealed record LineFault(string Message, int Position);

/// <summary>
/// Splits one line into words (manual, 2.2 "Quoting and escaping"). Outside quotes and within <c>"</c> a
/// backslash escapes; within <c>"</c> environment variables are put in; within <c>'</c> everything stands for
/// itself.
/// </summary>
public sealed class Words
{
    /// <summary>More words than this on one line are refused.</summary>
    public const int WordsMax = 64;

    private readonly string _line;
    private readonly Func<string, string?> _environment;
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private int _at;
    private int _quoteAt = -1;
    private int _valueChars;
    private bool _inWord;
    private bool _keepsSpaces;
    private bool _keepsQuotes;
    private bool _done;
    private int _start;
    private List<Range>? _spans; // null: nobody asks where words stand

    private Words(string line, Func<string, string?> environment)
    {
        _line = line;
        _environment = environment;
    }

    /// <summary>
    /// Words of <paramref name="line"/> (no line end in it); null and a fault when it is malformed.
    /// </summary>
    /// <param name="line">One line, one char per byte.</param>
    /// <param name="environment">Value of a variable, one char per byte; null when it is not set.</param>
    /// <param name="fault">What is wrong, when the result is null.</param>
    public static List<string>? Split(string line, Func<string, string?> environment, out LineFault? fault)
    {
        Words reader = new(line, environment);
        fault = reader.Read();
        return fault is null ? reader._words : null;
    }

    /// <summary>
    /// The same as in the years when quotes had no meaning: each stands for itself, and no variable is put
    /// in.
    /// </summary>
    public static List<string>? SplitKeepingQuotes(string line, out LineFault? fault)
    {
        Words reader = new(line, static _ => null) { _keepsQuotes = true };
        fault = reader.Read();
        return fault is null ? reader._words : null;
    }

    /// <summary>
    /// Where the words of a line stand in its text, quotes and all, for who changes a line and keeps the
    /// rest; what follows the last one is blank or a comment. A reference to a variable is one with its word.
    /// </summary>
    /// <param name="line">One line that <see cref="Split"/> accepts.</param>
    /// <param name="keepsQuotes">
    /// Quotes stand for themselves, as in lines of old that have one too many.
    /// </param>
    public static Range[] Spans(string line, bool keepsQuotes = false)
    {
        Words reader = new(line, static _ => null) { _keepsQuotes = keepsQuotes, _spans = [] };
        _ = reader.Read();
        return [.. reader._spans];
    }

    /// <summary>All of <paramref name="text"/> as one word: spaces outside quotes stay as well.</summary>
    public static string? Join(string text, Func<string, string?> environment, out LineFault? fault)
    {
        Words reader = new(text, environment) { _keepsSpaces = true };
        fault = reader.Read();
        return fault is null ? string.Concat(reader._words) : null;
    }

    private LineFault? Read()
    {
        while (_at < _line.Length && !_done)
        {
            LineFault? fault = Step(_line[_at]);
            if (fault is not null)
            {
                return fault;
            }
        }

        if (_quoteAt >= 0)
        {
            return new LineFault("unmatched quote", _quoteAt);
        }

        EndWord();
        return _words.Count > WordsMax ? TooMany() : null;
    }

    private LineFault TooMany() => new(
        $"too many words, truncating after word {WordsMax}: <{_words[WordsMax]}>", _line.Length);

    private LineFault? Step(char c)
    {
        bool quoted = _quoteAt >= 0;
        if (quoted && _line[_quoteAt] == '\'' && c != '\r')
        {
            return Strong(c);
        }

        switch (c)
        {
            case '\\':
                return Escape();
            case '"' or '\'' when !quoted && !_keepsQuotes:
                Begin(); // "" is a word too, though an empty one
                _quoteAt = _at++;
                return null;
            case '"' when quoted:
                _quoteAt = -1;
                _at++;
                return null;
            case '$' when quoted:
                return Variable();
            case '#' when !quoted && !_keepsSpaces:
                _done = true;
                return null;
            case '\r':
                return new LineFault("stray carriage return", _at); // whoever drops the rest drops a setting
            case ' ' or '\t' or '\v' or '\f' when !quoted && !_keepsSpaces:
                EndWord();
                _at++;
                return null;
            default:
                Take(c);
                _at++;
                return null;
        }
    }

    private LineFault? Strong(char c)
    {
        if (c == '\'')
        {
            _quoteAt = -1;
        }
        else
        {
            Take(c);
        }

        _at++;
        return null;
    }

    private void Take(char c)
    {
        Begin();
        _word.Append(c);
    }

    private void Begin()
    {
        _start = _inWord ? _start : _at;
        _inWord = true;
    }

    private void EndWord()
    {
        if (_inWord)
        {
            _words.Add(_word.ToString());
            _spans?.Add(_start.._at);
            _word.Clear();
            _inWord = false;
        }
    }

    private LineFault? Escape()
    {
        char next = _at + 1 < _line.Length ? _line[_at + 1] : '\0';
        if (next == 'x')
        {
            return HexEscape();
        }

        char? meaning = next switch
        {
            ' ' or '#' or '\\' or '"' or '\'' => next,
            '$' when _quoteAt >= 0 => next,
            'r' => '\r',
            'n' => '\n',
            't' => '\t',
            _ => null,
        };
        // An unknown escape stays as it is: \1 and \. are regular expressions' business.
        Take(meaning ?? '\\');
        _at += meaning is null ? 1 : 2;
        return null;
    }

    private LineFault? HexEscape()
    {
        if (_at + 3 >= _line.Length || !char.IsAsciiHexDigit(_line[_at + 2])
            || !char.IsAsciiHexDigit(_line[_at + 3]))
        {
            return new LineFault("truncated or invalid hexadecimal sequence", _at);
        }

        char meant = (char)Convert.ToByte(_line.Substring(_at + 2, 2), 16);
        if (meant == '\0')
        {
            return new LineFault("forbidden NUL character", _at);
        }

        Take(meant);
        _at += 4;
        return null;
    }

    private LineFault? Variable()
    {
        VariableReference? found = VariableReference.Read(_line, _at, out LineFault? fault);
        if (found is null)
        {
            return fault;
        }

        string value = _environment(found.Name) ?? found.Fallback ?? "";
        _valueChars += value.Length;
        if (_valueChars > SourceReader.LineMax)
        {
            // Lines that double a variable would soon need all memory there is.
            return new LineFault(
                $"line too long with its variables put in, limit: {SourceReader.LineMax}", _at);
        }

        _at = found.End;
        bool splits = found.IsList && _spans is null;
        foreach (char c in value)
        {
            if (splits && c is ' ' or '\t')
            {
                EndWord();
            }
            else
            {
                Take(c);
            }
        }

        return null;
    }
}
