using System;
using System.Text;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan.Checks;

namespace Weir.Model.Keywords.Servers;

/// <summary>How servers are asked whether they are well.</summary>
internal static class CheckKeywords
{
    public static readonly ProxyKeyword[] Table =
    [
        new("http-check disable-on-404", Sections.Service, "", Default: "off",
            Example: "http-check disable-on-404",
            Doc: "A server whose check is answered 404 takes no new clients; its cookie still leads to it.",
            Apply: static (_, proxy) => proxy.StopsOn404 = true),
        new("option httpchk", Sections.Service, "[<uri> | <method> <uri> [<version>]]",
            Default: "a connection is enough", Example: "option httpchk HEAD /index.html HTTP/1.0",
            Doc: "Checks servers with an HTTP request; an answer of 2xx or 3xx is good.",
            Apply: static (line, proxy) =>
            {
                proxy.CheckKind = CheckKind.Http;
                proxy.CheckRequest = Request(line);
            }),
        new("option ssl-hello-chk", Sections.Service, "", Default: "a connection is enough",
            Example: "option ssl-hello-chk",
            Doc: "Checks servers with an SSLv3 client hello; a handshake message or an alert is good.",
            Apply: static (_, proxy) => proxy.CheckKind = CheckKind.SslHello),
    ];

    /// <summary>
    /// Header lines may follow the version within the same word: <c>HTTP/1.1\r\nHost:\ www</c>, which was the
    /// only way to send any until <c>http-check send</c>.
    /// </summary>
    private static byte[] Request(Line line)
    {
        string? first = line.Next();
        string? second = line.Next();
        string method = second is null ? "OPTIONS" : first!;
        string uri = second ?? first ?? "/";
        string version = line.Next() ?? "HTTP/1.0";
        int head = version.IndexOf("\r\n", StringComparison.Ordinal);
        string headers = head < 0 ? "" : version[(head + 2)..].TrimEnd('\r', '\n');
        string bare = head < 0 ? version : version[..head];
        if (!bare.StartsWith("HTTP/", StringComparison.Ordinal))
        {
            line.Error(bare, $"'{line.Name}' expects a version such as 'HTTP/1.0' (got '{bare}').");
        }

        if (head >= 0)
        {
            line.Warn(version, $"'{line.Name}' : header lines in the version are an old trick.",
                "Today's way is 'http-check send'.");
        }

        StringBuilder request = new();
        request.Append(method).Append(' ').Append(uri).Append(' ').Append(bare).Append("\r\n");
        if (headers.Length > 0)
        {
            request.Append(headers).Append("\r\n");
        }

        return ByteText.ToBytes(request.Append("\r\n").ToString());
    }
}
