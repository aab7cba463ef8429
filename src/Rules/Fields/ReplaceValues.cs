using System;
using System.Text;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Rewriting;
using Weir.Wire.Http1;

namespace Weir.Rules.Fields;

/// <summary>
/// <c>replace-header</c>: the whole value of each field of a name that matches becomes something else.
/// </summary>
internal sealed class ReplaceValues(byte[] name, RegularExpression search, Replacement replacement) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        Span<Capture> room = stackalloc Capture[RegularExpression.GroupsMax + 1];
        Span<Capture> captures = room[..replacement.Captures];
        ReadOnlySpan<byte> head = context.Message.Head;
        HeadWriter writer = new(head, context.Message.Draft);
        writer.SkipTo(new MessageLines(in context.Message).StartOf(0));
        bool found = false;
        foreach (ref readonly Field field in context.Message.Fields)
        {
            ReadOnlySpan<byte> value = field.ValueIn(head);
            if (Ascii.EqualsIgnoreCase(field.NameIn(head), name) && search.Match(value, captures))
            {
                writer.CopyTo(field.ValueStart);
                replacement.Write(ref writer, value, captures);
                writer.SkipTo(field.ValueStart + field.ValueLength);
                found = true;
            }
        }

        if (!found)
        {
            return Verdict.GoOn;
        }

        writer.CopyTo(head.Length);
        return NewHead.Adopt(ref context, in writer);
    }
}
