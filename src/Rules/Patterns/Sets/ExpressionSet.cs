using System.Collections.Generic;
using Weir.Ground.Expressions;
using Weir.Language.Source;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns.Sets;

/// <summary>Regular expressions, one of which finds something in a text (<c>-m reg</c>).</summary>
internal sealed class ExpressionSet(RegularExpression[] expressions) : PatternSet
{
    private readonly RegularExpression[] _expressions = expressions;

    /// <summary>Expressions as today's HAProxy reads them; null after a fault.</summary>
    public static ExpressionSet? Of(PatternList list)
    {
        List<RegularExpression> expressions = [];
        foreach (Pattern pattern in list.Patterns)
        {
            ExpressionOptions options = pattern.IgnoresCase
                ? ExpressionOptions.IgnoreCase : ExpressionOptions.None;
            RegularExpression? expression = RegularExpression.Compile(
                ByteText.ToBytes(pattern.Text), options, out ExpressionFault? fault);
            if (expression is null)
            {
                list.Fail(pattern, $"regex '{pattern.Text}' is invalid (error={fault!.Message}, "
                    + $"erroffset={fault.Offset})");
                return null;
            }

            expressions.Add(expression);
        }

        return new ExpressionSet([.. expressions]);
    }

    public override bool Matches(in Sample sample)
    {
        foreach (RegularExpression expression in _expressions)
        {
            if (expression.IsMatch(sample.Bytes))
            {
                return true;
            }
        }

        return false;
    }
}
