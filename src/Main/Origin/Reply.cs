using System;
using System.Buffers.Text;
using Weir.Ground.Check;

namespace Weir.Main.Origin;

/// <summary>Composes the answer to one request, as its order says.</summary>
internal static class Reply
{
    /// <summary>
    /// The most that one answer puts into the output at once, in bytes: an echoed head and what is around it.
    /// </summary>
    public const int Max = Request.HeadMax + 1024;

    /// <summary>Sent where an answer should be, by order: it has no status line.</summary>
    public static ReadOnlySpan<byte> Garbage => "\u0001\u0002 this is no answer\r\n\u0000\r\n\r\n"u8;

    public static ReadOnlySpan<byte> Continue => "HTTP/1.1 100 Continue\r\n\r\n"u8;

    public static ReadOnlySpan<byte> BadRequest =>
        "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8;

    /// <summary>
    /// Puts the head, and a body that is text, into <paramref name="output"/>; a sized body is left to be
    /// filled in. Sets on the connection what comes after.
    /// </summary>
    public static void Compose(OriginConnection connection, ReadOnlySpan<byte> head, Output output)
    {
        Must.Hold(output.Room >= Max);
        Must.Hold(connection.FillerLeft == 0 && connection.End == Failure.None);
        ref readonly Order order = ref connection.Order;
        if (IsUsual(connection))
        {
            int bodyBytes = connection.Request.IsHead ? connection.Server!.Greeting.Length : 0;
            output.Add(connection.Server!.Usual.AsSpan(..^bodyBytes));
            return;
        }

        connection.End = order.Fail;
        connection.CloseAfter = !KeepsAlive(connection);
        if (order.Fail == Failure.None || order.FailAt >= 0)
        {
            Answer(connection, head, output);
        }
    }

    private static bool IsUsual(OriginConnection connection)
    {
        ref readonly Order order = ref connection.Order;
        bool isPage = order.Page == Page.Plain || (order.Page == Page.Check && !connection.Server!.IsDown);
        return isPage && !order.HasQuery && connection.Request.KeepAlive && !connection.Request.IsHttp10;
    }

    private static bool KeepsAlive(OriginConnection connection)
    {
        ref readonly Order order = ref connection.Order;
        bool lengthIsKnown = !order.NoLength && !(order.Chunked && connection.Request.IsHttp10);
        return connection.Request.KeepAlive && lengthIsKnown && !order.Close && !order.Http10 && !order.Early;
    }

    private static void Answer(OriginConnection connection, ReadOnlySpan<byte> head, Output output)
    {
        ref readonly Order order = ref connection.Order;
        OriginServer server = connection.Server!;
        int status = StatusOf(order, server);
        Span<byte> counts = stackalloc byte[128];
        ReadOnlySpan<byte> text = order.Page switch
        {
            _ when order.Size >= 0 => default,
            Page.Echo => head,
            Page.Count => counts[..WriteCounts(server, counts)],
            _ => server.Greeting,
        };

        long size = order.Size >= 0 ? order.Size : text.Length;
        bool isChunked = order.Chunked && !order.Http10 && !connection.Request.IsHttp10 && HasBody(status);
        AddHead(connection, status, isChunked ? -1 : size, output);
        if (connection.Request.IsHead || !HasBody(status))
        {
            return;
        }

        long sent = connection.End == Failure.None ? size : Math.Min(order.FailAt, size);
        bool isFiller = order.Size >= 0;
        connection.FillerIsChunked = isChunked && isFiller;
        connection.FillerLeft = isFiller ? sent : 0;
        if (!isFiller)
        {
            AddText(text[..(int)sent], isChunked, output);
        }

        if (isChunked && connection.FillerLeft == 0 && connection.End == Failure.None)
        {
            AddLastChunk(output);
        }
    }

    /// <summary>
    /// A chunk of <paramref name="text"/>; nothing when it is empty, for that would end the body.
    /// </summary>
    public static void AddText(ReadOnlySpan<byte> text, bool isChunked, Output output)
    {
        if (text.IsEmpty || !isChunked)
        {
            output.Add(text);
            return;
        }

        output.AddHex(text.Length);
        output.Add("\r\n"u8);
        output.Add(text);
        output.Add("\r\n"u8);
    }

    public static void AddLastChunk(Output output) => output.Add("0\r\n\r\n"u8);

    private static int StatusOf(in Order order, OriginServer server)
    {
        int refused = order.Page == Page.Check && server.IsDown ? 404 : 0;
        return order.Status > 0 ? order.Status : refused > 0 ? refused : 200;
    }

    private static void AddHead(OriginConnection connection, int status, long length, Output output)
    {
        ref readonly Order order = ref connection.Order;
        output.Add(order.Http10 ? "HTTP/1.0 "u8 : "HTTP/1.1 "u8);
        output.AddNumber(status);
        output.Add(ReasonOf(status));
        output.Add("\r\nServer: origin/"u8);
        output.Add(connection.Server!.Token);
        output.Add("\r\n"u8);
        if (HasBody(status))
        {
            output.Add("Content-Type: text/plain\r\n"u8);
            AddFraming(order, connection.Request, length, output);
        }

        if (connection.CloseAfter)
        {
            output.Add(order.Http10 ? default : "Connection: close\r\n"u8);
        }
        else if (connection.Request.IsHttp10)
        {
            output.Add("Connection: keep-alive\r\n"u8);
        }

        output.Add("\r\n"u8);
    }

    private static void AddFraming(in Order order, in Request request, long length, Output output)
    {
        if (length < 0)
        {
            output.Add("Transfer-Encoding: chunked\r\n"u8);
        }
        else if (!order.NoLength && !(order.Chunked && request.IsHttp10))
        {
            output.Add("Content-Length: "u8);
            output.AddNumber(length);
            output.Add("\r\n"u8);
        }
    }

    /// <summary>204 and 304 end with their head, whatever it says (RFC 9112 6.3).</summary>
    private static bool HasBody(int status) => status is not (204 or 304);

    private static ReadOnlySpan<byte> ReasonOf(int status) => status switch
    {
        200 => " OK"u8,
        204 => " No Content"u8,
        302 => " Found"u8,
        304 => " Not Modified"u8,
        404 => " Not Found"u8,
        500 => " Internal Server Error"u8,
        503 => " Service Unavailable"u8,
        _ => " As Ordered"u8,
    };

    private static int WriteCounts(OriginServer server, Span<byte> into)
    {
        Span<byte> rest = into;
        rest = rest[Row("connections "u8, server.Connections, rest)..];
        rest = rest[Row("requests "u8, server.Requests, rest)..];
        rest = rest[Row("body "u8, server.BodyBytes, rest)..];
        return into.Length - rest.Length;
    }

    private static int Row(ReadOnlySpan<byte> name, long value, Span<byte> into)
    {
        name.CopyTo(into);
        Utf8Formatter.TryFormat(value, into[name.Length..], out int digits);
        into[name.Length + digits] = (byte)'\n';
        return name.Length + digits + 1;
    }
}
