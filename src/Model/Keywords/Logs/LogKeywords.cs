using Weir.Language.Keywords;
using Weir.Model.Draft;
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
        new("log-format", Sections.Client, "<string>", Default: "one line per connection",
            Example: "log-format %ci\\ %ST",
            Doc: "Logs lines of one's own making.",
            Apply: static (line, proxy) => Format(line, proxy)),
        new("log-tag", Sections.AnyProxy, "<string>", Default: "that of global", Example: "log-tag web",
            Doc: "The program name in the log lines of this proxy.",
            Apply: static (line, proxy) => proxy.LogTag =
                line.Word("'log-tag' expects a tag for use in syslog.")),
        new("option dontlog-normal", Sections.Client, "", Default: "off", Example: "option dontlog-normal",
            Doc: "Logs only what went wrong.",
            Apply: static (line, proxy) => proxy.DontLogNormal = !line.IsNegated)
        { CanNegate = true },
        new("option dontlognull", Sections.Client, "", Default: "off", Example: "option dontlognull",
            Doc: "Does not log connections on which the client sent nothing.",
            Apply: static (line, proxy) => proxy.DontLogNull = !line.IsNegated)
        { CanNegate = true },
        new("option httplog", Sections.Client, "[clf]", Default: "one line per connection",
            Example: "option httplog clf",
            Doc: "Logs one line per request with timers, sizes, cookies and the reason of its end.",
            Apply: static (line, proxy) => HttpLog(line, proxy)),
        new("option log-separate-errors", Sections.Client, "", Default: "off",
            Example: "option log-separate-errors",
            Doc: "Logs what went wrong at level err instead of info.",
            Apply: static (line, proxy) => proxy.SeparatesErrors = !line.IsNegated)
        { CanNegate = true },
        new("option logasap", Sections.Client, "", Default: "off", Example: "option logasap",
            Doc: "Logs once the server has answered, or is reached, and not at the end.",
            Apply: static (line, proxy) => proxy.LogsEarly = !line.IsNegated)
        { CanNegate = true },
        new("option tcplog", Sections.Client, "", Default: "one line per connection",
            Example: "option tcplog",
            Doc: "Logs one line per connection with timers, its size and the reason of its end.",
            Apply: static (line, proxy) =>
                proxy.LogFormat = new LogFormatDraft(LogFormatDraft.Tcp, line.Source)),
    ];

    private static void HttpLog(Line line, ProxyDraft proxy)
    {
        bool isCommon = line.Take("clf");
        if (!isCommon && line.Left > 0)
        {
            line.Unknown(line.Peek, "keyword 'httplog' only supports option 'clf'.", ["clf"]);
        }

        string text = isCommon ? LogFormatDraft.Clf : LogFormatDraft.Http;
        proxy.LogFormat = new LogFormatDraft(text, line.Source) { IsHttpOption = true };
    }

    private static void Format(Line line, ProxyDraft proxy)
    {
        string text = line.Word("log-format expects an argument.");
        if (!line.HasFailed && line.Left > 0)
        {
            line.Error(line.Peek,
                "log-format expects only one argument, don't forget to escape spaces!");
        }

        proxy.LogFormat = new LogFormatDraft(text, line.Source);
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
