using System;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>Numbers and truth values of others. What becomes too large is the greatest there is.</summary>
internal static class NumberConverters
{
    public static readonly Converter[] Rows =
    [
        Operation("add", "The sum with another number.",
            Sum),
        Operation("and", "The bits that are set in both numbers.",
            static (one, other) => one & other),
        new("bool", SampleType.Integer, SampleType.Boolean,
            "False for 0, true for everything else.",
            static (ref _, _, ref sample) => Truth(ref sample, sample.Number != 0)),
        new("cpl", SampleType.Integer, SampleType.Integer,
            "The number with all bits the other way.",
            static (ref _, _, ref sample) => Number(ref sample, ~sample.Number)),
        Operation("div", "How often another number goes into it; by 0 the greatest there is.",
            static (one, other) => other == 0 ? long.MaxValue : other == -1 ? Negative(one) : one / other),
        new("even", SampleType.Integer, SampleType.Boolean,
            "Whether it can be halved.",
            static (ref _, _, ref sample) => Truth(ref sample, (sample.Number & 1) == 0)),
        Operation("mod", "What remains after a division; by 0 nothing.",
            static (one, other) => other is 0 or -1 ? 0 : one % other),
        Operation("mul", "The product with another number.",
            Product),
        new("neg", SampleType.Integer, SampleType.Integer,
            "The number with the other sign.",
            static (ref _, _, ref sample) => Number(ref sample, Negative(sample.Number))),
        new("not", SampleType.Integer, SampleType.Boolean,
            "True for 0, false for everything else.",
            static (ref _, _, ref sample) => Truth(ref sample, sample.Number == 0)),
        new("odd", SampleType.Integer, SampleType.Boolean,
            "Whether it cannot be halved.",
            static (ref _, _, ref sample) => Truth(ref sample, (sample.Number & 1) != 0)),
        Operation("or", "The bits that are set in one number at least.",
            static (one, other) => one | other),
        Operation("sub", "What remains when another number is taken away.",
            Difference),
        Operation("xor", "The bits that are set in one number alone.",
            static (one, other) => one ^ other),
    ];

    private static Converter Operation(string name, string doc, Func<long, long, long> code) =>
        new(name, SampleType.Integer, SampleType.Integer, doc,
            (ref _, arguments, ref sample) => Number(ref sample, code(sample.Number, arguments.Number)))
        { Example = $"path,{name}(1)", Arguments = [ArgumentKind.Number], Required = 1 };

    private static long Sum(long one, long other)
    {
        long sum = unchecked(one + other);
        return ((one ^ sum) & (other ^ sum)) >= 0 ? sum : Extreme(one);
    }

    private static long Difference(long one, long other)
    {
        long difference = unchecked(one - other);
        return ((one ^ other) & (one ^ difference)) >= 0 ? difference : Extreme(one);
    }

    private static long Product(long one, long other)
    {
        long high = Math.BigMul(one, other, out long low);
        return high == low >> 63 ? low : Extreme(one ^ other);
    }

    private static long Negative(long value) => value == long.MinValue ? long.MaxValue : -value;

    /// <summary>The number farthest from 0 on one side of it.</summary>
    private static long Extreme(long side) => side < 0 ? long.MinValue : long.MaxValue;

    private static bool Number(ref Sample sample, long value)
    {
        sample.SetInteger(value);
        return true;
    }

    private static bool Truth(ref Sample sample, bool value)
    {
        sample.SetBoolean(value);
        return true;
    }
}
