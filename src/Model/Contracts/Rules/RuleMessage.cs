using System;
using System.Buffers.Text;
using Weir.Ground.Check;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Model.Contracts.Rules;

/// <summary>
/// The head that rules look at. It is read by the same parser however often it was rewritten, so that there
/// is only one reading of it.
/// </summary>
public ref struct RuleMessage
{
    private readonly Span<Field> _index;
    private Span<byte> _draft;
    private Span<byte> _otherDraft;
    private int _fieldCount;

    public MessageKind Kind { get; private init; }

    /// <summary>From the first byte to the empty line; empty for <see cref="MessageKind.None"/>.</summary>
    public ReadOnlySpan<byte> Head { get; private set; }

    /// <summary>
    /// What a connection has brought, or a request's head as it came; empty before anything was read.
    /// </summary>
    public ReadOnlySpan<byte> Content { get; private init; }

    /// <summary>More content may come, and change what is said of it.</summary>
    public bool IsGrowing { get; private init; }

    /// <summary>The content may yet be an HTTP request.</summary>
    public bool MayBecomeRequest { get; private init; }

    /// <summary>What the head says, when it is a request's.</summary>
    public RequestHead Request;

    /// <summary>What the head says, when it is a response's.</summary>
    public ResponseHead Response;

    /// <summary>The method of the request, of the one that is answered too.</summary>
    public Method Method { get; private set; }

    /// <summary>The head is no longer the one that came.</summary>
    public bool IsRewritten { get; private set; }

    private RuleMessage(MessageKind kind, ReadOnlySpan<byte> head, RuleRoom room)
    {
        Kind = kind;
        Head = head;
        _index = room.Index;
        _draft = room.Draft;
        _otherDraft = room.OtherDraft;
    }

    public readonly ReadOnlySpan<Field> Fields => _index[.._fieldCount];

    /// <summary>
    /// Where an action writes the head anew (see <see cref="HeadWriter"/>), or a reply. It never overlaps
    /// <see cref="Head"/>.
    /// </summary>
    public readonly Span<byte> Draft => _draft;

    /// <summary>The request line or status line, without its line end.</summary>
    public readonly ReadOnlySpan<byte> StartLine => Kind == MessageKind.Request
        ? Head[Request.Start..Request.LineEnd]
        : Head[..Response.LineEnd];

    /// <summary>The request target as it stands in the head.</summary>
    public readonly ReadOnlySpan<byte> Target => Head.Slice(Request.TargetStart, Request.TargetLength);

    public static RuleMessage OfRequest(
        ReadOnlySpan<byte> head, scoped in RequestHead parsed, RuleRoom room) =>
        new(MessageKind.Request, head, room)
        {
            Request = parsed,
            Method = parsed.Method,
            Content = head,
            _fieldCount = parsed.FieldCount,
        };

    /// <summary>
    /// What a connection without HTTP has brought. Where that reads as a request, conditions may look at it.
    /// </summary>
    /// <param name="content">All of it that is looked at.</param>
    /// <param name="isGrowing">More of it may come.</param>
    /// <param name="room">Its field index among it.</param>
    public static RuleMessage OfContent(ReadOnlySpan<byte> content, bool isGrowing, RuleRoom room)
    {
        ParseStatus status = RequestParser.Parse(content, room.Index, out RequestHead parsed, out _);
        bool isRequest = status == ParseStatus.Complete;
        return new RuleMessage(
            isRequest ? MessageKind.Request : MessageKind.None,
            isRequest ? content[..parsed.Length] : default, room)
        {
            Request = parsed,
            Method = parsed.Method,
            Content = content,
            IsGrowing = isGrowing,
            MayBecomeRequest = isGrowing && status == ParseStatus.Incomplete,
            _fieldCount = isRequest ? parsed.FieldCount : 0,
        };
    }

    /// <param name="head">The whole head.</param>
    /// <param name="parsed">What it says.</param>
    /// <param name="asked">The method of the request that it answers.</param>
    /// <param name="room">Its field index among it.</param>
    public static RuleMessage OfResponse(
        ReadOnlySpan<byte> head, scoped in ResponseHead parsed, Method asked, RuleRoom room) =>
        new(MessageKind.Response, head, room)
        {
            Response = parsed,
            Method = asked,
            _fieldCount = parsed.FieldCount,
        };

    /// <summary>
    /// What was written into <see cref="Draft"/> is the message from now on, and <see cref="Draft"/> is free
    /// memory again. How its body ends was settled when it came, and stays: fields that say otherwise are put
    /// right.
    /// </summary>
    /// <param name="length">Bytes written, the empty line at the end included.</param>
    /// <returns>False: it is no message any more, and neither is what it was.</returns>
    public bool Replace(int length)
    {
        BodyPlan body = Kind == MessageKind.Request ? Request.Body : Response.Body;
        if (!Read(length))
        {
            return false;
        }

        return body == (Kind == MessageKind.Request ? Request.Body : Response.Body)
            || (WriteFraming(body) is var framed and > 0 && Read(framed));
    }

    private bool Read(int length)
    {
        Must.Hold(Kind != MessageKind.None);
        Head = _draft[..length];
        Span<byte> free = _otherDraft;
        _otherDraft = _draft;
        _draft = free;
        IsRewritten = true;
        if (Kind == MessageKind.Response)
        {
            return ReadResponse();
        }

        bool keepAlive = Request.KeepAlive;
        ParseStatus status = RequestParser.Parse(Head, _index, out Request, out _);
        Request.KeepAlive = keepAlive; // what the client has asked for its own connection
        Method = Request.Method;
        _fieldCount = Request.FieldCount;
        return status == ParseStatus.Complete && Request.Length == length && !Request.BareLf;
    }

    private bool ReadResponse()
    {
        bool keepAlive = Response.KeepAlive;
        ParseStatus status = ResponseParser.Parse(Head, _index, Method, out Response, out _);
        Response.KeepAlive = keepAlive;
        _fieldCount = Response.FieldCount;
        return status == ParseStatus.Complete && Response.Length == Head.Length && !Response.BareLf;
    }

    /// <summary>
    /// The head once more, saying of its body what is so. Bytes written, or -1: no room.
    /// </summary>
    private readonly int WriteFraming(BodyPlan body)
    {
        HeadWriter writer = new(Head, _draft);
        foreach (ref readonly Field field in Fields)
        {
            if (field.Name is FieldName.ContentLength or FieldName.TransferEncoding)
            {
                writer.CopyTo(field.Start);
                writer.SkipTo(field.End);
            }
        }

        writer.CopyTo(Kind == MessageKind.Request ? Request.FieldsEnd : Response.FieldsEnd);
        if (body.Kind == BodyKind.Chunked)
        {
            writer.Add("transfer-encoding: chunked\r\n"u8);
        }
        else if (body.Kind == BodyKind.Length)
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(body.Length, digits, out int count);
            writer.Add("content-length: "u8);
            writer.Add(digits[..count]);
            writer.Add("\r\n"u8);
        }
        else if (body.Kind == BodyKind.None && Kind == MessageKind.Response)
        {
            writer.Add("content-length: 0\r\n"u8); // else the connection's end would be its body's
        }

        writer.Add("\r\n"u8);
        return writer.Overflowed ? -1 : writer.Written;
    }
}
