using Weir.Language.Keywords;

namespace Weir.Model.Draft;

/// <summary>What a kind of section is called, and where.</summary>
internal static class ProxyKinds
{
    /// <summary>The section as keyword rows name it.</summary>
    public static Sections Section(this ProxyKind kind) => kind switch
    {
        ProxyKind.Frontend => Sections.Frontend,
        ProxyKind.Listen => Sections.Listen,
        ProxyKind.Backend => Sections.Backend,
        _ => Sections.Defaults,
    };

    /// <summary>The word that opens the section.</summary>
    public static string Word(this ProxyKind kind) => kind switch
    {
        ProxyKind.Frontend => "frontend",
        ProxyKind.Listen => "listen",
        ProxyKind.Backend => "backend",
        _ => "defaults",
    };

    /// <summary>What HAProxy calls it in messages: a <c>listen</c> section is a "proxy".</summary>
    public static string Noun(this ProxyKind kind) => kind == ProxyKind.Listen ? "proxy" : kind.Word();
}
