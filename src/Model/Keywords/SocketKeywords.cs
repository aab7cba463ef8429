using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>What the kernel is asked for connections besides carrying bytes.</summary>
internal static class SocketKeywords
{
    private const string NoSplicing =
        "Accepted without effect: how bytes move within the kernel is not configured here.";

    public static readonly ProxyKeyword[] Table =
    [
        new("option clitcpka", Sections.Client, "", Default: "off", Example: "option clitcpka",
            Doc: "The kernel asks silent clients now and then whether they are still there.",
            Apply: static (line, proxy) => SetClients(line, proxy, SocketTraits.KeepAlive))
        { CanNegate = true },
        new("option http-no-delay", Sections.AnyProxy, "", Default: "on", Example: "option http-no-delay",
            Doc: "Nothing is held back to be sent together with more; it never is.",
            Apply: static (_, _) => { })
        { CanNegate = true },
        new("option nolinger", Sections.AnyProxy, "", Default: "off", Example: "option nolinger",
            Doc: "Connections are reset instead of closed: what was sent last may get lost.",
            Apply: static (line, proxy) => proxy.NeverLingers = !line.IsNegated)
        { CanNegate = true },
        new("option splice-auto", Sections.AnyProxy, "", Default: "", Example: "option splice-auto",
            Doc: NoSplicing, Apply: static (_, _) => { })
        { CanNegate = true },
        new("option splice-request", Sections.AnyProxy, "", Default: "", Example: "option splice-request",
            Doc: NoSplicing, Apply: static (_, _) => { })
        { CanNegate = true },
        new("option splice-response", Sections.AnyProxy, "", Default: "", Example: "option splice-response",
            Doc: NoSplicing, Apply: static (_, _) => { })
        { CanNegate = true },
        new("option srvtcpka", Sections.Service, "", Default: "off", Example: "option srvtcpka",
            Doc: "The kernel asks silent servers now and then whether they are still there.",
            Apply: static (line, proxy) => SetServers(line, proxy, SocketTraits.KeepAlive))
        { CanNegate = true },
        new("option tcp-smart-accept", Sections.Client, "", Default: "off",
            Example: "option tcp-smart-accept",
            Doc: "A client's first bytes are acknowledged together with the answer, if that comes soon.",
            Apply: static (line, proxy) => SetClients(line, proxy, SocketTraits.SlowAck))
        { CanNegate = true },
        new("option tcp-smart-connect", Sections.Service, "", Default: "off",
            Example: "option tcp-smart-connect",
            Doc: "A new connection to a server is acknowledged together with the request.",
            Apply: static (line, proxy) => SetServers(line, proxy, SocketTraits.SlowAck))
        { CanNegate = true },
        new("option tcpka", Sections.AnyProxy, "", Default: "off", Example: "option tcpka",
            Doc: "The kernel asks silent clients and servers now and then whether they are still there.",
            Apply: static (line, proxy) =>
            {
                SetClients(line, proxy, SocketTraits.KeepAlive);
                SetServers(line, proxy, SocketTraits.KeepAlive);
            }),
        new("option tcpsplice", Sections.AnyProxy, "", Default: "", Example: "option tcpsplice",
            Doc: NoSplicing, Apply: static (_, _) => { })
        { Today = Spelling.Idle(), CanNegate = true },
    ];

    private static void SetClients(Line line, ProxyDraft proxy, SocketTraits traits) =>
        proxy.ClientTraits = line.IsNegated ? proxy.ClientTraits & ~traits : proxy.ClientTraits | traits;

    private static void SetServers(Line line, ProxyDraft proxy, SocketTraits traits) =>
        proxy.ServerTraits = line.IsNegated ? proxy.ServerTraits & ~traits : proxy.ServerTraits | traits;
}
