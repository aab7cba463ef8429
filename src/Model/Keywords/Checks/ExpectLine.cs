using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Expressions;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Keywords.Checks;

/// <summary>The line <c>http-check expect</c>.</summary>
internal static class ExpectLine
{
    private static readonly string[] KnownWords = ["comment", "rstatus", "rstring", "status", "string"];

    private static readonly string[] LaterWords =
    [
        "error-status", "fhdr", "hdr", "min-recv", "ok-status", "on-error", "on-success",
        "status-code", "string-lf", "tout-status",
    ];

    public static void Read(Line line, ProxyDraft proxy)
    {
        if (line.Left == 0)
        {
            line.Error("", $"'{line.Name}' : expects at least a matching pattern as arguments.");
            return;
        }

        string comment = "";
        HttpExpectation? expected = null;
        while (!line.HasFailed && line.Left > 0)
        {
            if (line.Take("comment"))
            {
                comment = line.Word($"'{line.Name}' : 'comment' expects a string as argument.");
            }
            else
            {
                expected = Match(line, isSecond: expected is not null);
            }
        }

        if (!line.HasFailed && expected is null)
        {
            Refuse(line, "");
        }

        if (!line.HasFailed)
        {
            HttpExpectation whole = new()
            {
                LooksAtBody = expected!.LooksAtBody,
                Statuses = expected.Statuses,
                Text = expected.Text,
                Pattern = expected.Pattern,
                IsNegated = expected.IsNegated,
                Comment = comment,
            };
            CheckDraft check = proxy.Check.Own();
            proxy.Check = check with { Expected = [.. check.Expected, whole] };
        }
    }

    private static HttpExpectation? Match(Line line, bool isSecond)
    {
        bool isNegated = false;
        while (line.Take("!"))
        {
            isNegated = !isNegated;
        }

        string word = line.Next() ?? "";
        if (word.StartsWith('!'))
        {
            isNegated = !isNegated;
            word = word[1..];
        }

        if (isSecond || word is not ("rstatus" or "rstring" or "status" or "string"))
        {
            Refuse(line, word);
            return null;
        }

        string missing = $"'{line.Name}' : '{word}' expects a <pattern> as argument.";
        string pattern = line.Word(missing);
        if (pattern.Length == 0 && !line.HasFailed)
        {
            line.Error("", missing);
        }

        return new HttpExpectation
        {
            LooksAtBody = word is "rstring" or "string",
            Statuses = word == "status" ? Ranges(line, pattern) : [],
            Text = word == "string" ? ByteText.ToBytes(pattern) : [],
            Pattern = word is "rstatus" or "rstring" ? Expression(line, pattern) : null,
            IsNegated = isNegated,
        };
    }

    /// <summary>
    /// As today's HAProxy reads it: the line is younger than the one with POSIX expressions.
    /// </summary>
    private static RegularExpression? Expression(Line line, string pattern)
    {
        if (line.HasFailed)
        {
            return null;
        }

        RegularExpression? expression = RegularExpression.Compile(
            ByteText.ToBytes(pattern), ExpressionOptions.None, out ExpressionFault? fault);
        if (fault is not null)
        {
            line.Error(pattern, $"'{line.Name}' : regex '{pattern}' is invalid (error={fault.Message}, "
                + $"erroffset={fault.Offset}).");
        }

        return expression;
    }

    private static void Refuse(Line line, string word)
    {
        if (Array.IndexOf(LaterWords, word) >= 0)
        {
            line.Error(word, NotYet.Message($"{line.Name} {word}"));
            return;
        }

        line.Unknown(word, $"'{line.Name}' : only supports [!]string, [!]rstring, [!]status, [!]rstatus or "
            + $"comment but got '{word}' as argument.", KnownWords);
    }

    /// <summary>
    /// Codes and ranges of codes with commas between them. An empty number is 0, as 2.6 reads it.
    /// </summary>
    private static StatusRange[] Ranges(Line line, string pattern)
    {
        List<StatusRange> ranges = [];
        foreach (string one in pattern.Split(','))
        {
            int dash = one.IndexOf('-', StringComparison.Ordinal);
            int first = Number(line, dash < 0 ? one : one[..dash]);
            int last = dash < 0 ? first : Number(line, one[(dash + 1)..]);
            if (last < first && !line.HasFailed)
            {
                line.Error(one, $"'{line.Name}' : invalid range of status codes '{one}'.");
            }

            ranges.Add(new StatusRange(first, last));
        }

        return [.. ranges];
    }

    private static int Number(Line line, string digits)
    {
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c) && !line.HasFailed)
            {
                line.Error(digits, $"'{line.Name}' : invalid character '{c}' in the list of status codes.");
            }
        }

        bool fits = int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        if (!fits && digits.Length > 0 && !line.HasFailed)
        {
            line.Error(digits, $"'{line.Name}' : no status code is as large as '{digits}'.");
        }

        return number;
    }
}
