using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords;

/// <summary>The <c>option</c> lines that work, except health checks.</summary>
internal static class OptionKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("option abortonclose", Sections.AnyProxy, "",
            Default: "on in HTTP mode, off in a section with its address on its first line",
            Example: "option abortonclose",
            Doc: "Drops a request whose client leaves before a server has it.",
            Apply: static (line, proxy) => proxy.AbortOnClose = !line.IsNegated)
        { CanNegate = true },
        new("option accept-invalid-http-request", Sections.Client, "", Default: "off",
            Example: "option accept-invalid-http-request",
            Doc: "Lets requests pass with bytes that must not stand in targets and in names of fields.",
            Apply: static (line, proxy) => proxy.TakesInvalidRequests = !line.IsNegated)
        { CanNegate = true },
        new("option accept-invalid-http-response", Sections.Service, "", Default: "off",
            Example: "option accept-invalid-http-response",
            Doc: "Lets responses pass with bytes that must not stand in names of fields.",
            Apply: static (line, proxy) => proxy.TakesInvalidResponses = !line.IsNegated)
        { CanNegate = true },
        new("option allbackups", Sections.Service, "", Default: "off", Example: "option allbackups",
            Doc: "Shares the load among all backup servers instead of using the first one only.",
            Apply: static (line, proxy) => proxy.AllBackups = !line.IsNegated)
        { CanNegate = true },
        new("option checkcache", Sections.Service, "", Default: "off", Example: "option checkcache",
            Doc: "Withholds responses with a cookie that caches could keep and give to others.",
            Apply: static (line, proxy) => proxy.ChecksCache = !line.IsNegated)
        { CanNegate = true },
        new("option contstats", Sections.Client, "", Default: "off", Example: "option contstats",
            Doc: "Counts bytes while they pass, not when all is over.",
            Apply: static (line, proxy) => proxy.CountsOnTheWay = !line.IsNegated)
        { CanNegate = true },
        new("option forwardfor", Sections.AnyProxy, "[except <network>] [header <name>] [if-none]",
            Default: "off", Example: "option forwardfor except 127.0.0.0/8",
            Doc: "Adds X-Forwarded-For, or the given field, with the client's address to requests.",
            Apply: static (line, proxy) =>
                proxy.ForwardFor = AddedAddressWords.Read(line, ["except", "header", "if-none"])),
        new("option http-ignore-probes", Sections.Client, "", Default: "off",
            Example: "option http-ignore-probes",
            Doc: "Clients that leave without a word are neither answered nor logged.",
            Apply: static (line, proxy) => proxy.IgnoresProbes = !line.IsNegated)
        { CanNegate = true },
        new("option http-keep-alive", Sections.AnyProxy, "", Default: "on", Example: "option http-keep-alive",
            Doc: "Keeps connections open on both sides.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.KeepAlive))
        { CanNegate = true },
        new("option http-pretend-keepalive", Sections.Service, "", Default: "off",
            Example: "option http-pretend-keepalive",
            Doc: "Does not tell servers that their connection will be closed.",
            Apply: static (line, proxy) => proxy.PretendsKeepAlive = !line.IsNegated)
        { CanNegate = true },
        new("option http-server-close", Sections.AnyProxy, "", Default: "off",
            Example: "option http-server-close",
            Doc: "Closes the server side after each exchange and keeps the client side open.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.ServerClose))
        { CanNegate = true },
        new("option http-use-proxy-header", Sections.Client, "", Default: "off",
            Example: "option http-use-proxy-header",
            Doc: "Reads and writes Proxy-Connection instead of Connection for requests to a proxy.",
            Apply: static (line, proxy) => proxy.UsesProxyField = !line.IsNegated)
        { CanNegate = true },
        new("option http_proxy", Sections.AnyProxy, "", Default: "off", Example: "option http_proxy",
            Doc: "Sends requests to the IPv4 address in their target, as a plain proxy does.",
            Apply: static (line, proxy) => proxy.GoesToTarget = !line.IsNegated)
        { Today = Spelling.Advised("Use 'http-request set-dst'."), CanNegate = true },
        new("option httpclose", Sections.AnyProxy, "", Default: "off", Example: "option httpclose",
            Doc: "Closes both sides after each exchange.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.Close))
        { CanNegate = true },
        new("option independent-streams", Sections.AnyProxy, "", Default: "off",
            Example: "option independent-streams",
            Doc: "What is sent to a peer does not put off its timeout for saying something.",
            Apply: static (line, proxy) => proxy.ReadsApart = !line.IsNegated)
        { CanNegate = true },
        new("option originalto", Sections.AnyProxy, "[except <network>] [header <name>]",
            Default: "off", Example: "option originalto except 10.0.0.1",
            Doc: "Adds X-Original-To, or the given field, with the address clients connected to.",
            Apply: static (line, proxy) =>
                proxy.OriginalTo = AddedAddressWords.Read(line, ["except", "header"])),
        new("option persist", Sections.Service, "", Default: "off", Example: "option persist",
            Doc: "Sends a client to its cookie's server even when that is down.",
            Apply: static (line, proxy) => proxy.Persist = !line.IsNegated)
        { CanNegate = true },
        new("option redispatch", Sections.Service, "[<interval>]", Default: "off",
            Example: "option redispatch 2",
            Doc: "Sends a request elsewhere when its server cannot be reached: at every so manieth retry, "
                + "or at the last but so many (-1, as without a number: at the last one).",
            Apply: static (line, proxy) => Redispatch(line, proxy))
        { CanNegate = true },
        new("option transparent", Sections.Service, "", Default: "off", Example: "option transparent",
            Doc: "Sends what no cookie has bound to the address that its client wanted to reach.",
            Apply: static (line, proxy) => proxy.IsTransparent = !line.IsNegated)
        { CanNegate = true },
    ];

    /// <summary>The last of the options on connections wins; a negation takes back only its own.</summary>
    internal static void SetMode(Line line, ProxyDraft proxy, ConnectionMode mode)
    {
        if (!line.IsNegated)
        {
            proxy.ConnectionMode = mode;
        }
        else if (proxy.ConnectionMode == mode)
        {
            proxy.ConnectionMode = null;
        }
    }

    private static void Redispatch(Line line, ProxyDraft proxy)
    {
        int interval = line.Left > 0 ? line.Integer(int.MinValue, int.MaxValue) : -1;
        proxy.Redispatch = line.IsNegated ? 0 : interval;
    }
}
