using System;
using Weir.Ground.Expressions;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Rewriting;

/// <summary>
/// <c>reqdeny</c>, <c>reqtarpit</c>, <c>rspdeny</c>: refuses a message with a line that matches, unless a
/// rule before has allowed the message or lets that line pass.
/// </summary>
/// <param name="search">Which lines.</param>
/// <param name="verdict">How it is refused.</param>
/// <param name="passes">The rules before it that let lines pass.</param>
internal sealed class RefuseLines(RegularExpression search, Verdict verdict, PassLines[] passes) : IAction
{
    public Verdict Act(ref RuleContext context)
    {
        if (context.IsAllowed)
        {
            return Verdict.GoOn;
        }

        MessageLines lines = new(in context.Message);
        for (int line = lines.Find(search, 0); line >= 0; line = lines.Find(search, line + 1))
        {
            if (!Passes(ref context, lines[line]))
            {
                return verdict;
            }
        }

        return Verdict.GoOn;
    }

    private bool Passes(ref RuleContext context, scoped ReadOnlySpan<byte> line)
    {
        foreach (PassLines pass in passes)
        {
            if (pass.Passes(ref context, line))
            {
                return true;
            }
        }

        return false;
    }
}
