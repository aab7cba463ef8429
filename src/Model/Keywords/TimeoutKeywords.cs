using Weir.Language.Keywords;

namespace Weir.Model.Keywords;

/// <summary>How long each side may take. A time of 0 means no limit, as if the line were not there.</summary>
internal static class TimeoutKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("timeout check", Sections.Service, "<timeout>", Default: "the interval",
            Example: "timeout check 2s",
            Doc: "The longest wait for the answer to a health check, once its connection stands.",
            Apply: static (line, proxy) => proxy.Check = proxy.Check with { TimeoutMs = (int)Time(line) }),
        new("timeout client", Sections.Client, "<timeout>", Default: "none", Example: "timeout client 30s",
            Doc: "The longest silence accepted from a client before its stream is closed.",
            Apply: static (line, proxy) => proxy.ClientTimeoutMs = Time(line)),
        new("timeout client-fin", Sections.Client, "<timeout>", Default: "timeout client",
            Example: "timeout client-fin 5s",
            Doc: "The longest silence accepted from a client that has closed its sending direction.",
            Apply: static (line, proxy) => proxy.ClientFinTimeoutMs = Time(line)),
        new("timeout connect", Sections.Service, "<timeout>", Default: "none", Example: "timeout connect 5s",
            Doc: "The longest time one attempt to connect to a server may take.",
            Apply: static (line, proxy) => proxy.ConnectTimeoutMs = Time(line)),
        new("timeout http-keep-alive", Sections.AnyProxy, "<timeout>", Default: "timeout http-request",
            Example: "timeout http-keep-alive 10s",
            Doc: "The longest wait for the first byte of the next request on a connection.",
            Apply: static (line, proxy) => proxy.KeepAliveTimeoutMs = Time(line)),
        new("timeout http-request", Sections.AnyProxy, "<timeout>", Default: "timeout client",
            Example: "timeout http-request 5s",
            Doc: "The longest time from the first byte of a request to the end of its head.",
            Apply: static (line, proxy) => proxy.HttpRequestTimeoutMs = Time(line)),
        new("timeout queue", Sections.Service, "<timeout>", Default: "timeout connect",
            Example: "timeout queue 30s",
            Doc: "The longest wait of a request for a free server.",
            Apply: static (line, proxy) => proxy.QueueTimeoutMs = Time(line)),
        new("timeout server", Sections.Service, "<timeout>", Default: "none", Example: "timeout server 30s",
            Doc: "The longest silence accepted from a server before its stream is closed.",
            Apply: static (line, proxy) => proxy.ServerTimeoutMs = Time(line)),
        new("timeout server-fin", Sections.Service, "<timeout>", Default: "timeout server",
            Example: "timeout server-fin 5s",
            Doc: "The longest silence accepted from a server that has closed its sending direction.",
            Apply: static (line, proxy) => proxy.ServerFinTimeoutMs = Time(line)),
        new("timeout tarpit", Sections.AnyProxy, "<timeout>", Default: "timeout connect",
            Example: "timeout tarpit 20s",
            Doc: "How long a request that a 'tarpit' rule has caught waits for its refusal.",
            Apply: static (line, proxy) => proxy.TarpitTimeoutMs = Time(line)),
        new("timeout tunnel", Sections.Service, "<timeout>", Default: "timeout client and timeout server",
            Example: "timeout tunnel 1h",
            Doc: "The longest silence accepted on a tunnel, as after an upgrade, in both directions.",
            Apply: static (line, proxy) => proxy.TunnelTimeoutMs = Time(line)),
    ];

    /// <summary>Milliseconds; -1 for 0 and after an error.</summary>
    internal static long Time(Line line)
    {
        long ms = line.Duration();
        if (!line.HasFailed && line.Left > 0)
        {
            line.Error(line.Peek,
                $"'{line.Name}' : unexpected extra argument '{line.Peek}' after value '{line.Last}'.");
        }

        return ms == 0 ? -1 : ms;
    }
}
