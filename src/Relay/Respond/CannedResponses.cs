using System;
using System.Text;

namespace Weir.Relay.Respond;

/// <summary>
/// What the proxy answers by itself (manual, <c>errorfile</c>): built once, sent as they are.
/// </summary>
internal sealed class CannedResponses
{
    private static readonly (int Status, string Reason, string Text)[] Rows =
    [
        (400, "Bad request", "Your browser sent an invalid request."),
        (408, "Request Time-out", "Your browser didn't send a complete request in time."),
        (413, "Payload Too Large", "The request entity exceeds the maximum allowed."),
        (422, "Unprocessable Content", "The server cannot process the contained instructions."),
        (500, "Internal Server Error", "An internal server error occurred."),
        (502, "Bad Gateway", "The server returned an invalid or incomplete response."),
        (503, "Service Unavailable", "No server is available to handle this request."),
        (504, "Gateway Time-out", "The server didn't respond in time."),
    ];

    private readonly byte[][] _closing = new byte[Rows.Length][];
    private readonly byte[][] _last = new byte[Rows.Length][];
    private readonly byte[][] _keeping = new byte[Rows.Length][];
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
            _bodyLengths[i] = body.Length;
        }
    }

    /// <summary>The whole answer; without its body for HEAD.</summary>
    public ReadOnlySpan<byte> For(int status, bool keepAlive, bool headOnly)
    {
        int row = RowOf(status);
        // A request that was not understood has no reliable end: these answers always close, and say so
        // first.
        byte[] whole = Rows[row].Status is 400 or 408 or 413 or 422 ? _closing[row]
            : keepAlive ? _keeping[row] : _last[row];
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

        return 0;
    }
}
