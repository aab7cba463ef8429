using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Tests.Tidy.Source;

/// <summary>Everything that has a body: methods, constructors, operators, accessors, local functions,
/// lambdas.</summary>
internal static class Functions
{
    public static IEnumerable<SyntaxNode> In(SourceFile file) =>
        file.Root.DescendantNodes().Where(node => BodyOf(node) != null);

    public static SyntaxNode? BodyOf(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => (SyntaxNode?)method.Body ?? method.ExpressionBody,
        LocalFunctionStatementSyntax local => (SyntaxNode?)local.Body ?? local.ExpressionBody,
        AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.Body ?? accessor.ExpressionBody,
        PropertyDeclarationSyntax property => property.ExpressionBody,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    /// <summary>Where the function begins to be read: its attributes and comments left out.</summary>
    public static int StartOf(SyntaxNode function)
    {
        SyntaxNode? attributes = function.ChildNodes().LastOrDefault(child => child is AttributeListSyntax);
        return attributes == null ? function.SpanStart : attributes.GetLastToken().GetNextToken().SpanStart;
    }

    /// <summary>The function's name, or that of what it lies in.</summary>
    public static string NameOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        DelegateDeclarationSyntax call => call.Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        VariableDeclaratorSyntax variable => variable.Identifier.Text,
        null => "",
        _ => function.Parent == null ? "" : NameOf(function.Parent),
    };
}
