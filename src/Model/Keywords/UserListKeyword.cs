using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>A row of the <c>userlist</c> section.</summary>
internal sealed record UserListKeyword(
    string Name, string Arguments, string Example, string Doc, Action<Line, UserListDraft> Apply)
    : Keyword(Name, Sections.UserList, Arguments, "", Example, Doc);
