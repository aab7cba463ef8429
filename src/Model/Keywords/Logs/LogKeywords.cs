using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Keywords.Logs;

/// <summary>What a proxy logs, and where.</summary>
internal static class LogKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("log", Sections.AnyProxy,
            "global | <target> [len <length>] [format <format>] <facility> [<level> [<level>]]",
            Default: "none", Example: "log global",
            Doc: "Where the requests of this proxy are logged.",
            Apply: static (line, proxy) => Log(line, proxy))
        { CanNegate = true },
        new("option dontlog-normal", Sections.Client, "", Default: "off", Example: "option dontlog-normal",
            Doc: "Logs only what went wrong.",
            Apply: static (line, proxy) => proxy.DontLogNormal = !line.IsNegated)
        { CanNegate = true },
        new("option dontlognull", Sections.Client, "", Default: "off", Example: "option dontlognull",
            Doc: "Does not log connections on which the client sent nothing.",
            Apply: static (line, proxy) => proxy.DontLogNull = !line.IsNegated)
        { CanNegate = true },
        new("option httplog", Sections.Client, "", Default: "one line per connection",
            Example: "option httplog",
            Doc: "Logs one line per request with timers, sizes, cookies and the reason of its end.",
            Apply: static (line, proxy) => HttpLog(line, proxy)),
        new("option tcplog", Sections.Client, "", Default: "one line per connection",
            Example: "option tcplog",
            Doc: "Logs one line per connection with timers, its size and the reason of its end.",
            Apply: static (_, proxy) => proxy.LogFormat = LogFormat.Tcp),
    ];

    private static void HttpLog(Line line, ProxyDraft proxy)
    {
        if (line.Take("clf"))
        {
            line.Error("clf", NotYet.Message("option httplog clf"));
        }
        else if (line.Left > 0)
        {
            line.Unknown(line.Peek, "keyword 'httplog' only supports option 'clf'.", ["clf"]);
        }

        proxy.LogFormat = LogFormat.Http;
    }

    private static void Log(Line line, ProxyDraft proxy)
    {
        if (line.IsNegated)
        {
            proxy.Logs.Clear();
            proxy.UsesGlobalLogs = false;
            if (line.Left > 0)
            {
                line.Error(line.Peek, "log : 'no log' does not expect arguments");
            }
        }
        else if (line.Left == 1 && line.Take("global"))
        {
            proxy.UsesGlobalLogs = true;
        }
        else if (LogLines.Read(line, proxy.Resolve, "or global") is { } target)
        {
            proxy.Logs.Add(target);
        }
    }
}
