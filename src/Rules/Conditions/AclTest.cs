using Weir.Model.Contracts.Rules;
using Weir.Rules.Patterns;
using Weir.Rules.Samples;

namespace Weir.Rules.Conditions;

/// <summary>
/// One line of an <c>acl</c>: a sample, how it is matched, and with what. Several values are tried one by
/// one; one that cannot be had, or not as what is matched, does not match.
/// </summary>
internal sealed class AclTest(SampleExpression sample, MatchMethod method, PatternSet patterns) : ICondition
{
    private readonly SampleType? _input = method.Input;

    public SampleExpression Sample { get; } = sample;

    public Truth Holds(ref RuleContext context)
    {
        Sample value = default;
        do
        {
            if (!Sample.Read(ref context, ref value))
            {
                break;
            }

            bool isReady = _input is not { } input || Casts.To(input, ref context, ref value);
            if (isReady && patterns.Matches(in value))
            {
                return Truth.Yes;
            }
        }
        while (value.Next != 0);

        return value.MayChange ? Truth.Unknown : Truth.No;
    }
}
