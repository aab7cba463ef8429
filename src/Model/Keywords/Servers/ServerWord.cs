using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords.Servers;

/// <summary>A word of the <c>server</c> line.</summary>
internal sealed record ServerWord(
    string Name, string Arguments, string Default, string Example, string Doc,
    Action<Line, ServerDraft> Apply)
    : Keyword(Name, Sections.ServerLine, Arguments, Default, Example, Doc);
