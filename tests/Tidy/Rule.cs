using System;
using System.Collections.Generic;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy;

/// <summary>A file that stands for a whole tree in a rule's own test.</summary>
internal sealed record Sample(string Path, string Text);

/// <summary>One rule of how this house is built: a row of <see cref="RuleTable"/>.</summary>
/// <param name="Name">The word by which Exemptions.txt names it.</param>
/// <param name="Says">The rule in a sentence; it ends every message.</param>
/// <param name="Check">Every place that breaks it.</param>
/// <param name="Bad">A tree that breaks it: a rule that finds nothing here finds nothing at all.</param>
/// <param name="Good">The nearest tree that keeps it.</param>
internal sealed record Rule(
    string Name, string Says, Func<SourceTree, IEnumerable<Violation>> Check, Sample[] Bad, Sample[] Good);
