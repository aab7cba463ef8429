using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Keywords.Checks;

/// <summary>The request of HTTP checks: <c>option httpchk</c> and <c>http-check send</c>.</summary>
internal static class RequestLines
{
    private const string LineEnd = "\r\n";

    private static readonly string[] KnownWords = ["body", "comment", "hdr", "meth", "uri", "ver"];
    private static readonly string[] LaterWords = ["body-lf", "uri-lf"];

    /// <summary>
    /// Header lines and a body may follow the version within the same word:
    /// <c>HTTP/1.1\r\nHost:\ www</c>, which was the only way to send any until <c>http-check send</c>.
    /// </summary>
    public static void Option(Line line, ProxyDraft proxy)
    {
        string? first = line.Next();
        string? second = line.Next();
        string written = line.Next() ?? "HTTP/1.0";
        int end = written.IndexOf(LineEnd, StringComparison.Ordinal);
        string version = end < 0 ? written : written[..end];
        string hidden = end < 0 ? "" : written[(end + LineEnd.Length)..];
        if (!version.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            line.Error(version, $"'{line.Name}' expects a version such as 'HTTP/1.0' (got '{version}').");
        }

        int headers = hidden.IndexOf(LineEnd + LineEnd, StringComparison.Ordinal);
        proxy.Check = proxy.Check.Own() with
        {
            Kind = CheckKind.Http,
            Name = "",
            Method = second is null ? "OPTIONS" : first!,
            Uri = second ?? first ?? "/",
            Version = version,
            Fields = HiddenFields(line, headers < 0 ? hidden : hidden[..headers]),
            Body = headers < 0 ? "" : hidden[(headers + (2 * LineEnd.Length))..],
        };
    }

    /// <summary>The same with <c>http-check send</c>; null when nothing follows the version.</summary>
    public static Spelling? Today(IReadOnlyList<string> words)
    {
        const string complaint = "'option httpchk' : hiding headers or body at the end of the version string "
            + "is deprecated.";
        int end = words.Count == 3 ? words[2].IndexOf(LineEnd, StringComparison.Ordinal) : -1;
        if (end < 0)
        {
            return null;
        }

        string send = "http-check send";
        string[] parts = words[2][(end + LineEnd.Length)..].Split(LineEnd + LineEnd, 2);
        foreach (string field in parts[0].Split(LineEnd, StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = field.Split(':', 2);
            string value = sides[^1].Trim(' ', '\t').Replace("%", "%%", StringComparison.Ordinal);
            if (sides.Length < 2 || value.Length == 0)
            {
                return Spelling.Advised("Please, consider to use 'http-check send' directive instead.")
                    .With(complaint);
            }

            send += $" hdr {WordText.Quoted(sides[0])} {WordText.Quoted(value)}";
        }

        send += parts.Length > 1 && parts[1].Length > 0 ? $" body {WordText.Quoted(parts[1])}" : "";
        string option = $"option httpchk {WordText.Quoted(words[0])} {WordText.Quoted(words[1])} "
            + WordText.Quoted(words[2][..end]);
        return Spelling.Written(option, send).With(complaint);
    }

    public static void Send(Line line, ProxyDraft proxy)
    {
        CheckDraft check = proxy.Check.Own();
        if (check.SentFields is not null)
        {
            line.Error(line.Name, NotYet.Message($"a second {line.Name}"));
            return;
        }

        List<string> fields = [];
        while (!line.HasFailed && line.Next() is { } word)
        {
            if (word == "hdr")
            {
                fields.Add(Field(line));
                continue;
            }

            if (Array.IndexOf(KnownWords, word) < 0)
            {
                Refuse(line, word);
                break;
            }

            string value = line.Word($"'{line.Name}' : '{word}' expects a string as argument.");
            check = word switch
            {
                "meth" => check with { Method = value },
                "uri" => check with { Uri = value },
                "ver" => check with { Version = value },
                "body" => check with { Body = value },
                _ => check, // a comment on sending, which does not fail by itself
            };
        }

        proxy.Check = check with { SentFields = [.. fields] };
    }

    private static void Refuse(Line line, string word)
    {
        if (Array.IndexOf(LaterWords, word) >= 0)
        {
            line.Error(word, NotYet.Message($"{line.Name} {word}"));
            return;
        }

        line.Unknown(word, $"'{line.Name}' : expects 'comment', 'meth', 'uri', 'ver', 'hdr' or 'body' "
            + $"but got '{word}' as argument.", KnownWords);
    }

    /// <summary>A value may hold "%%"; other formats are not done yet.</summary>
    private static string Field(Line line)
    {
        string missing = $"'{line.Name}' : 'hdr' expects <name> and <value> as arguments.";
        string name = line.Word(missing);
        string value = line.HasFailed ? "" : line.Word(missing);
        string plain = value.Replace("%%", "", StringComparison.Ordinal);
        if (plain.Contains('%', StringComparison.Ordinal))
        {
            line.Error(value, NotYet.Message($"{line.Name} hdr <format>"));
        }

        string field = $"{name}: {value.Replace("%%", "%", StringComparison.Ordinal)}";
        Check(line, field, name.Length);
        return field;
    }

    private static string[] HiddenFields(Line line, string hidden)
    {
        string[] fields = hidden.Split(LineEnd, StringSplitOptions.RemoveEmptyEntries);
        foreach (string field in fields)
        {
            Check(line, field, field.IndexOf(':', StringComparison.Ordinal));
        }

        return fields;
    }

    /// <summary>A line without a name, or one that ends in its middle, would be another request.</summary>
    private static void Check(Line line, string field, int nameLength)
    {
        bool isWhole = field.AsSpan().IndexOfAny('\r', '\n', '\0') < 0;
        if (!line.HasFailed && (nameLength <= 0 || !isWhole || !IsName(field.AsSpan(0, nameLength))))
        {
            line.Error(field, $"'{line.Name}' : unable to parse the request '{field}'.");
        }
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (char c in name)
        {
            if (c is <= ' ' or >= (char)127 or ':')
            {
                return false;
            }
        }

        return true;
    }
}
