using Weir.Tests.Tidy.House;
using Weir.Tests.Tidy.Numbers;
using Weir.Tests.Tidy.Shape;
using Weir.Tests.Tidy.Words;

namespace Weir.Tests.Tidy;

/// <summary>Every rule, sorted by name.</summary>
internal static class RuleTable
{
    public static readonly Rule[] Rows =
    [
        DocComments.Rule,
        FileLength.Rule,
        FolderSize.Rule,
        ForbiddenNames.Rule,
        FunctionLength.Rule,
        KeywordOrder.Rule,
        LeanBinary.Rule,
        LineLength.Rule,
        MemberOrder.Rule,
        Namespaces.Rule,
        Nesting.Rule,
        NoLinqOrAsync.Rule,
        NoPartial.Rule,
        NoRegion.Rule,
        NoThis.Rule,
        OneType.Rule,
        Parameters.Rule,
        Readmes.Rule,
        ReadmeNames.Rule,
        References.Rule,
        Sealed.Rule,
        TopLevel.Rule,
        VarShowsItsType.Rule,
    ];
}
