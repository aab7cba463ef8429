using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Weir.Tests.Tidy.Source;

namespace Weir.Tests.Tidy.Words;

/// <summary>
/// What a page names: in its reading list, every column that holds nothing but capitalised names; anywhere, a
/// capitalised name in backquotes. Each has to be a type, a member, a file or a folder of the source.
/// </summary>
internal static partial class ReadmeNames
{
    public static readonly Rule Rule = new(
        "readme-names",
        "every name in a README.md exists in the source",
        Check,
        [new("src/Ground/README.md", "Read in this order:\n  Clock   what time it is   Gone    nothing\n"),
            new("src/Ground/Time/Clock.cs", "class Clock { }")],
        [
            new(
                "src/Ground/README.md",
                "Read in this order:\n  Time  Clock, Tick   what time it is\n`Clock.Now` says it.\n"),
            new("src/Ground/Time/Clock.cs", "enum Tick { } class Clock { int Now; }")]);

    private static IEnumerable<Violation> Check(SourceTree tree)
    {
        HashSet<string> known = Known(tree);
        return
            from page in tree.Files
            where page.FileName == "README.md"
            from named in InList(page).Concat(InQuotes(page))
            where named.Name.Split('.', '/').Any(
                part => !known.Contains(part) && !known.Contains(part + "Attribute"))
            select page.Breaks(named.Line, $"{named.Name} does not exist");
    }

    private static HashSet<string> Known(SourceTree tree)
    {
        HashSet<string> known = [.. tree.Files.SelectMany(file => file.Path.Split('/', '.'))];
        foreach (SourceFile file in tree.CSharp)
        {
            foreach (MemberDeclarationSyntax member in file.All<MemberDeclarationSyntax>())
            {
                known.UnionWith(NamesOf(member));
            }
        }

        return known;
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) => member switch
    {
        EnumMemberDeclarationSyntax row => [row.Identifier.Text],
        BaseFieldDeclarationSyntax field =>
            field.Declaration.Variables.Select(variable => variable.Identifier.Text),
        RecordDeclarationSyntax { ParameterList: { } content } record =>
            content.Parameters.Select(parameter => parameter.Identifier.Text).Append(record.Identifier.Text),
        _ => [Functions.NameOf(member)],
    };

    private static IEnumerable<(string Name, int Line)> InList(SourceFile page)
    {
        bool inside = false;
        for (int at = 0; at < page.Lines.Length; at++)
        {
            string line = page.Lines[at];
            inside = line.StartsWith("Read in this order", StringComparison.Ordinal)
                || (inside && line.StartsWith("  ", StringComparison.Ordinal));
            if (!inside || !line.StartsWith("  ", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (string column in Gap().Split(line).Where(column => Names().IsMatch(column)))
            {
                foreach (string name in column.Split(", "))
                {
                    yield return (name.Replace(".*", "", StringComparison.Ordinal), at + 1);
                }
            }
        }
    }

    private static IEnumerable<(string Name, int Line)> InQuotes(SourceFile page) =>
        from quote in Quoted().Matches(page.Text)
        select (quote.Groups[1].Value, page.LineOf(quote.Index));

    [GeneratedRegex(" {2,}")]
    private static partial Regex Gap();

    [GeneratedRegex(
        "^[A-Z][A-Za-z0-9]*([./][A-Z*][A-Za-z0-9]*)*(, [A-Z][A-Za-z0-9]*([./][A-Z*][A-Za-z0-9]*)*)*$")]
    private static partial Regex Names();

    [GeneratedRegex("`\\[?([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*(\\.[A-Z][A-Za-z0-9]*)*)(\\(.*?\\))?\\]?`")]
    private static partial Regex Quoted();
}
