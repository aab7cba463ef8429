using System;
using Weir.Language.Keywords;

namespace Weir.Model.Contracts.RuleLines;

/// <summary>A row of a proxy section's keyword that adds rules, or what rules are made of.</summary>
public sealed record RuleKeyword(
    string Name, Sections In, string Arguments, string Default, string Example, string Doc,
    Action<Line, RuleSection> Apply)
    : Keyword(Name, In, Arguments, Default, Example, Doc);
