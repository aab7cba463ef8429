using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Shape;

/// <summary>
/// `var` passes where the line names a type: new, a cast, a type argument, a member of a type
/// (Instant.Never). What has no name of its own, an anonymous type or the rows of a query, passes too.
/// </summary>
internal static class VarShowsItsType
{
    public static readonly Rule Rule = new(
        "var",
        "`var` only where the line shows the type",
        Check,
        [
            new(
                "src/Ground/Time/A.cs",
                "class A { void M() { var x = Next(); foreach (var y in z) { } G(out var q); } }")],
        [
            new(
                "src/Ground/Time/A.cs",
                "class A { void M() { var x = new B(); var y = (int)z; var w = Make<B>(); } }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from type in file.All<IdentifierNameSyntax>()
        where type.IsVar && !Shows(type.Parent!)
        select file.Breaks(type, Functions.NameOf(type), type.Parent!.ToString().Split('\n')[0]);

    private static bool Shows(SyntaxNode use) => use switch
    {
        VariableDeclarationSyntax declaration => declaration.Variables.All(
            variable => variable.Initializer == null || NamesType(variable.Initializer.Value)),
        DeclarationExpressionSyntax expression =>
            expression.Designation is ParenthesizedVariableDesignationSyntax,
        ForEachStatementSyntax => false,
        _ => true,
    };

    private static bool NamesType(ExpressionSyntax value) => value switch
    {
        BaseObjectCreationExpressionSyntax or ArrayCreationExpressionSyntax or CastExpressionSyntax => true,
        AnonymousObjectCreationExpressionSyntax or QueryExpressionSyntax or DefaultExpressionSyntax => true,
        StackAllocArrayCreationExpressionSyntax => true,
        BinaryExpressionSyntax binary => binary.IsKind(SyntaxKind.AsExpression),
        AwaitExpressionSyntax wait => NamesType(wait.Expression),
        PostfixUnaryExpressionSyntax postfix => NamesType(postfix.Operand),
        InvocationExpressionSyntax call => NamesType(call.Expression),
        GenericNameSyntax => true,
        MemberAccessExpressionSyntax access =>
            NamesType(access.Name) || IsTypeName(access.Expression) || NamesType(access.Expression),
        _ => false,
    };

    private static bool IsTypeName(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => char.IsUpper(name.Identifier.Text[0]),
        MemberAccessExpressionSyntax access =>
            IsTypeName(access.Expression) && char.IsUpper(access.Name.Identifier.Text[0]),
        _ => false,
    };
}
