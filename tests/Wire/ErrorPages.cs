using System.Collections.Generic;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire;

/// <summary>
/// What a client is told when the balancer answers itself (classic-language 14, today's form).
/// </summary>
internal static class ErrorPages
{
    private static readonly Dictionary<int, (string Reason, string Text)> Pages = new()
    {
        [400] = ("Bad request", "Your browser sent an invalid request."),
        [403] = ("Forbidden", "Request forbidden by administrative rules."),
        [408] = ("Request Time-out", "Your browser didn't send a complete request in time."),
        [429] = ("Too Many Requests", "You have sent too many requests in a given amount of time."),
        [500] = ("Internal Server Error", "An internal server error occurred."),
        [502] = ("Bad Gateway", "The server returned an invalid or incomplete response."),
        [503] = ("Service Unavailable", "No server is available to handle this request."),
        [504] = ("Gateway Time-out", "The server didn't respond in time."),
    };

    /// <summary>400 and 408 close: what follows on such a connection cannot be told apart.</summary>
    public static string Closing(Product product, int status)
    {
        string page = $"HTTP/1.1 {status} {Pages[status].Reason}\r\ncontent-length: {Body(status).Length}\r\n"
            + "cache-control: no-cache\r\nconnection: close\r\ncontent-type: text/html\r\n\r\n"
            + Body(status);
        // 2.6 sends these two from a lower layer, which still writes capitals; later versions do not.
        return product == Product.Weir ? page : page
            .Replace("content-length", "Content-length", System.StringComparison.Ordinal)
            .Replace("cache-control", "Cache-Control", System.StringComparison.Ordinal)
            .Replace("connection", "Connection", System.StringComparison.Ordinal)
            .Replace("content-type", "Content-Type", System.StringComparison.Ordinal);
    }

    /// <summary>The request was whole, so the client's connection may stay.</summary>
    public static string Keeping(int status) => Head(status) + "\r\n" + Body(status);

    /// <summary>The same to a client that asked to close, or speaks HTTP/1.0.</summary>
    public static string Last(int status) => Head(status) + "connection: close\r\n\r\n" + Body(status);

    /// <summary>Fields without the blank line.</summary>
    public static string Head(int status) =>
        $"HTTP/1.1 {status} {Pages[status].Reason}\r\ncontent-length: {Body(status).Length}\r\n"
        + "cache-control: no-cache\r\ncontent-type: text/html\r\n";

    private static string Body(int status) =>
        $"<html><body><h1>{status} {Pages[status].Reason}</h1>\n{Pages[status].Text}\n</body></html>\n";
}
