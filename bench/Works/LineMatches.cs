using System;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Ground.Expressions;
using Capture = Weir.Ground.Expressions.Capture;

namespace Weir.Bench.Works;

/// <summary>
/// Patterns of rewriting rules over the lines of a head. The baseline makes a string of each line for .NET's
/// engine: compiled for usual lines, the one in linear time for the line that nearly matches. Checksum: where
/// the first groups are, and how many lines do not match.
/// </summary>
internal static class LineMatches
{
    private const int LongLine = 8_000;

    private static readonly string[] s_patterns =
    [
        "^([^ :]*) /static/(.*)", "^Cookie:(.*)SERVERID=[^;]*", "^User-Agent:.*(bot|crawler|spider)",
        @"^Host: www\.example\.com(:[0-9]+)?$",
    ];

    private static readonly string[] s_lines =
    [
        "GET /static/images/logo.png?v=3 HTTP/1.1", "Host: www.example.com",
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
        "Accept: image/avif,image/webp,*/*", "Accept-Language: en-US,en;q=0.5",
        "Accept-Encoding: gzip, deflate, br", "Referer: https://www.example.com/index.html",
        "Cookie: lang=en; theme=dark; SERVERID=A; seen=1",
    ];

    private static readonly string[] s_nearly = [new string('a', LongLine) + "!"];

    public static readonly Work Usual = Of("expressions/lines of a browser", s_patterns, s_lines);

    public static readonly Work NearMiss = Of("expressions/nearly a match", ["(a|aa)+$"], s_nearly);

    private static Work Of(string name, string[] patterns, string[] lines)
    {
        RegexOptions options = lines.Length == 1 ? RegexOptions.NonBacktracking : RegexOptions.Compiled;
        Regex[] theirs = Array.ConvertAll(
            patterns, pattern => new Regex(pattern, options | RegexOptions.CultureInvariant));
        RegularExpression[] ours = Array.ConvertAll(patterns, static pattern => RegularExpression.Compile(
            Encoding.Latin1.GetBytes(pattern), ExpressionOptions.None, out _)!);
        byte[][] bytes = Array.ConvertAll(lines, Encoding.Latin1.GetBytes);
        return new Work(name, times => Ours(times, ours, bytes), times => Naive(times, theirs, bytes));
    }

    private static long Ours(int times, RegularExpression[] expressions, byte[][] lines)
    {
        Span<Capture> captures = stackalloc Capture[2];
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            foreach (RegularExpression expression in expressions)
            {
                foreach (byte[] line in lines)
                {
                    sum += expression.Match(line, captures) ? captures[1].End : 1;
                }
            }
        }

        return sum;
    }

    private static long Naive(int times, Regex[] expressions, byte[][] lines)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            foreach (Regex expression in expressions)
            {
                foreach (byte[] line in lines)
                {
                    Match match = expression.Match(Encoding.Latin1.GetString(line));
                    Group first = match.Groups[1];
                    sum += !match.Success ? 1 : first.Success ? first.Index + first.Length : -1;
                }
            }
        }

        return sum;
    }
}
