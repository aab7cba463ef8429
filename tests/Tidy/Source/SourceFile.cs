using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Weir.Tests.Tidy.Source;

/// <summary>One text file of the tree; C# is parsed when a rule first asks.</summary>
internal sealed class SourceFile
{
    private static readonly CSharpParseOptions Options =
        new(LanguageVersion.Preview, DocumentationMode.Parse, SourceCodeKind.Regular);

    private readonly Lazy<CompilationUnitSyntax> _root;

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Lines = text.Split('\n');
        _root = new Lazy<CompilationUnitSyntax>(() => SyntaxFactory.ParseCompilationUnit(Text, 0, Options));
    }

    public string Path { get; }

    public string Text { get; }

    /// <summary>The text's lines; the last one is empty when the text ends in a line feed.</summary>
    public string[] Lines { get; }

    public CompilationUnitSyntax Root => _root.Value;

    public bool IsCSharp => Path.EndsWith(".cs", StringComparison.Ordinal);

    /// <summary>The folder's path, empty at the root.</summary>
    public string Folder => Path.Contains('/') ? Path[..Path.LastIndexOf('/')] : "";

    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The file's name up to its first dot: Sys of Sys.Signals.cs.</summary>
    public string Stem => FileName.Split('.')[0];

    public int LineOf(SyntaxNode node) => LineOf(node.SpanStart);

    public int LineOf(int position) => 1 + Text.AsSpan(0, position).Count('\n');

    public IEnumerable<T> All<T>() where T : SyntaxNode => Root.DescendantNodes().OfType<T>();

    public Violation Breaks(SyntaxNode node, string symbol, string says) =>
        new(Path, LineOf(node), symbol, says);

    public Violation Breaks(int line, string says) => new(Path, line, "", says);
}
