using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>
/// <c>reqdel</c>, <c>rspdel</c>: fields whose line matches are left out. Without its first line a message
/// would be none: that one stays.
/// </summary>
internal sealed class DeleteLines(RegularExpression search) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        MessageLines lines = new(in context.Message);
        int line = lines.Find(search, 1);
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
            writer.SkipTo(lines.EndOf(line) + MessageLines.LineEnd);
            line = lines.Find(search, line + 1);
        }

        writer.CopyTo(head.Length);
        return NewHead.Adopt(ref context, in writer);
    }
}
