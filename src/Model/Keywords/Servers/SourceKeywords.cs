using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords.Servers;

/// <summary>Where connections to servers come from: <c>source</c> of a section and of a server.</summary>
internal static class SourceKeywords
{
    private const string Missing =
        "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface' <name>.";

    public static readonly ProxyKeyword[] Table =
    [
        new("source", Sections.Service, "<address>[:<port>]", Default: "the system's choice",
            Example: "source 127.0.0.1",
            Doc: "The address from which servers are connected to and checked.",
            Apply: static (line, proxy) => proxy.Source = OfSection(line, proxy)),
    ];

    public static readonly ServerWord[] Words =
    [
        new("source", "<address>[:<port>[-<last>]]", Default: "the section's 'source'",
            Example: "source 127.0.0.1",
            Doc: "The address from which the server is connected to and checked, from these ports if given.",
            Apply: static (line, server) =>
                server.Source = Read(line, server.Proxy, AddressForm.RangeAllowed)),
    ];

    private static IpEndpoint? OfSection(Line line, ProxyDraft proxy)
    {
        IpEndpoint? source = Read(line, proxy, AddressForm.None)?.First;
        if (!line.HasFailed && line.Left > 0)
        {
            line.Unknown(line.Peek, "'source' only supports optional keywords 'interface' and 'usesrc'.",
                ["interface", "usesrc"]);
        }

        return source;
    }

    /// <summary>The address; what would need rights over the network is refused by name.</summary>
    private static AddressRange? Read(Line line, ProxyDraft proxy, AddressForm form)
    {
        string word = line.Word(Missing);
        if (line.HasFailed)
        {
            return null;
        }

        AddressRange? range = AddressText.Read(word, form, proxy.Resolve, out string fault);
        if (range is null)
        {
            line.Error(word, $"'source {word}' : {fault}");
        }
        else if (line.Peek is "interface" or "usesrc")
        {
            string more = line.Next()!;
            line.Error(more, NotYet.Message($"source <addr> {more}"));
            line.Next(); // its argument, which is no word of the server line
        }

        return range;
    }
}
