using System;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Patterns;

/// <summary>One way of matching samples with patterns: a row.</summary>
/// <param name="name">What follows <c>-m</c>.</param>
/// <param name="input">What it takes; other samples are made that first. Null: whatever it is.</param>
/// <param name="doc">When it matches, in a sentence.</param>
/// <param name="build">Makes the set; null after a fault (<see cref="PatternList.Fault"/>).</param>
internal sealed class MatchMethod(
    string name, SampleType? input, string doc, Func<PatternList, PatternSet?> build)
{
    public string Name { get; } = name;

    public SampleType? Input { get; } = input;

    public string Doc { get; } = doc;

    public Func<PatternList, PatternSet?> Build { get; } = build;

    /// <summary>It matches without patterns.</summary>
    public bool NeedsNone { get; init; }
}
