using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Keywords.Checks;

/// <summary>How servers are asked whether they are well.</summary>
internal static class CheckKeywords
{
    private const string Plain = "a connection is enough";

    public static readonly ProxyKeyword[] Table =
    [
        new("http-check disable-on-404", Sections.Service, "", Default: "off",
            Example: "http-check disable-on-404",
            Doc: "A server whose check is answered 404 takes no new clients; its cookie still leads to it.",
            Apply: static (_, proxy) => proxy.Check = proxy.Check with { StopsOn404 = true }),
        new("http-check expect", Sections.Service, "[comment <text>] [!] (status <codes> | string <text>)",
            Default: "status 200-399", Example: "http-check expect status 200,404,500-504",
            Doc: "What an answer to an HTTP check must be: its status, or what its body contains.",
            Apply: static (line, proxy) => ExpectLine.Read(line, proxy)),
        new("http-check send", Sections.Service,
            "[meth <method>] [uri <uri>] [ver <version>] [hdr <name> <value>]* [body <text>]",
            Default: "the request of 'option httpchk'", Example: "http-check send hdr host www",
            Doc: "Completes the request of HTTP checks by header lines and a body.",
            Apply: static (line, proxy) => RequestLines.Send(line, proxy)),
        new("http-check send-state", Sections.Service, "", Default: "off", Example: "http-check send-state",
            Doc: "Tells a server with each HTTP check how it is seen (X-Haproxy-Server-State).",
            Apply: static (_, proxy) => proxy.Check = proxy.Check with { SendsState = true }),
        new("option httpchk", Sections.Service, "[<uri> | <method> <uri> [<version>]]",
            Default: Plain, Example: "option httpchk HEAD /index.html HTTP/1.0",
            Doc: "Checks servers with an HTTP request; an answer of 2xx or 3xx is good.",
            Apply: static (line, proxy) => RequestLines.Option(line, proxy))
        { TodayOf = RequestLines.Today },
        new("option ldap-check", Sections.Service, "", Default: Plain, Example: "option ldap-check",
            Doc: "Checks servers with an anonymous LDAPv3 bind; its success is good.",
            Apply: static (_, proxy) => Ask(proxy, CheckKind.Ldap)),
        new("option log-health-checks", Sections.Service, "", Default: "off",
            Example: "option log-health-checks",
            Doc: "Logs each check that ends otherwise than the last one, or moves the server's health.",
            Apply: static (line, proxy) => proxy.Check = proxy.Check with { IsLogged = !line.IsNegated })
        { CanNegate = true },
        new("option mysql-check", Sections.Service, "[user <username> [pre-41 | post-41]]", Default: Plain,
            Example: "option mysql-check user haproxy post-41",
            Doc: "Checks servers by what a MySQL server says to a new client, or to the login of a user.",
            Apply: static (line, proxy) => MySql(line, proxy)),
        new("option pgsql-check", Sections.Service, "user <username>", Default: Plain,
            Example: "option pgsql-check user haproxy",
            Doc: "Checks servers with PostgreSQL's start of a session; any request to authenticate is good.",
            Apply: static (line, proxy) => PostgreSql(line, proxy)),
        new("option redis-check", Sections.Service, "", Default: Plain, Example: "option redis-check",
            Doc: "Checks servers with the Redis command PING; +PONG is good.",
            Apply: static (_, proxy) => Ask(proxy, CheckKind.Redis)),
        new("option smtpchk", Sections.Service, "[HELO <domain> | EHLO <domain>]", Default: Plain,
            Example: "option smtpchk HELO mail.example.org",
            Doc: "Checks servers with an SMTP greeting; replies of 2xx are good.",
            Apply: static (line, proxy) => Smtp(line, proxy)),
        new("option ssl-hello-chk", Sections.Service, "", Default: Plain, Example: "option ssl-hello-chk",
            Doc: "Checks servers with an SSLv3 client hello; a handshake message or an alert is good.",
            Apply: static (_, proxy) => Ask(proxy, CheckKind.SslHello)),
        new("option tcp-check", Sections.Service, "", Default: Plain, Example: "option tcp-check",
            Doc: "Checks servers with a connection and nothing else.",
            Apply: static (_, proxy) => Ask(proxy, CheckKind.TcpSteps)),
    ];

    /// <summary>The last option that says what is asked wins.</summary>
    private static void Ask(ProxyDraft proxy, CheckKind kind, string name = "") =>
        proxy.Check = proxy.Check with { Kind = kind, Name = name };

    private static void MySql(Line line, ProxyDraft proxy)
    {
        if (line.Left == 0)
        {
            Ask(proxy, CheckKind.MySql);
            return;
        }

        if (!line.Take("user"))
        {
            line.Error(
                line.Peek, $"'{line.Name}' only supports optional values: 'user' (got '{line.Peek}').");
            return;
        }

        string user = line.Word($"'{line.Name} user' expects <username> as argument.");
        CheckKind kind = line.Take("pre-41") ? CheckKind.OldMySql : CheckKind.MySql;
        if (!line.HasFailed && line.Left > 0 && kind == CheckKind.MySql && !line.Take("post-41"))
        {
            line.Error(line.Peek,
                $"keyword 'user' only supports 'post-41' and 'pre-41' (got '{line.Peek}').");
        }

        Ask(proxy, kind, user);
    }

    private static void PostgreSql(Line line, ProxyDraft proxy)
    {
        string missing = $"'{line.Name}' expects 'user <username>' as argument.";
        string word = line.Word(missing);
        string user = line.HasFailed ? "" : line.Word(missing);
        if (!line.HasFailed && word != "user")
        {
            line.Error(word, $"'{line.Name}' only supports optional values: 'user'.");
        }

        Ask(proxy, CheckKind.PostgreSql, user);
    }

    /// <summary>What is no greeting, or greets nobody, is the usual one (manual).</summary>
    private static void Smtp(Line line, ProxyDraft proxy)
    {
        string? greeting = line.Next();
        string? domain = line.Next();
        bool isUsual = greeting is not ("HELO" or "EHLO") || string.IsNullOrEmpty(domain);
        Ask(proxy, CheckKind.Smtp, isUsual ? "HELO localhost" : $"{greeting} {domain}");
    }
}
