using Weir.Model.Contracts.Rules;
using Weir.Wire.Http1;

namespace Weir.Rules.Rewriting;

/// <summary>What becomes of a message whose head a rule has written anew.</summary>
internal static class NewHead
{
    /// <summary>
    /// It goes on with that head. One that did not fit, or is none any more, is refused: a request as if it
    /// had come so, a response as if its server had sent nothing.
    /// </summary>
    public static Verdict Adopt(ref RuleContext context, in HeadWriter written)
    {
        bool isRequest = context.Message.Kind == MessageKind.Request;
        return !written.Overflowed && context.Message.Replace(written.Written) ? Verdict.GoOn
            : Verdict.Deny(isRequest ? 400 : 502);
    }
}
