using System;
using System.Text;
using Weir.Relay.Stream;
using Weir.Wire.Http;

namespace Weir.Relay.Respond;

/// <summary>
/// What the proxy answers by itself (manual, <c>errorfile</c>): built once, sent as they are.
/// </summary>
internal sealed class CannedResponses
{
    private static readonly (int Status, string Reason, string Text)[] Rows =
    [
        (200, "OK", "Service ready."),
        (400, "Bad request", "Your browser sent an invalid request."),
        (401, "Unauthorized", "You need a valid user and password to access this content."),
        (403, "Forbidden", "Request forbidden by administrative rules."),
        (404, "Not Found", "The resource could not be found."),
        (405, "Method Not Allowed",
            "A request was made of a resource using a request method not supported by that resource"),
        (407, "Unauthorized", "You need a valid user and password to access this content."),
        (408, "Request Time-out", "Your browser didn't send a complete request in time."),
        (410, "Gone", "The resource is no longer available and will not be available again."),
        (413, "Payload Too Large", "The request entity exceeds the maximum allowed."),
        (421, "Misdirected Request", "Request sent to a non-authoritative server."),
        (422, "Unprocessable Content", "The server cannot process the contained instructions."),
        (425, "Too Early", "Your browser sent early data."),
        (429, "Too Many Requests", "You have sent too many requests in a given amount of time."),
        (500, "Internal Server Error", "An internal server error occurred."),
        (501, "Not Implemented",
            ".The server does not support the functionality required to fulfill the request."),
        (502, "Bad Gateway", "The server returned an invalid or incomplete response."),
        (503, "Service Unavailable", "No server is available to handle this request."),
        (504, "Gateway Time-out", "The server didn't respond in time."),
    ];

    private readonly byte[][] _closing = new byte[Rows.Length][];
    private readonly byte[][] _last = new byte[Rows.Length][];
    private readonly byte[][] _keeping = new byte[Rows.Length][];
    private readonly byte[][] _keepingOld = new byte[Rows.Length][];
    private readonly int[] _bodyLengths = new int[Rows.Length];

    public CannedResponses()
    {
        for (int i = 0; i < Rows.Length; i++)
        {
            (int status, string reason, string text) = Rows[i];
            string body = $"<html><body><h1>{status} {reason}</h1>\n{text}\n</body></html>\n";
            string start =
                $"HTTP/1.1 {status} {reason}\r\ncontent-length: {body.Length}\r\ncache-control: no-cache\r\n";
            const string Type = "content-type: text/html\r\n";
            _closing[i] = Encoding.ASCII.GetBytes($"{start}connection: close\r\n{Type}\r\n{body}");
            _last[i] = Encoding.ASCII.GetBytes($"{start}{Type}connection: close\r\n\r\n{body}");
            _keeping[i] = Encoding.ASCII.GetBytes($"{start}{Type}\r\n{body}");
            _keepingOld[i] =
                Encoding.ASCII.GetBytes($"{start}{Type}connection: keep-alive\r\n\r\n{body}");
            _bodyLengths[i] = body.Length;
        }
    }

    /// <summary>The whole answer; without its body for HEAD.</summary>
    /// <param name="status">One of the rows'.</param>
    /// <param name="keepAlive">The connection stays open: HTTP/1.0 has to be told.</param>
    /// <param name="s">The stream that is answered.</param>
    public ReadOnlySpan<byte> For(int status, bool keepAlive, in StreamState s)
    {
        int row = RowOf(status);
        bool isUnderstood = s.LineLength > 0 || s.Has(StreamFlags.Monitor);
        bool headOnly = s.Method == Method.Head;
        // Where the head itself is wrong, that the connection ends is said first, as haproxy does.
        byte[] whole = !isUnderstood ? _closing[row]
            : !keepAlive ? _last[row]
            : s.Minor == 0 ? _keepingOld[row] : _keeping[row];
        return whole.AsSpan(0, whole.Length - (headOnly ? _bodyLengths[row] : 0));
    }

    private static int RowOf(int status)
    {
        for (int i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].Status == status)
            {
                return i;
            }
        }

        return 1; // 400
    }
}
