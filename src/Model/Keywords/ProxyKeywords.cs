using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Values;
using Weir.Model.Draft;
using Weir.Model.Keywords.Binds;
using Weir.Model.Keywords.Later;
using Weir.Model.Keywords.Logs;
using Weir.Model.Keywords.Servers;
using Weir.Model.Plan;

namespace Weir.Model.Keywords;

/// <summary>What a proxy is, where it listens and where it sends requests.</summary>
internal static class ProxyKeywords
{
    private const Sections ClientSection = Sections.Frontend | Sections.Listen;
    private const Sections ServiceSection = Sections.Listen | Sections.Backend;

    private static readonly Spelling HealthToday = Spelling.Advised("Use 'http-request return status 200'.")
        .With("the 'mode health' directive belongs to older versions.");

    public static readonly ProxyKeyword[] Table =
    [
        new("backlog", Sections.Client, "<connections>", Default: "maxconn", Example: "backlog 1000",
            Doc: "Length of the kernel's queue of waiting connections.",
            Apply: static (line, proxy) => proxy.Backlog = line.Integer(0, int.MaxValue)),
        new("bind", ClientSection, "[<address>]:<port>[-<end>][, ...] [<words>]", Default: "none",
            Example: "bind 127.0.0.1:8080 name public",
            Doc: "Addresses to listen on.",
            Apply: static (line, proxy) => BindLines.Read(line, proxy)),
        new("default-server", Sections.Service, "[<words>]", Default: "none",
            Example: "default-server inter 1s rise 3",
            Doc: "What the 'server' lines behind it begin with.",
            Apply: static (line, proxy) => ServerLines.ReadDefaults(line, proxy)),
        new("default_backend", Sections.Client, "<backend>", Default: "none",
            Example: "default_backend example",
            Doc: "Where requests go.",
            Apply: static (line, proxy) => DefaultBackend(line, proxy)),
        new("description", Sections.Frontend | Sections.Listen | Sections.Backend, "<text>", Default: "none",
            Example: "description the shop",
            Doc: "A text for people, shown by statistics.",
            Apply: static (line, proxy) =>
                proxy.Description = line.Text("'description' expects a string argument.")),
        new("disabled", Sections.AnyProxy, "", Default: "enabled", Example: "disabled",
            Doc: "The section is read but inert: nothing is bound, nothing is checked.",
            Apply: static (_, proxy) => proxy.Disabled = true),
        new("enabled", Sections.AnyProxy, "", Default: "enabled", Example: "enabled",
            Doc: "Takes back a 'disabled' of the defaults.",
            Apply: static (_, proxy) => proxy.Disabled = false),
        new("fullconn", Sections.Service, "<conns>",
            Default: "a tenth of the 'maxconn' of the frontends that lead here; all of its own in a section "
                + "with its address on its first line",
            Example: "fullconn 10000",
            Doc: "Requests in the backend at which servers with 'minconn' are given their full 'maxconn'.",
            Apply: static (line, proxy) => proxy.FullConn = line.Integer(0, int.MaxValue)),
        new("http-reuse", Sections.Service, "{never | safe | aggressive | always}", Default: "safe",
            Example: "http-reuse always",
            Doc: "Which requests may use a server connection that was opened for another client.",
            Apply: static (line, proxy) => proxy.Reuse = Reuse(line)),
        new("http-send-name-header", Sections.Service, "<name>", Default: "none",
            Example: "http-send-name-header x-server",
            Doc: "The field that tells each server its name, in the place of what clients send by that name.",
            Apply: static (line, proxy) => proxy.NameField = NameField(line)),
        new("id", Sections.Frontend | Sections.Listen | Sections.Backend, "<number>",
            Default: "its position, or the next number that is free", Example: "id 2001",
            Doc: "The number that statistics and samples know the section by.",
            Apply: static (line, proxy) => NumericId(line, proxy)),
        new("maxconn", Sections.Client, "<connections>", Default: "the limit in global",
            Example: "maxconn 2000",
            Doc: "The most client connections of this proxy.",
            Apply: static (line, proxy) => proxy.MaxConn = line.Integer(0, int.MaxValue)),
        new("mode", Sections.AnyProxy, "{tcp | http | health}", Default: "tcp", Example: "mode http",
            Doc: "Whether bytes are relayed as they come, or HTTP is understood.",
            Apply: static (line, proxy) => Mode(line, proxy))
        { TodayOf = static words => words is ["health"] ? HealthToday : null },
        new("monitor-net", Sections.Client, "<network>", Default: "none",
            Example: "monitor-net 192.168.1.252/31",
            Doc: "Connections from there are answered at once, and neither served, counted nor logged.",
            Apply: static (line, proxy) => proxy.MonitorNet = MonitorNet(line))
        {
            Today = Spelling.Advised("Use 'tcp-request connection reject', or 'http-request return "
                + "status 200' in HTTP mode, with a condition on 'src'."),
        },
        new("monitor-uri", Sections.Client, "<uri>", Default: "none", Example: "monitor-uri /haproxy_test",
            Doc: "Requests for exactly this are answered at once with 200, and neither served nor logged.",
            Apply: static (line, proxy) => proxy.MonitorUri =
                line.Word("'monitor-uri' expects an URI.")),
        new("persist", Sections.Service, "rdp-cookie[(<name>)]", Default: "none",
            Example: "persist rdp-cookie",
            Doc: "A Remote Desktop client goes to the server whose address its cookie says.",
            Apply: static (line, proxy) => proxy.RdpCookie = RdpCookie(line)),
        new("rate-limit sessions", Sections.Client, "<rate>", Default: "no limit",
            Example: "rate-limit sessions 10",
            Doc: "Client connections that are accepted per second; more wait in the kernel's queue.",
            Apply: static (line, proxy) => proxy.SessionsPerSecond = line.Integer(0, int.MaxValue)),
        new("retries", Sections.Service, "<number>", Default: "3", Example: "retries 2",
            Doc: "Attempts to connect after the first.",
            Apply: static (line, proxy) => proxy.Retries = line.Integer(0, int.MaxValue,
                "'retries' expects an integer argument (dispatch counts for one).")),
        new("server", ServiceSection, "<name> <address>[:<port>] [<words>]", Default: "none",
            Example: "server one 127.0.0.1:8000 check",
            Doc: "A server and how it is used.",
            Apply: static (line, proxy) => ServerLines.Read(line, proxy)),
    ];

    /// <summary>The addresses of a list; null after an error.</summary>
    /// <param name="text">Addresses with commas between them.</param>
    /// <param name="line">The line that has them.</param>
    /// <param name="proxy">Whose they are.</param>
    internal static List<ListenDraft>? Addresses(string text, Line line, ProxyDraft proxy)
    {
        List<ListenDraft> found = [];
        BindDraft words = new();
        // What follows the last comma may be nothing.
        foreach (string one in (text.EndsWith(',') ? text[..^1] : text).Split(','))
        {
            if (one.Length == 0)
            {
                line.Error(text, $"'{line.Name}' : '' resolves to an empty address (environment variable "
                    + "missing?)");
                return null;
            }

            AddressRange? range = AddressText.Read(
                one, AddressForm.PortNeeded | AddressForm.RangeAllowed, proxy.Resolve, out string fault);
            if (range is null)
            {
                line.Error(one, $"'{line.Name}' : {fault}");
                return null;
            }

            found.Add(new ListenDraft(range.Value, words, line.Source));
        }

        return found;
    }

    /// <summary>The cookie's name; null after an error.</summary>
    private static string? RdpCookie(Line line)
    {
        const string method = "rdp-cookie";
        string word = line.Word("missing persist method.");
        if (line.HasFailed || word == method)
        {
            return line.HasFailed ? null : "msts";
        }

        if (!word.StartsWith(method, StringComparison.Ordinal))
        {
            line.Unknown(word, "unknown persist method.", [method]);
            return null;
        }

        bool isNamed = word.Length > method.Length + 2 && word[method.Length] == '(' && word[^1] == ')';
        if (!isNamed)
        {
            line.Error(word, "'persist rdp-cookie(name)' requires an rdp cookie name.");
        }

        return isNamed ? word[(method.Length + 1)..^1] : null;
    }

    private static IpNetwork? MonitorNet(Line line)
    {
        string text = line.Word("'monitor-net' expects <address>[/mask] as argument.");
        IpNetwork? network = NetworkText.Read(text);
        if (network is null && !line.HasFailed)
        {
            line.Error(text, $"'monitor-net' expects <address>[/mask] as argument (got '{text}').");
        }

        return network;
    }

    private static void DefaultBackend(Line line, ProxyDraft proxy)
    {
        string name = line.Word("'default_backend' expects a backend name.");
        line.RefuseSurplus();
        if (!line.HasFailed)
        {
            proxy.DefaultBackend = new ProxyReference(name, line.Source);
        }
    }

    /// <summary>A field on which the end of the request depends cannot be one of a server's name.</summary>
    private static string NameField(Line line)
    {
        string name = AddedAddressWords.FieldName(line, "'http-send-name-header' requires a header string.");
        if (name.ToLowerInvariant() is "connection" or "content-length" or "transfer-encoding" or "upgrade")
        {
            line.Error(name, $"'{line.Name}' : '{name}' says how requests are sent.");
        }

        return name;
    }

    private static void NumericId(Line line, ProxyDraft proxy)
    {
        string word = line.Word("'id' expects an integer argument.");
        _ = int.TryParse(word, out int id);
        if (!line.HasFailed && id <= 0)
        {
            line.Error(word, "custom id has to be > 0.");
        }

        proxy.NumericId = id;
        proxy.IdLine = line.Source;
    }

    private static void Mode(Line line, ProxyDraft proxy)
    {
        string word = line.Next() ?? "";
        if (word is "log" or "spop" or "haterm")
        {
            line.Error(word, NotYet.Message($"mode {word}"), "'mode http' and 'mode tcp' are.");
        }
        else if (word is not ("http" or "tcp" or "health"))
        {
            line.Unknown(word, $"unknown proxy mode '{word}'.", ["http", "tcp", "health"]);
        }

        proxy.Mode = word == "http" ? ProxyMode.Http : ProxyMode.Tcp;
        proxy.AnswersHealth = word == "health";
    }

    private static ReuseMode Reuse(Line line)
    {
        string word = line.Next() ?? "";
        switch (word)
        {
            case "never":
                return ReuseMode.Never;
            case "safe":
                return ReuseMode.Safe;
            case "aggressive":
                return ReuseMode.Aggressive;
            case "always":
                return ReuseMode.Always;
            default:
                line.Unknown(word, "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'.",
                    ["never", "safe", "aggressive", "always"]);
                return ReuseMode.Safe;
        }
    }
}
