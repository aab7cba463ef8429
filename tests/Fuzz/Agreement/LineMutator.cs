using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Fuzz.Parsers;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>
/// Wrong and unusual lines from good ones, near enough to them that each tries one value or one word: what is
/// wrong in two places is refused by everybody.
/// </summary>
internal sealed class LineMutator(IReadOnlyList<Placed> lines, Dice dice)
{
    private static readonly string[] s_odd =
    [
        "-1", "0", "1", "2", "3", "100", "255", "256", "257", "65535", "65536", "2147483647", "2147483648",
        "4294967295", "4294967296", "99999999999999999999", "1.5", "+5", "007", "5x", "0x10", "10s", "25d",
        "100us", "1ms", "1k", "-", "%", "*", ":", ":80", "*:80", "127.0.0.1", "127.0.0.1:0",
        "127.0.0.1:80-90",
        "127.0.0.1:90-80", "127.0.0.1:+80", "127.0.0.1:-80", "::1", "[::1]:80", ":::80", "10.0.0.0/8",
        "10.0.0.0/33", "10.0.0.0/255.0.0.0", "10.0.0.0/255.0.255.0", "/tmp/x", "@x", "no", "on", "off", "if",
        "unless", "TRUE", "!", "{", "}", "||", "or", "\"\"", "a\\ b", "a=b", "a:b", "a/b", "a,b", "a.b",
        "a;b",
        "x", "http", "tcp", "none", "all", "odd", "1-2", "4xx", "200", "404", "999", "%[src]", "%ci", "(",
        "[", "a{1000}", "root", "hdr(a)", "path", "src", "-i", "-f", "--", "\\x01", "\u00e9",
    ];

    private static readonly string[] s_inserted =
    [
        "0", "1", "9", "x", "s", "k", "-", ":", "/", ".", ",", "(", ")", "!", "_", "%", "\\x01", "\u00e9",
        "\"", "'",
    ];

    private readonly string[] _pool =
        [.. lines.SelectMany(static one => one.Line.Split(' ')).Distinct().Order(StringComparer.Ordinal)];

    public List<Placed> Several(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];

    private Placed Next()
    {
        Placed chosen = lines[dice.Roll(lines.Count)];
        List<string> words = [.. chosen.Line.Split(' ')];
        for (int changes = 1 + dice.Roll(4) / 3; changes > 0 && words.Count > 0; changes--) Change(words);
        return chosen with { Line = string.Join(' ', words) };
    }

    private void Change(List<string> words)
    {
        int at = dice.Roll(words.Count);
        switch (dice.Roll(12))
        {
            case 0:
                words.RemoveAt(at);
                break;
            case 1:
                words.Insert(at, words[at]);
                break;
            case 2 or 3 or 4:
                words[at] = One(s_odd);
                break;
            case 5:
                words.Insert(at + 1, One(s_odd));
                break;
            case 6:
                words[at] = One(_pool);
                break;
            case 7:
                words.Insert(at + 1, One(_pool));
                break;
            case 8:
                words.AddRange(lines[dice.Roll(lines.Count)].Line.Split(' ').Skip(dice.Roll(3)));
                break;
            case 9:
                words.Insert(0, "no");
                break;
            default:
                words[at] = ChangeLetter(words[at]);
                break;
        }
    }

    private string ChangeLetter(string word)
    {
        int at = dice.Roll(word.Length + 1);
        bool isInside = at < word.Length;
        return dice.Roll(3) switch
        {
            0 when isInside => word.Remove(at, 1),
            1 when isInside => word.Remove(at, 1).Insert(at, One(s_inserted)),
            _ => word.Insert(at, One(s_inserted)),
        };
    }

    private string One(string[] words) => words[dice.Roll(words.Length)];
}
