using System.Collections.Generic;

namespace Weir.Ground.Expressions.Reading;

/// <summary>
/// A pattern to its parts: POSIX extended expressions, and of Perl's what can be matched in linear time.
/// </summary>
internal sealed class ExpressionParser
{
    /// <summary>How deep parentheses and repetitions may lie in each other.</summary>
    private const int DepthMax = 250;

    /// <summary>As PCRE2 has it; the size of the program is another limit.</summary>
    private const int RepeatMax = 65535;

    private const string NothingToRepeat = "quantifier does not follow a repeatable item";

    private readonly PatternCursor _cursor;
    private readonly bool _isPosix;
    private bool _ignoresCase;
    private int _depth;

    private ExpressionParser(byte[] pattern, ExpressionOptions options)
    {
        _cursor = new PatternCursor(pattern);
        _isPosix = (options & ExpressionOptions.Posix) != 0;
        _ignoresCase = (options & ExpressionOptions.IgnoreCase) != 0;
    }

    /// <summary>How many groups remember what they match.</summary>
    public int Groups { get; private set; }

    /// <summary>The pattern as a tree; null and a fault when it is malformed.</summary>
    public static Node? Parse(
        byte[] pattern, ExpressionOptions options, out int groups, out ExpressionFault? fault)
    {
        ExpressionParser parser = new(pattern, options);
        Node node = parser.Choice();
        if (!parser._cursor.IsAtEnd)
        {
            parser._cursor.Refuse("unmatched closing parenthesis");
        }

        groups = parser.Groups;
        fault = parser._cursor.Fault;
        return fault is null ? node : null;
    }

    private Node Choice()
    {
        List<Node> parts = [];
        do
        {
            parts.Add(Sequence());
        }
        while (_cursor.Take('|'));
        return Node.Of(NodeKind.Choice, parts);
    }

    private Node Sequence()
    {
        List<Node> parts = [];
        while (!_cursor.IsAtEnd && _cursor.Peek is not ((byte)'|' or (byte)')'))
        {
            Node part = Repeated();
            if (part.Kind != NodeKind.Empty)
            {
                parts.Add(part);
            }
        }

        return parts.Count == 0 ? Node.Nothing : Node.Of(NodeKind.Sequence, parts);
    }

    private Node Repeated()
    {
        Node node = Atom();
        int count = 0;
        while (_cursor.Fault is null && Quantifier(out int least, out int most))
        {
            count++;
            if (count > (_isPosix ? DepthMax : 1))
            {
                _cursor.At--;
                _cursor.Refuse(NothingToRepeat);
            }

            bool isLazy = !_isPosix && _cursor.Take('?');
            if (!_isPosix && _cursor.Take('+'))
            {
                _cursor.Refuse(
                    "possessive quantifiers are not supported: they cannot be matched in linear time");
            }

            node = new Node
            {
                Kind = NodeKind.Repeat, Parts = [node], Least = least, Most = most, IsLazy = isLazy,
            };
        }

        return node;
    }

    private bool Quantifier(out int least, out int most)
    {
        (least, most) = (char)_cursor.Peek switch
        {
            '*' => (0, Node.Unbounded),
            '+' => (1, Node.Unbounded),
            '?' => (0, 1),
            _ => (-1, -1),
        };
        if (least < 0)
        {
            return _cursor.Peek == '{' && Bounds(out least, out most);
        }

        _cursor.At++;
        return true;
    }

    /// <summary>
    /// <c>{2}</c>, <c>{2,}</c>, <c>{2,5}</c>; a brace that begins none of these stands for itself to Perl,
    /// and is an error to POSIX, which knows <c>{,5}</c> besides.
    /// </summary>
    private bool Bounds(out int least, out int most)
    {
        int start = _cursor.At++;
        int? first = _cursor.Number();
        bool hasComma = _cursor.Take(',');
        int? last = hasComma ? _cursor.Number() : first;
        bool isWhole = (first is not null || (_isPosix && last is not null)) && _cursor.Take('}');
        least = first ?? 0;
        most = last ?? Node.Unbounded;
        if (!isWhole)
        {
            _cursor.At = start;
            if (_isPosix)
            {
                _cursor.Refuse("a brace that begins no {} quantifier (write \\{)");
            }
        }
        else if (least > RepeatMax || most > RepeatMax)
        {
            _cursor.Refuse("number too big in {} quantifier");
        }
        else if (most != Node.Unbounded && most < least)
        {
            _cursor.Refuse("numbers out of order in {} quantifier");
        }

        return isWhole;
    }

    private Node Atom()
    {
        char next = (char)_cursor.Peek;
        if (next is '*' or '+' or '?' || (next == '{' && (_isPosix || Quantifier(out _, out _))))
        {
            return Unfounded(next);
        }

        _cursor.At++;
        switch (next)
        {
            case '(':
                return Parentheses();
            case '[':
                return Node.Of(new BracketReader(_cursor, _isPosix).Read(_ignoresCase));
            case '.':
                return Node.Of(ByteSet.All);
            case '^':
                return Node.Of(Edge.LineStart);
            case '$':
                return Node.Of(Edge.LineEnd);
            case '\\':
                return Escape();
            default:
                return Literal(ByteSet.Of((byte)next));
        }
    }

    /// <summary>A quantifier without anything before it: glibc passes over it, PCRE2 does not.</summary>
    private Node Unfounded(char quantifier)
    {
        if (!_isPosix || quantifier == '{')
        {
            _cursor.Refuse(NothingToRepeat);
        }
        else
        {
            _cursor.At++;
        }

        return Node.Nothing;
    }

    private Node Literal(ByteSet set) => Node.Of(_ignoresCase ? set.BothCases() : set);

    private Node Escape()
    {
        Edge? edge = (char)_cursor.Peek switch
        {
            'b' => Edge.WordEdge,
            'B' => Edge.NoWordEdge,
            '<' when _isPosix => Edge.WordStart,
            '>' when _isPosix => Edge.WordEnd,
            'A' when !_isPosix => Edge.LineStart,
            'z' or 'Z' when !_isPosix => Edge.LineEnd,
            _ => null,
        };
        if (edge is { } found)
        {
            _cursor.At++;
            return Node.Of(found);
        }

        return Literal(EscapeReader.Read(_cursor, _isPosix));
    }

    private Node Parentheses()
    {
        if (++_depth > DepthMax)
        {
            _cursor.Refuse("parentheses are too deeply nested");
            return Node.Nothing;
        }

        bool ignoredCase = _ignoresCase;
        int number = 0;
        bool isOnlyFlags = false;
        if (_cursor.Take('?'))
        {
            isOnlyFlags = Special(ref number);
        }
        else if (_cursor.Peek == '*' && !_isPosix)
        {
            _cursor.Refuse("(*VERB) not recognized or malformed");
        }
        else
        {
            number = ++Groups;
        }

        if (isOnlyFlags)
        {
            _depth--;
            return Node.Nothing; // they hold up to the end of the group around them
        }

        Node inner = Choice();
        _ignoresCase = ignoredCase;
        _depth--;
        if (!_cursor.Take(')'))
        {
            _cursor.Refuse("missing closing parenthesis");
        }

        return number == 0 ? inner : new Node { Kind = NodeKind.Group, Number = number, Parts = [inner] };
    }

    /// <summary>
    /// What follows <c>(?</c>: a group that does not remember, one with a name, or flags. True: the group was
    /// nothing but flags, and has been read.
    /// </summary>
    private bool Special(ref int number)
    {
        if (_cursor.Take(':'))
        {
            return false;
        }

        if (_cursor.Take('#'))
        {
            if (_cursor.Until(")"u8) is null)
            {
                _cursor.Refuse("missing ) after (?# comment");
            }

            return true;
        }

        if (_cursor.Peek is (byte)'=' or (byte)'!' or (byte)'>' or (byte)'|'
            || _cursor.Take("<="u8) || _cursor.Take("<!"u8))
        {
            _cursor.Refuse(
                "look-around and atomic groups are not supported: they cannot be matched in linear time");
            return false;
        }

        if (_cursor.Take("P<"u8) || _cursor.Take('<') || _cursor.Take('\''))
        {
            number = ++Groups;
            Name();
            return false;
        }

        return Flags();
    }

    private void Name()
    {
        int start = _cursor.At;
        while (ByteSet.Word.Has(_cursor.Peek))
        {
            _cursor.At++;
        }

        if (_cursor.At == start)
        {
            _cursor.Refuse("subpattern name expected");
        }
        else if (!_cursor.Take('>') && !_cursor.Take('\''))
        {
            _cursor.Refuse("syntax error in subpattern name (missing terminator?)");
        }
    }

    /// <summary>Only that of case says something about a line; <c>s</c> and <c>m</c> are of lines.</summary>
    private bool Flags()
    {
        bool isOn = true;
        while (_cursor.Fault is null && !_cursor.IsAtEnd)
        {
            switch ((char)_cursor.Next())
            {
                case 'i':
                    _ignoresCase = isOn;
                    break;
                case 's' or 'm':
                    break;
                case '-':
                    isOn = false;
                    break;
                case ')':
                    return true;
                case ':':
                    return false;
                default:
                    _cursor.At--;
                    _cursor.Refuse("unrecognized character after (? or (?-");
                    break;
            }
        }

        _cursor.Refuse("missing closing parenthesis");
        return false;
    }
}
