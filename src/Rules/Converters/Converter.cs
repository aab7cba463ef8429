using System;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Converters;

/// <summary>One way to make another value of a sample: a row.</summary>
/// <param name="name">The word.</param>
/// <param name="from">What it takes; a sample of another type is made that first.</param>
/// <param name="to">What it makes.</param>
/// <param name="doc">What it makes, in a sentence.</param>
/// <param name="convert">Makes it.</param>
internal sealed class Converter(
    string name, SampleType from, SampleType to, string doc, ConvertCode convert)
{
    public string Name { get; } = name;

    public SampleType From { get; } = from;

    public SampleType To { get; } = to;

    /// <summary>A fetch with it, as written in a line that is accepted.</summary>
    public string Example { get; init; } = "path," + name;

    public string Doc { get; } = doc;

    public ConvertCode Convert { get; } = convert;

    public ArgumentKind[] Arguments { get; init; } = [];

    /// <summary>How many of the arguments must be there.</summary>
    public int Required { get; init; }

    /// <summary>Looks at arguments when a line is read; what is wrong with them, or null.</summary>
    public Func<Arguments, string?>? Check { get; init; }
}
