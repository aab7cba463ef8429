using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Binds;
using Weir.Model.Plan;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Keywords.Servers;

/// <summary>Where connections to servers come from: <c>source</c> of a section and of a server.</summary>
internal static class SourceKeywords
{
    private const string ForeignMissing =
        "'usesrc' expects <addr>[:<port>], 'client', or 'clientip' as argument.";

    private const string Missing =
        "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface' <name>.";

    public static readonly ProxyKeyword[] Table =
    [
        new("source", Sections.Service,
            "<address>[:<port>] [usesrc { <address>[:<port>] | client | clientip | hdr_ip(<name>[,<n>]) }] "
            + "[interface <device>]",
            Default: "the system's choice",
            Example: "source 0.0.0.0 usesrc clientip",
            Doc: "The address from which servers are connected to and checked.",
            Apply: static (line, proxy) => proxy.Source = OfSection(line, proxy)),
    ];

    public static readonly ServerWord[] Words =
    [
        new("source", "<address>[:<port>[-<last>]] [usesrc ...] [interface <device>]",
            Default: "the section's 'source'",
            Example: "source 127.0.0.1",
            Doc: "The address from which the server is connected to and checked, from these ports if given.",
            Apply: static (line, server) =>
                server.Source = Read(line, server.Proxy, AddressForm.RangeAllowed)),
    ];

    private static SourceDraft? OfSection(Line line, ProxyDraft proxy)
    {
        SourceDraft? source = Read(line, proxy, AddressForm.None);
        if (!line.HasFailed && line.Left > 0)
        {
            line.Unknown(line.Peek, "'source' only supports optional keywords 'interface' and 'usesrc'.",
                ["interface", "usesrc"]);
        }

        return source;
    }

    private static SourceDraft? Read(Line line, ProxyDraft proxy, AddressForm form)
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
            return null;
        }

        SourceDraft source = new(range.Value, null, null);
        while (!line.HasFailed && line.Peek is "interface" or "usesrc")
        {
            source = line.Take("interface")
                ? source with { Device = BindWords.Device(line, "'source' : missing interface name.") }
                : source with { Foreign = Foreign(line, proxy) };
        }

        return line.HasFailed ? null : source;
    }

    private static ForeignSource? Foreign(Line line, ProxyDraft proxy)
    {
        line.Take("usesrc");
        string word = line.Word(ForeignMissing);
        switch (word)
        {
            case "" or "client" or "clientip": // "": it has been told
                return new ForeignSource(
                    word == "client" ? ForeignSourceKind.Client : ForeignSourceKind.ClientAddress);
            case var _ when word.StartsWith("hdr_ip(", StringComparison.Ordinal) && word.EndsWith(')'):
                return OfField(line, word);
        }

        AddressRange? address = AddressText.Read(word, AddressForm.None, proxy.Resolve, out string fault);
        if (address is null)
        {
            line.Error(word, $"'usesrc {word}' : {fault}");
        }

        return new ForeignSource(ForeignSourceKind.Written, address?.First ?? default);
    }

    /// <summary><c>hdr_ip(name[,occurrence])</c>; 0 is no occurrence: the feature is off then.</summary>
    private static ForeignSource? OfField(Line line, string word)
    {
        string[] parts = word["hdr_ip(".Length..^1].Split(',');
        int occurrence = -1;
        if (parts[0].Length == 0 || parts.Length > 2
            || (parts.Length == 2 && !int.TryParse(parts[1], out occurrence)))
        {
            line.Error(word, $"'usesrc' : '{word}' is not hdr_ip(<name>[,<occurrence>]).");
        }

        byte[] name = ByteText.ToBytes(parts[0]);
        return occurrence == 0 ? null : new ForeignSource(ForeignSourceKind.Field, default, name, occurrence);
    }
}
