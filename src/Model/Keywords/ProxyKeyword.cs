using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>A row of the proxy sections and their defaults.</summary>
internal sealed record ProxyKeyword(
    string Name, Sections In, string Arguments, string Default, string Example, string Doc,
    Action<Line, ProxyDraft> Apply)
    : Keyword(Name, In, Arguments, Default, Example, Doc);
