using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>
/// The lines of a head as the classic words see them: the request or status line first, then the fields as
/// they came, each without its line end.
/// </summary>
internal readonly ref struct MessageLines
{
    /// <summary>CR LF: what came otherwise was put right before rules see it.</summary>
    public const int LineEnd = 2;

    private readonly ReadOnlySpan<byte> _head;
    private readonly ReadOnlySpan<Field> _fields;
    private readonly int _start;
    private readonly int _end;

    public MessageLines(in RuleMessage message)
    {
        _head = message.Head;
        _fields = message.Fields;
        bool isRequest = message.Kind == MessageKind.Request;
        _start = isRequest ? message.Request.Start : 0;
        _end = isRequest ? message.Request.LineEnd : message.Response.LineEnd;
    }

    public int Count => _fields.Length + 1;

    public ReadOnlySpan<byte> this[int line] => _head[StartOf(line)..EndOf(line)];

    public int StartOf(int line) => line == 0 ? _start : _fields[line - 1].Start;

    public int EndOf(int line) => (line == 0 ? _end + LineEnd : _fields[line - 1].End) - LineEnd;

    /// <summary>The first line from <paramref name="from"/> on that matches; -1: none.</summary>
    public int Find(RegularExpression search, int from)
    {
        for (int line = from; line < Count; line++)
        {
            if (search.IsMatch(this[line]))
            {
                return line;
            }
        }

        return -1;
    }

    /// <summary>The same, and what its groups are.</summary>
    public int Find(RegularExpression search, int from, Span<Capture> captures)
    {
        for (int line = from; line < Count; line++)
        {
            if (search.Match(this[line], captures))
            {
                return line;
            }
        }

        return -1;
    }
}
