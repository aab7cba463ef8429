using System;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Language.Values;
using Weir.Model.Draft;

namespace Weir.Model.Keywords;

/// <summary>
/// Words of the first years that later versions dropped. Each works as it did and names what to write today.
/// </summary>
internal static class ClassicKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("appsession", Sections.Listen | Sections.Backend,
            "<cookie> len <length> timeout <time> [request-learn] [prefix] "
            + "[mode {path-parameters | query-string}]",
            Default: "none", Example: "appsession JSESSIONID len 52 timeout 3h request-learn",
            Doc: "A client stays with the server that has begun an application's session with it.",
            Apply: static (line, proxy) => proxy.AppSession = AppSessionLine.Read(line))
        { Today = Spelling.Advised("Use 'stick store-response' with a 'stick-table'.") },
        new("bind-process", Sections.AnyProxy, "all | odd | even | <number>[-<number>] ...", Default: "",
            Example: "bind-process all",
            Doc: "Has no effect: every worker serves every proxy.",
            Apply: static (line, _) => Processes(line))
        { Today = Spelling.Idle("every worker serves every proxy") },
        new("clitimeout", Sections.Client, "<timeout>", Default: "none", Example: "clitimeout 50000",
            Doc: "The longest silence accepted from a client.",
            Apply: static (line, proxy) => proxy.ClientTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout client") },
        new("contimeout", Sections.Service, "<timeout>", Default: "none", Example: "contimeout 5000",
            Doc: "The longest time one attempt to connect to a server may take.",
            Apply: static (line, proxy) => proxy.ConnectTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout connect") },
        new("dispatch", Sections.Listen | Sections.Backend, "<address>:<port>", Default: "none",
            Example: "dispatch 127.0.0.1:80",
            Doc: "Where requests go that no cookie has bound; without effect beside 'balance'.",
            Apply: static (line, proxy) => Dispatch(line, proxy))
        {
            Today = Spelling.Advised("Use 'server'."),
            TodayOf = static words =>
                words.Count == 1 ? Spelling.Written($"server dispatch {WordText.Quoted(words[0])}") : null,
        },
        new("grace", Sections.Client, "<time>", Default: "grace in global", Example: "grace 20000",
            Doc: "How long the proxy goes on as before after a soft stop was asked for.",
            Apply: static (line, proxy) => proxy.GraceMs = line.Duration())
        { Today = Spelling.Advised("Use 'grace' in 'global'.") },
        new("option forceclose", Sections.AnyProxy, "", Default: "", Example: "option forceclose",
            Doc: "Closes both sides after each exchange.",
            Apply: static (line, proxy) => OptionKeywords.SetMode(line, proxy, Plan.ConnectionMode.Close))
        { Today = Spelling.Renamed("option httpclose"), CanNegate = true },
        new("option http-tunnel", Sections.AnyProxy, "", Default: "off", Example: "option http-tunnel",
            Doc: "Reads the first request of a connection and its response only.",
            Apply: static (line, proxy) => OptionKeywords.SetMode(line, proxy, Plan.ConnectionMode.Tunnel))
        { Today = Spelling.Advised("Remove it: every request is served on its own."), CanNegate = true },
        new("option http-use-htx", Sections.AnyProxy, "", Default: "", Example: "option http-use-htx",
            Doc: "Has no effect: how messages are held in memory is not configured.",
            Apply: static (_, _) => { })
        { Today = Spelling.Idle(), CanNegate = true },
        new("option independant-streams", Sections.AnyProxy, "", Default: "off",
            Example: "option independant-streams",
            Doc: "What is sent to a peer does not put off its timeout for saying something.",
            Apply: static (line, proxy) => proxy.ReadsApart = !line.IsNegated)
        { Today = Spelling.Renamed("option independent-streams"), CanNegate = true },
        new("option keepalive", Sections.AnyProxy, "", Default: "", Example: "option keepalive",
            Doc: "Has no effect and never had: connections are kept without it.",
            Apply: static (_, _) => { })
        { Today = Spelling.Idle("connections are kept open by default"), CanNegate = true },
        new("redisp", Sections.Service, "", Default: "", Example: "redisp",
            Doc: "Sends a request elsewhere when its server cannot be reached.",
            Apply: static (_, proxy) => proxy.Redispatch = -1)
        { Today = Spelling.Renamed("option redispatch") },
        new("redispatch", Sections.Service, "", Default: "", Example: "redispatch",
            Doc: "Sends a request elsewhere when its server cannot be reached.",
            Apply: static (_, proxy) => proxy.Redispatch = -1)
        { Today = Spelling.Renamed("option redispatch") },
        new("srvtimeout", Sections.Service, "<timeout>", Default: "none", Example: "srvtimeout 50000",
            Doc: "The longest silence accepted from a server.",
            Apply: static (line, proxy) => proxy.ServerTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout server") },
        new("timeout clitimeout", Sections.Client, "<timeout>", Default: "none",
            Example: "timeout clitimeout 5000",
            Doc: "The longest silence accepted from a client.",
            Apply: static (line, proxy) => proxy.ClientTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout client") },
        new("timeout contimeout", Sections.Service, "<timeout>", Default: "none",
            Example: "timeout contimeout 5000",
            Doc: "The longest time one attempt to connect to a server may take.",
            Apply: static (line, proxy) => proxy.ConnectTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout connect") },
        new("timeout srvtimeout", Sections.Service, "<timeout>", Default: "none",
            Example: "timeout srvtimeout 5000",
            Doc: "The longest silence accepted from a server.",
            Apply: static (line, proxy) => proxy.ServerTimeoutMs = TimeoutKeywords.Time(line))
        { Today = Spelling.Renamed("timeout server") },
        new("transparent", Sections.Service, "", Default: "off", Example: "transparent",
            Doc: "Sends what no cookie has bound to the address that its client wanted to reach.",
            Apply: static (_, proxy) => proxy.IsTransparent = true)
        { Today = Spelling.Renamed("option transparent") },
    ];

    private static void Processes(Line line)
    {
        do
        {
            string word = line.Next() ?? "";
            string[] ends = word.Split('-', 2);
            bool isKnown = word is "all" or "odd" or "even"
                || Array.TrueForAll(ends, static end => int.TryParse(end, out int number)
                    && number is >= 1 and <= GlobalKeywords.WorkersMax);
            if (!isKnown)
            {
                line.Error(word, $"bind-process : '{word}' is not a valid number/range.");
            }
        }
        while (line.Left > 0 && !line.HasFailed);
    }

    private static void Dispatch(Line line, ProxyDraft proxy)
    {
        string text = line.Next() ?? "";
        AddressRange? range = null;
        string fault = $"'{text}' resolves to an empty address (environment variable missing?)";
        if (text.Length > 0)
        {
            range = AddressText.Read(text, AddressForm.PortNeeded, proxy.Resolve, out fault);
        }

        if (range is null)
        {
            line.Error(text, $"'dispatch' : {fault}");
            return;
        }

        proxy.Dispatch = new ServerDraft
        {
            Name = ServerDraft.NoName,
            Line = line.Source,
            Address = range.Value.First,
            Proxy = proxy,
        };
    }
}
