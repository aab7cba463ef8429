using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;

namespace Weir.Rules.Rewriting;

/// <summary>
/// A line of the classic words as it is written today, where that is the same: what was tested against whole
/// lines is tested against one field, or the target, now.
/// </summary>
/// <param name="word">What the line says.</param>
/// <param name="arguments">What follows its keyword.</param>
internal sealed class LineTranslation(LineWord word, IReadOnlyList<string> arguments)
{
    private const string AnyMethods = "^([^ :]*) |^([^ ]*) |^([A-Z]*) |^([A-Z]+) |^([^ ]+) ";

    private readonly string _family = word.IsResponse ? "http-response" : "http-request";

    public static Spelling? Of(LineWord word, IReadOnlyList<string> arguments)
    {
        LineTranslation translation = new(word, arguments);
        string? line = translation.Translate();
        return line is null ? null
            : translation.IsExact() ? Spelling.Written(line)
            : Spelling.Advised($"Write today: {line}");
    }

    /// <summary>
    /// Whether every message comes out as before, not only those that its author had in mind. Names of fields
    /// count as equal in either case.
    /// </summary>
    private bool IsExact() => word.Kind switch
    {
        LineKind.Add or LineKind.Delete => true,
        LineKind.Replace => IsReadAlike(arguments[0], hasGroups: true)
            && !arguments[1].Contains("\\0", StringComparison.Ordinal) // the name is in it
            && (Field(arguments[0], out _) is null || BeginsAlike(arguments[0])),
        LineKind.Deny or LineKind.Tarpit => IsReadAlike(arguments[0], hasGroups: false)
            && BeginsAlike(arguments[0]),
        _ => false, // what is allowed is so in the backend too; a backend is chosen after all rewriting
    };

    /// <summary>The old expressions read a backslash in brackets, and prefer matches, otherwise.</summary>
    private static bool IsReadAlike(string pattern, bool hasGroups)
    {
        bool hasEscapes = pattern.Contains('[', StringComparison.Ordinal)
            && pattern.Contains('\\', StringComparison.Ordinal);
        bool hasChoice = pattern.Contains('|', StringComparison.Ordinal);
        for (int i = 0; i + 1 < pattern.Length; i++)
        {
            hasChoice |= pattern[i] == ')' && pattern[i + 1] is '*' or '+' or '?' or '{';
        }

        return !hasEscapes && !(hasGroups && hasChoice);
    }

    /// <summary>
    /// The blank between colon and value is spelt out, or swallowed by <c>.*</c> before a letter: else the
    /// pattern may count on it.
    /// </summary>
    private static bool BeginsAlike(string pattern)
    {
        string line = pattern[(pattern.IndexOf(':', StringComparison.Ordinal) + 1)..];
        Field(pattern, out string value);
        if (line.Length == 0 || value.Length < line.Length || line == ".*")
        {
            return true;
        }

        return line.Length > 3 && line.StartsWith(".*", StringComparison.Ordinal)
            && char.IsAsciiLetterOrDigit(line[2]) && line[3] is not ('?' or '*' or '{');
    }

    private string? Translate() => (word.Kind, arguments.Count) switch
    {
        (LineKind.Add, > 0) => Add(),
        (LineKind.Delete, > 0) => Delete(),
        (LineKind.Replace, > 1) => ReplaceField() ?? ReplaceTarget(),
        (LineKind.Deny, > 0) => Judge($"{_family} deny", 1),
        (LineKind.Tarpit, > 0) => Judge($"{_family} tarpit", 1),
        (LineKind.Allow, > 0) => Judge($"{_family} allow", 1),
        (LineKind.Switch, > 1) => Judge($"use_backend {WordText.Quoted(arguments[1])}", 2),
        _ => null,
    };

    private string? Add()
    {
        int colon = arguments[0].IndexOf(':', StringComparison.Ordinal);
        string value = Format(arguments[0][(colon + 1)..].Trim(' ', '\t'));
        if (colon <= 0 || value.Length == 0 || HasLineEnd(arguments[0]))
        {
            return null;
        }

        return $"{_family} add-header {WordText.Quoted(arguments[0][..colon])} {WordText.Quoted(value)}"
            + Condition(1);
    }

    private string? Delete() =>
        Field(arguments[0], out string value) is { } name && value is "" or ".*" or ".*$"
            ? $"{_family} del-header {name}{Condition(1)}" : null;

    private string? ReplaceField()
    {
        string text = arguments[1];
        if (Field(arguments[0], out string value) is not { } name
            || HasLineEnd(text)
            || !text.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        string replacement = Format(text[(name.Length + 1)..].TrimStart(' ', '\t'));
        return replacement.Length == 0 ? null
            : $"{_family} replace-header {name} {Pattern(value)} {WordText.Quoted(replacement)}"
            + Condition(2);
    }

    /// <summary>
    /// <c>^([^ :]*) /old/(.*)</c> and <c>\1 /new/\2</c>: the method stays, and so does what follows.
    /// </summary>
    private string? ReplaceTarget()
    {
        const string rest = "(.*)";
        string pattern = arguments[0];
        string text = arguments[1];
        foreach (string start in word.IsResponse ? [] : AnyMethods.Split('|'))
        {
            if (pattern.StartsWith(start, StringComparison.Ordinal)
                && pattern.EndsWith(rest, StringComparison.Ordinal)
                && text.StartsWith("\\1 ", StringComparison.Ordinal)
                && Shift(text[3..], GroupsOf(pattern)) is { } target)
            {
                return $"{_family} replace-uri {Pattern(pattern[start.Length..])} "
                    + WordText.Quoted(Format(target)) + Condition(2);
            }
        }

        return null;
    }

    /// <summary>
    /// The text with one group less; null unless it ends with the last one and does not name the first.
    /// </summary>
    private static string? Shift(string text, int last)
    {
        char[] shifted = text.ToCharArray();
        for (int i = 0; i + 1 < shifted.Length; i++)
        {
            if (shifted[i] == '\\')
            {
                i++;
                if (shifted[i] is '0' or '1')
                {
                    return null;
                }

                shifted[i] -= char.IsAsciiDigit(shifted[i]) ? (char)1 : (char)0;
            }
        }

        return text.EndsWith($"\\{last}", StringComparison.Ordinal) ? new string(shifted) : null;
    }

    private static int GroupsOf(string pattern) => pattern.Split('(').Length - 1;

    /// <summary>A verdict if a field is so. A condition of its own must hold as well.</summary>
    private string? Judge(string verdict, int condition)
    {
        bool isSimple = arguments.Count == condition || (arguments[condition] == "if" && !IsDisjunction());
        if (Field(arguments[0], out string value) is not { } name || !isSimple)
        {
            return null;
        }

        string fetch = word.IsResponse ? $"res.fhdr({name})" : $"req.fhdr({name})";
        string flag = word.IgnoresCase ? "-i " : "";
        string test = value.Length == 0 ? "-m found" : $"-m reg {flag}{WordText.Quoted("^" + value)}";
        string others = Condition(condition);
        return $"{verdict} if {{ {fetch} {test} }}" + (others.Length > 0 ? others[" if".Length..] : "");
    }

    private bool IsDisjunction()
    {
        foreach (string one in arguments)
        {
            if (one is "or" or "||")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The field whose lines alone a pattern can match, and the pattern of its value.</summary>
    private static string? Field(string pattern, out string value)
    {
        value = "";
        int end = 1;
        while (end < pattern.Length
            && (char.IsAsciiLetterOrDigit(pattern[end]) || pattern[end] is '-' or '_'))
        {
            end++;
        }

        if (pattern is not ['^', ..] || end == 1 || end >= pattern.Length || pattern[end] != ':')
        {
            return null;
        }

        value = pattern[(end + 1)..];
        foreach (string blank in (string[])["[[:space:]]*", "[ \t]*", "[ ]*", "\\s*", " *", " +", " "])
        {
            if (value.StartsWith(blank, StringComparison.Ordinal))
            {
                value = value[blank.Length..];
                break;
            }
        }

        return pattern[1..end];
    }

    private string Pattern(string value) => WordText.Quoted((word.IgnoresCase ? "(?i)^" : "^") + value);

    private static bool HasLineEnd(string text) => text.AsSpan().IndexOfAny('\r', '\n') >= 0;

    /// <summary>In today's replacements a percent sign begins a variable.</summary>
    private static string Format(string text) => text.Replace("%", "%%", StringComparison.Ordinal);

    private string Condition(int from)
    {
        string text = "";
        for (int i = from; i < arguments.Count; i++)
        {
            text += " " + WordText.Quoted(arguments[i]);
        }

        return text;
    }
}
