using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
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
        new("option allbackups", Sections.Service, "", Default: "off", Example: "option allbackups",
            Doc: "Shares the load among all backup servers instead of using the first one only.",
            Apply: static (line, proxy) => proxy.AllBackups = !line.IsNegated)
        { CanNegate = true },
        new("option forwardfor", Sections.AnyProxy, "", Default: "off", Example: "option forwardfor",
            Doc: "Adds X-Forwarded-For with the client's address to requests.",
            Apply: static (line, proxy) => proxy.ForwardFor = AddsAddress(line)),
        new("option http-keep-alive", Sections.AnyProxy, "", Default: "on", Example: "option http-keep-alive",
            Doc: "Keeps connections open on both sides.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.KeepAlive))
        { CanNegate = true },
        new("option http-server-close", Sections.AnyProxy, "", Default: "off",
            Example: "option http-server-close",
            Doc: "Closes the server side after each exchange and keeps the client side open.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.ServerClose))
        { CanNegate = true },
        new("option httpclose", Sections.AnyProxy, "", Default: "off", Example: "option httpclose",
            Doc: "Closes both sides after each exchange.",
            Apply: static (line, proxy) => SetMode(line, proxy, ConnectionMode.Close))
        { CanNegate = true },
        new("option originalto", Sections.AnyProxy, "", Default: "off", Example: "option originalto",
            Doc: "Adds X-Original-To with the address that the client connected to to requests.",
            Apply: static (line, proxy) => proxy.OriginalTo = AddsAddress(line)),
        new("option persist", Sections.Service, "", Default: "off", Example: "option persist",
            Doc: "Sends a client to its cookie's server even when that is down.",
            Apply: static (line, proxy) => proxy.Persist = !line.IsNegated)
        { CanNegate = true },
        new("option redispatch", Sections.Service, "", Default: "off", Example: "option redispatch",
            Doc: "Sends a request elsewhere when its server cannot be reached.",
            Apply: static (line, proxy) => Redispatch(line, proxy))
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

    private static bool AddsAddress(Line line)
    {
        if (line.Peek is "except" or "header" or "if-none")
        {
            line.Error(line.Peek, NotYet.Message($"{line.Name} {line.Peek}"));
        }
        else if (line.Left > 0)
        {
            line.Unknown(line.Peek,
                $"'{line.Name}' only supports optional values: 'except', 'header' and 'if-none'.",
                ["except", "header", "if-none"]);
        }

        return !line.HasFailed;
    }

    private static void Redispatch(Line line, ProxyDraft proxy)
    {
        if (line.Left > 0)
        {
            line.Error(line.Peek, NotYet.Message("option redispatch <interval>"),
                "Without it the last attempt goes to another server.");
        }

        proxy.Redispatch = !line.IsNegated;
    }
}
