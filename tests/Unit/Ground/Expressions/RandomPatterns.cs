using System;
using System.Text;

namespace Weir.Tests.Unit.Ground.Expressions;

/// <summary>
/// Patterns and lines of few letters, so that they meet. Nothing that may be empty is repeated: engines
/// differ in how often they go round then.
/// </summary>
internal sealed class RandomPatterns(int seed)
{
    private readonly Random _random = new(seed);

    public string Pattern(bool lazy)
    {
        string start = _random.Next(5) == 0 ? "^" : "";
        string end = _random.Next(5) == 0 ? "$" : "";
        return start + Sequence(2, lazy, out _) + end;
    }

    public string Line()
    {
        StringBuilder line = new();
        for (int left = _random.Next(9); left > 0; left--)
        {
            line.Append("abcd"[_random.Next(_random.Next(2) == 0 ? 2 : 4)]);
        }

        return line.ToString();
    }

    private string Sequence(int depth, bool lazy, out bool mayBeEmpty)
    {
        StringBuilder text = new();
        mayBeEmpty = true;
        for (int left = _random.Next(1, 4); left > 0; left--)
        {
            text.Append(Atom(depth, out bool isEmpty));
            if (!isEmpty)
            {
                text.Append(Quantifier(lazy, ref isEmpty));
            }

            mayBeEmpty &= isEmpty;
        }

        return text.ToString();

        string Atom(int deep, out bool isEmpty)
        {
            isEmpty = false;
            if (deep == 0 || _random.Next(10) < 6)
            {
                return new[] { "a", "b", "c", ".", "[ab]", "[^a]", "[b-c]" }[_random.Next(7)];
            }

            string first = Sequence(deep - 1, lazy, out isEmpty);
            if (_random.Next(2) == 0)
            {
                return $"({first})";
            }

            string second = Sequence(deep - 1, lazy, out bool isSecondEmpty);
            isEmpty |= isSecondEmpty;
            return $"({first}|{second})";
        }
    }

    private string Quantifier(bool lazy, ref bool mayBeEmpty)
    {
        (string text, bool isOptional) = _random.Next(9) switch
        {
            0 => ("*", true),
            1 => ("+", false),
            2 => ("?", true),
            3 => ("{1,2}", false),
            4 => ("{0,2}", true),
            _ => ("", false),
        };
        mayBeEmpty = isOptional;
        return text.Length > 0 && lazy && _random.Next(3) == 0 ? text + "?" : text;
    }
}
