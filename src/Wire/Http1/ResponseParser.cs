using System;
using Weir.Wire.Http;
using Weir.Wire.Scan;

namespace Weir.Wire.Http1;

/// <summary>
/// Bytes of a server to one response head (RFC 9112 4 to 6), in one pass. Keeps nothing between calls, as
/// <see cref="RequestParser"/>.
/// </summary>
public static class ResponseParser
{
    private const int CodeLength = 3;

    /// <param name="received">All bytes since the end of the last message; those after the head do not
    /// matter.</param>
    /// <param name="fields">Where the field index goes: its first FieldCount elements are filled.</param>
    /// <param name="requestMethod">Of the request that is answered: HEAD and CONNECT change what follows the
    /// head.</param>
    /// <param name="head">Meaningful when the status is Complete.</param>
    /// <param name="reject">Meaningful when the status is Rejected.</param>
    public static ParseStatus Parse(
        ReadOnlySpan<byte> received, Span<Field> fields, Method requestMethod,
        out ResponseHead head, out Reject reject)
    {
        head = default;
        ReadOnlySpan<byte> bytes =
            received.Length > RequestParser.LengthMax ? received[..RequestParser.LengthMax] : received;
        ParseStatus status = ParseStatusLine(bytes, ref head, out int next, out reject);
        if (status == ParseStatus.Complete)
        {
            HeadFacts facts = new() { Minor = head.Minor, Length = -1 };
            status = facts.Read(bytes, next, fields, out reject);
            if (status == ParseStatus.Complete)
            {
                Settle(in facts, requestMethod, ref head);
            }
        }

        if (status == ParseStatus.Incomplete && received.Length > RequestParser.LengthMax)
        {
            reject = Reject.HeadTooLong;
            return ParseStatus.Rejected;
        }

        return status;
    }

    /// <summary>"HTTP/1.x", a space, three digits; then nothing, or a space and any reason.</summary>
    private static ParseStatus ParseStatusLine(
        ReadOnlySpan<byte> bytes, ref ResponseHead head, out int next, out Reject reject)
    {
        next = 0;
        VersionRead version = StartLine.ReadVersion(bytes, 0, out head.Minor);
        if (version != VersionRead.Complete)
        {
            reject = version == VersionRead.Incomplete ? Reject.None : Reject.StatusVersion;
            return StatusOf(reject);
        }

        reject = ReadCode(bytes[StartLine.VersionLength..], out head.Status);
        int at = StartLine.VersionLength + 1 + CodeLength;
        if (reject != Reject.None || at >= bytes.Length)
        {
            return StatusOf(reject);
        }

        if (bytes[at] is not ((byte)' ' or (byte)'\r' or (byte)'\n'))
        {
            reject = Reject.StatusCode;
            return ParseStatus.Rejected;
        }

        return ParseReason(bytes, at, ref head, out next, out reject);
    }

    /// <summary>Free text up to the line's end; as in a value, only NUL and a lone CR are refused.</summary>
    private static ParseStatus ParseReason(
        ReadOnlySpan<byte> bytes, int at, ref ResponseHead head, out int next, out Reject reject)
    {
        reject = Reject.None;
        next = 0;
        for (; ; at++)
        {
            at = ByteScan.Find<LineBreakers>(bytes, at);
            if (at >= bytes.Length)
            {
                return ParseStatus.Incomplete;
            }

            switch (bytes[at])
            {
                case 0:
                    reject = Reject.ReasonByte;
                    return ParseStatus.Rejected;
                case (byte)'\r' or (byte)'\n':
                    head.LineEnd = at;
                    bool ends = StartLine.EndsAt(bytes, at, out next, out bool other);
                    head.BareLf = ends && next == at + 1;
                    reject = other ? Reject.BareCarriageReturn : Reject.None;
                    return ends ? ParseStatus.Complete : StatusOf(reject);
            }
        }
    }

    /// <summary>A space and three digits, as far as they have arrived. The first digit is not 0.</summary>
    private static Reject ReadCode(ReadOnlySpan<byte> rest, out int code)
    {
        code = 0;
        for (int i = 0; i <= CodeLength && i < rest.Length; i++)
        {
            byte least = i == 1 ? (byte)'1' : (byte)'0';
            if (i == 0 ? rest[i] != ' ' : rest[i] < least || rest[i] > '9')
            {
                return Reject.StatusCode;
            }

            code = i == 0 ? 0 : (code * 10) + rest[i] - '0';
        }

        return Reject.None;
    }

    private static void Settle(in HeadFacts facts, Method requestMethod, ref ResponseHead head)
    {
        bool hasLength = facts.Length >= 0;
        bool hasBody = HasBody(head.Status, requestMethod);
        bool mayAnnounce = head.Status is >= 200 and not 204;
        head.FieldCount = facts.FieldCount;
        head.FieldsEnd = facts.FieldsEnd;
        head.Length = facts.HeadLength;
        head.BareLf |= facts.BareLf;
        head.DeclaredLength = facts.Length;
        head.ConnectionFields = facts.ConnectionFields;
        head.Body = !hasBody ? default
            : facts.Chunked ? new BodyPlan(BodyKind.Chunked, 0)
            : facts.Length > 0 ? new BodyPlan(BodyKind.Length, facts.Length)
            : hasLength ? default : new BodyPlan(BodyKind.UntilClose, 0);
        head.DropTransferEncoding = facts.Chunked && !mayAnnounce;
        head.DropContentLength = hasLength && (facts.SeveralLengths || facts.Chunked || !mayAnnounce);
        head.AddContentLength = facts.SeveralLengths && !facts.Chunked && mayAnnounce;
        // Two lengths, or one where none may be: what such a server sends next cannot be trusted to be a
        // response.
        bool doubtful = facts.Chunked && (hasLength || !mayAnnounce);
        doubtful |= head.Status == 204 && facts.Length > 0;
        head.KeepAlive = !facts.Close && !doubtful && (head.Minor > 0 || facts.KeepAlive)
            && head.Body.Kind != BodyKind.UntilClose;
    }

    /// <summary>
    /// RFC 9112 6.3, points 1 and 2. After a 2xx to CONNECT come the tunnel's bytes, which are no body.
    /// </summary>
    private static bool HasBody(int status, Method requestMethod) =>
        status is >= 200 and not (204 or 304) && requestMethod != Method.Head
        && !(requestMethod == Method.Connect && status < 300);

    private static ParseStatus StatusOf(Reject reject) =>
        reject == Reject.None ? ParseStatus.Incomplete : ParseStatus.Rejected;
}
