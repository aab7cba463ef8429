using System;
using System.Text;
using Weir.Model.Plan;
using Weir.Model.Plan.Replies;
using Weir.Relay.Stream;
using Weir.Wire.Http;

namespace Weir.Relay.Respond;

/// <summary>
/// What the proxy answers by itself (manual, <c>errorfile</c>): its backend's answers, its frontend's, or the
/// stock pages; built once, sent as they are.
/// </summary>
internal sealed class CannedResponses
{
    private const int Unnamed = 1; // a status without a page of its own is answered by that of 400

    private readonly OwnReply[] _stock = new OwnReply[StockPages.Rows.Length];
    private readonly byte[][] _unread = new byte[StockPages.Rows.Length][];

    private static ReadOnlySpan<byte> TypeLine => "content-type: text/html\r\n"u8;

    public CannedResponses()
    {
        for (int i = 0; i < _stock.Length; i++)
        {
            StockPage page = StockPages.Rows[i];
            string body =
                $"<html><body><h1>{page.Status} {page.Reason}</h1>\n{page.Text}\n</body></html>\n";
            string start = $"HTTP/1.1 {page.Status} {page.Reason}\r\ncontent-length: {body.Length}\r\n"
                + "cache-control: no-cache\r\n";
            const string Type = "content-type: text/html\r\n";
            _stock[i] = new OwnReply(start + Type, 1, Encoding.ASCII.GetBytes(body), mayKeep: true);
            _unread[i] = Encoding.ASCII.GetBytes($"{start}connection: close\r\n{Type}\r\n{body}");
        }
    }

    /// <summary>What the sections of a stream have to say; null: they leave it to the stock page.</summary>
    /// <param name="frontend">Where its client is.</param>
    /// <param name="backend">Where its request has come to; its answers go first.</param>
    /// <param name="status">One of the stock pages'.</param>
    public static OwnReply? Configured(ProxyPlan frontend, ProxyPlan backend, int status) =>
        backend.ReplyTo(status) ?? frontend.ReplyTo(status);

    /// <summary>The whole answer of the stock; without its body for HEAD.</summary>
    /// <param name="status">One of the stock pages'.</param>
    /// <param name="keepAlive">The connection stays open: HTTP/1.0 has to be told.</param>
    /// <param name="s">The stream that is answered.</param>
    public ReadOnlySpan<byte> For(int status, bool keepAlive, in StreamState s)
    {
        int place = StockPages.IndexOf(status);
        int row = place < 0 ? Unnamed : place;
        bool isUnderstood = s.LineLength > 0 || s.Has(StreamFlags.Monitor);
        // Where the head itself is wrong, that the connection ends is said first, as haproxy does.
        return isUnderstood ? _stock[row].For(keepAlive, s.Minor, s.Method == Method.Head) : _unread[row];
    }

    /// <summary>An answer with the field that asks for credentials, behind the one about its type.</summary>
    /// <param name="field">It, CR LF included.</param>
    /// <param name="answer">Without it.</param>
    /// <param name="into">Where it is put together.</param>
    public static ReadOnlySpan<byte> With(
        ReadOnlySpan<byte> field, ReadOnlySpan<byte> answer, Span<byte> into)
    {
        if (answer.IsEmpty)
        {
            return answer; // the connection is closed without a word
        }

        int end = answer.IndexOf("\r\n\r\n"u8) + 2;
        int type = answer[..end].IndexOf(TypeLine);
        int at = type < 0 ? end : type + TypeLine.Length;
        answer[..at].CopyTo(into);
        field.CopyTo(into[at..]);
        answer[at..].CopyTo(into[(at + field.Length)..]);
        return into[..(answer.Length + field.Length)];
    }
}
