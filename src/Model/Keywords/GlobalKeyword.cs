using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>A row of the <c>global</c> section.</summary>
internal sealed record GlobalKeyword(
    string Name, string Arguments, string Default, string Example, string Doc,
    Action<Line, GlobalDraft> Apply)
    : Keyword(Name, Sections.Global, Arguments, Default, Example, Doc);
