using System;
using Weir.Ground.Check;

namespace Weir.Rules.Balance;

/// <summary>What a set of weights adds up to, and what divides them all (0 for an empty set).</summary>
internal readonly record struct WeightSum(int Sum, int Divisor)
{
    public static WeightSum Of(ReadOnlySpan<int> weights)
    {
        int sum = 0;
        int divisor = 0;
        foreach (int weight in weights)
        {
            Must.Hold(weight > 0);
            sum = checked(sum + weight);
            divisor = CommonDivisor(divisor, weight);
        }

        return new WeightSum(sum, divisor);
    }

    private static int CommonDivisor(int a, int b)
    {
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a;
    }
}
