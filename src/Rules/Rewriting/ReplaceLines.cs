using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>
/// <c>reqrep</c>, <c>rsprep</c>: each line that matches is replaced as a whole. A field of which nothing is
/// left is gone with its line.
/// </summary>
internal sealed class ReplaceLines(RegularExpression search, Replacement replacement) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        Span<Capture> room = stackalloc Capture[RegularExpression.GroupsMax + 1];
        Span<Capture> captures = room[..replacement.Captures];
        MessageLines lines = new(in context.Message);
        int line = lines.Find(search, 0, captures);
        if (line < 0)
        {
            return Verdict.GoOn;
        }

        ReadOnlySpan<byte> head = context.Message.Head;
        HeadWriter writer = new(head, context.Message.Draft);
        writer.SkipTo(lines.StartOf(0));
        while (line >= 0)
        {
            writer.CopyTo(lines.StartOf(line));
            int before = writer.Written;
            replacement.Write(ref writer, lines[line], captures);
            bool isGone = writer.Written == before && line > 0;
            writer.SkipTo(lines.EndOf(line) + (isGone ? MessageLines.LineEnd : 0));
            line = lines.Find(search, line + 1, captures);
        }

        writer.CopyTo(head.Length);
        return NewHead.Adopt(ref context, in writer);
    }
}
