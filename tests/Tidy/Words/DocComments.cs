using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Words;

/// <summary>Takes a tag's text apart and asks whether one word is left that the name did not say
/// already.</summary>
internal static class DocComments
{
    private static readonly HashSet<string> Filler =
    [
        "a", "an", "and", "be", "class", "constructor", "create", "enum", "for", "from", "get", "given",
        "has", "if", "in", "indicate", "indicating", "initialize", "instance", "interface", "is", "it",
        "method", "new", "of", "or", "represent", "return", "set", "specified", "struct", "that", "the",
        "this", "to", "true", "type", "value", "whether", "with",
    ];

    public static readonly Rule Rule = new(
        "doc-comments",
        "a doc tag that only respells its name is deleted",
        Check,
        [new("src/Ground/Time/Clock.cs", "/// <summary>A clock.</summary>\nclass Clock { }"),
            new(
                "src/Ground/Time/B.cs",
                "class B { /// <param name=\"port\">The port.</param>\nvoid Dial(int port) { } }")],
        [
            new(
                "src/Ground/Time/Clock.cs",
                "/// <summary>A clock that never goes back.</summary>\nclass Clock { }")]);

    private static IEnumerable<Violation> Check(SourceTree tree) =>
        from file in tree.CSharp
        from trivia in file.Root.DescendantTrivia()
        where trivia.HasStructure && trivia.GetStructure() is DocumentationCommentTriviaSyntax
        let named = Named(trivia.Token.Parent!)
        from tag in trivia.GetStructure()!.DescendantNodes().OfType<XmlElementSyntax>()
        where tag.Parent is DocumentationCommentTriviaSyntax
        where Said(tag).All(word => named.Contains(word) || ParameterOf(tag).Contains(word))
        select file.Breaks(tag, "", tag.ToString().Split('\n')[0]);

    /// <summary>The words that the reader has just read or is about to: the member's, its types' and its
    /// parameters'.</summary>
    private static HashSet<string> Named(SyntaxNode documented)
    {
        SyntaxNode? member =
            documented.AncestorsAndSelf().FirstOrDefault(node => node is MemberDeclarationSyntax);
        if (member == null)
        {
            return [];
        }

        IEnumerable<string> names = member.DescendantTokens(
            node => node is not BlockSyntax and not TypeDeclarationSyntax || node == member)
            .TakeWhile(token => token.Text is not ("{" or "=>" or "="))
            .Select(token => token.Text)
            .Append(Functions.NameOf(member))
            .Concat(member.Ancestors().OfType<BaseTypeDeclarationSyntax>().Take(1).Select(Functions.NameOf));
        return [.. names.SelectMany(NameWords.Of).Select(Singular)];
    }

    private static IEnumerable<string> ParameterOf(XmlElementSyntax tag) =>
        tag.StartTag.Attributes.OfType<XmlNameAttributeSyntax>()
            .SelectMany(name => NameWords.Of(name.Identifier.ToString())).Select(Singular);

    private static IEnumerable<string> Said(XmlElementSyntax tag) =>
        tag.Content.ToString().Replace("///", "", System.StringComparison.Ordinal)
            .Split(' ', '\n').SelectMany(NameWords.Of).Select(Singular).Where(word => !Filler.Contains(word));

    private static string Singular(string word) => word.Length > 3 && word[^1] == 's' ? word[..^1] : word;
}
