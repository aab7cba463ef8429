using System;
using System.Text;
using Weir.Model.Draft;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Model.Keywords.Replies;

/// <summary>The content of an <c>errorfile</c>: a whole response as HTTP/1 writes it.</summary>
internal static class ErrorFile
{
    /// <summary>
    /// Bytes of a whole response; what a client does not take at once has to be kept for it.
    /// </summary>
    public const int BytesMost = 64 * 1024;

    private const int CodeLength = 3;
    private const int FieldsMost = 101; // as many as a head of a server may have

    /// <summary>The response; null when it is none.</summary>
    /// <param name="content">An empty file is an answer too: silence.</param>
    /// <param name="fault">Why it is none, as HAProxy says it.</param>
    public static ReplyDraft? Read(ReadOnlySpan<byte> content, out string fault)
    {
        fault = "";
        if (content.IsEmpty)
        {
            return ReplyDraft.Silence;
        }

        Field[] fields = new Field[FieldsMost];
        ParseStatus status =
            ResponseParser.Parse(content, fields, Method.Get, out ResponseHead head, out Reject reject);
        if (content.Length > BytesMost)
        {
            fault = $"larger than {BytesMost} bytes";
        }
        else if (status != ParseStatus.Complete)
        {
            fault = "unable to parse headers ("
                + (status == ParseStatus.Rejected ? RejectTable.RowOf(reject).Text : "they do not end") + ")";
        }
        else
        {
            fault = FaultOf(in head, content.Length - head.Length);
        }

        if (fault.Length > 0)
        {
            return null;
        }

        StringBuilder text = new();
        bool closes = AppendHead(text, content, in head, fields.AsSpan(0, head.FieldCount));
        return new ReplyDraft(
            text.ToString(), Math.Min((int)head.Minor, 1), content[head.Length..].ToArray(),
            !closes && head.Body.Kind != BodyKind.UntilClose);
    }

    private static string FaultOf(in ResponseHead head, int bodyBytes) => head.Body.Kind switch
    {
        _ when head.Status < 200 => $"status {head.Status} does not end a request",
        BodyKind.Chunked => "chunk-encoded payload not supported",
        BodyKind.None when bodyBytes > 0 && head.DeclaredLength != 0 => "message payload not expected",
        BodyKind.Length or BodyKind.None when head.DeclaredLength >= 0 && head.DeclaredLength != bodyBytes =>
            "payload size does not match the announced content-length "
                + $"({bodyBytes} != {head.DeclaredLength})",
        _ => "",
    };

    /// <summary>
    /// The lines as they are, with ends that are whole; whether the connection stays is left to the proxy to
    /// say. Returns whether the file wants it closed.
    /// </summary>
    private static bool AppendHead(
        StringBuilder text, ReadOnlySpan<byte> content, in ResponseHead head, ReadOnlySpan<Field> fields)
    {
        bool closes = false;
        text.Append(head.Minor == 0 ? "HTTP/1.0 " : "HTTP/1.1 ");
        // The blank before an absent reason is required (RFC 9112 4); not every author knows.
        string status = Encoding.Latin1.GetString(content["HTTP/1.1 ".Length..head.LineEnd]);
        text.Append(status.Length == CodeLength ? status + " " : status).Append("\r\n");
        foreach (ref readonly Field field in fields)
        {
            ReadOnlySpan<byte> value = field.ValueIn(content);
            bool isConnection = field.Name == FieldName.Connection;
            bool wantsEnd = isConnection && ConnectionOptions.Has(value, "close"u8);
            closes |= wantsEnd;
            if (!wantsEnd && !(isConnection && ConnectionOptions.Has(value, "keep-alive"u8)))
            {
                text.Append(Encoding.Latin1.GetString(field.NameIn(content))).Append(": ");
                text.Append(Encoding.Latin1.GetString(value)).Append("\r\n");
            }
        }

        return closes;
    }
}
