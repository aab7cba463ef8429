using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Rewriting;
using Weir.Wire.Http1;

namespace Weir.Rules.Fields;

/// <summary><c>replace-uri</c>: a request target that matches becomes another one.</summary>
internal sealed class ReplaceTarget(RegularExpression search, Replacement replacement) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        Span<Capture> room = stackalloc Capture[RegularExpression.GroupsMax + 1];
        Span<Capture> captures = room[..replacement.Captures];
        ReadOnlySpan<byte> target = context.Message.Target;
        if (!search.Match(target, captures))
        {
            return Verdict.GoOn;
        }

        ReadOnlySpan<byte> head = context.Message.Head;
        int start = context.Message.Request.TargetStart;
        HeadWriter writer = new(head, context.Message.Draft);
        writer.SkipTo(context.Message.Request.Start);
        writer.CopyTo(start);
        replacement.Write(ref writer, target, captures);
        writer.SkipTo(start + target.Length);
        writer.CopyTo(head.Length);
        return NewHead.Adopt(ref context, in writer);
    }
}
