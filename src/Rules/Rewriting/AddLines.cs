using System;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary><c>reqadd</c>, <c>rspadd</c>: lines behind all others.</summary>
internal sealed class AddLines(byte[] text) : IAction
{
    private byte[] _text = text;

    /// <summary>Another line, while the configuration is read: so the head is written once for all.</summary>
    public void Append(byte[] text) => _text = [.. _text, .. text];

    public Verdict Act(ref RuleContext context)
    {
        ReadOnlySpan<byte> head = context.Message.Head;
        bool isRequest = context.Message.Kind == MessageKind.Request;
        HeadWriter writer = new(head, context.Message.Draft);
        writer.SkipTo(isRequest ? context.Message.Request.Start : 0);
        writer.CopyTo(isRequest ? context.Message.Request.FieldsEnd : context.Message.Response.FieldsEnd);
        writer.Add(_text);
        writer.CopyTo(head.Length);
        return NewHead.Adopt(ref context, in writer);
    }
}
