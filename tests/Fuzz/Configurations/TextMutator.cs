using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Tests.Fuzz.Parsers;

namespace Weir.Tests.Fuzz.Configurations;

/// <summary>
/// Makes new files from known ones, as people and broken tools do: lines doubled, lost, moved and joined,
/// words of one line in another, numbers out of every range, quotes that do not end.
/// </summary>
internal sealed class TextMutator(List<string> texts, string[] names, Dice dice)
{
    private const int ChangesMax = 5;
    private const int LengthMax = 64 * 1024;

    private static readonly string[] Odd =
    [
        "-1", "0", "1", "255", "65535", "65536", "2147483647", "2147483648", "4294967296",
        "99999999999999999999", "1.5", "10s", "25d", "1000d", "99999d", "0x10", "1k", "-", "+", "%", "*", ":",
        ":80", "*:80", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:80-90", ":1-65535", "127.0.0.1:+80",
        "::1", "[::1]:80",
        "10.0.0.0/8", "10.0.0.0/33", "/tmp/x", "@x", "unix@/tmp/x", "fd@3", "no", "on", "off", "if", "unless",
        "TRUE", "!", "{", "}", "||", "#", "\\", "\"", "'", "\\x00", "\\xff", "${HOME}", "\"${HOME}\"",
        "\"${", "\"$\"", "$", "\0", "\u0001", "\u0080", "\u00ff", "\r", "\t", ".if", ".else", ".endif",
        ".if 1", ".elif defined(X)", ".notice x", ".alert x", "(", ")", "[", "]",
        "(a|b)*", "[[:alpha:]", "a{1000}",
        "((((((((((", "%[src]", "%ci", "%{+Q}o", "%", "=", ",", ";", "a=b",
    ];

    public string Next()
    {
        string text = Pick();
        for (int changes = 1 + dice.Roll(ChangesMax); changes > 0; changes--)
        {
            text = dice.Roll(4) == 0 ? ChangeBytes(text) : ChangeLines(text);
        }

        return text.Length > LengthMax ? text[..LengthMax] : text;
    }

    private string ChangeBytes(string text)
    {
        int at = dice.Roll(text.Length + 1);
        int count = dice.Roll(Math.Min(text.Length - at, 40) + 1);
        return dice.Roll(5) switch
        {
            0 => text.Remove(at, count),
            1 => text.Insert(at, text.Substring(at, count)),
            2 => text.Insert(at, new string((char)dice.Roll(256), 1 + dice.Roll(5000))),
            3 => text[..at],
            _ => text.Insert(at, One(Odd)),
        };
    }

    private string ChangeLines(string text)
    {
        List<string> lines = [.. text.Split('\n')];
        int at = dice.Roll(lines.Count);
        string line = lines[at];
        switch (dice.Roll(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.InsertRange(at, Enumerable.Repeat(line, 1 + dice.Roll(20)));
                break;
            case 2:
                lines.Insert(dice.Roll(lines.Count), line);
                break;
            case 3:
                string[] other = Pick().Split('\n');
                lines.Insert(at, other[dice.Roll(other.Length)]);
                break;
            case 4:
                lines.AddRange(Pick().Split('\n'));
                break;
            case 5:
                lines.Insert(at, $" {(dice.Roll(3) == 0 ? "no " : "")}{One(names)} {One(Odd)} {One(Odd)}");
                break;
            default:
                lines[at] = ChangeWords(line);
                break;
        }

        return string.Join('\n', lines);
    }

    private string ChangeWords(string line)
    {
        List<string> words = [.. line.Split(' ')];
        int at = dice.Roll(words.Count);
        switch (dice.Roll(5))
        {
            case 0:
                words.RemoveAt(at);
                break;
            case 1:
                words.Insert(at, words[at]);
                break;
            case 2:
                words[at] = One(names);
                break;
            case 3:
                words.InsertRange(at, Enumerable.Repeat(One(Odd), 1 + dice.Roll(100)));
                break;
            default:
                words[at] = One(Odd);
                break;
        }

        return string.Join(' ', words);
    }

    private string Pick() => texts[dice.Roll(texts.Count)];

    private string One(string[] words) => words[dice.Roll(words.Length)];
}
