using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords.Binds;

/// <summary>A word of the <c>bind</c> line.</summary>
internal sealed record BindWord(
    string Name, string Arguments, string Default, string Example, string Doc,
    Action<Line, BindDraft> Apply)
    : Keyword(Name, Sections.BindLine, Arguments, Default, Example, Doc);
