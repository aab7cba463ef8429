using System;
using Weir.Ground.Check;

namespace Weir.Wire.Http1;

/// <param name="Reject">What was wrong.</param>
/// <param name="Status">Which status a client is answered with; a server's fault is always 502.</param>
/// <param name="Text">What the operator reads.</param>
public readonly record struct RejectRow(Reject Reject, int Status, string Text);

/// <summary>
/// One row for each way a peer can be wrong, in the order of <see cref="Reject"/>. Statuses are HAProxy
/// 2.6's.
/// </summary>
public static class RejectTable
{
    private static readonly RejectRow[] Rows =
    [
        new(Reject.None, 200, "nothing wrong"),
        new(Reject.MethodByte, 400, "the request does not begin with a method and one space"),
        new(Reject.TargetMissing, 400, "no target after the method, or more than one space before it"),
        new(Reject.TargetByte, 400, "a byte in the target that has to be percent-encoded"),
        new(Reject.TargetForm, 400, "a target that is neither a path nor a form that the method allows"),
        new(Reject.VersionMissing, 400, "no version in the request line"),
        new(Reject.VersionSyntax, 400, "the request line does not end in HTTP/1.x"),
        new(Reject.VersionUnsupported, 400, "a version of HTTP that is not 1.x"),
        new(Reject.StatusVersion, 502, "the response does not begin with HTTP/1.x"),
        new(Reject.StatusCode, 502, "the status is not three digits between single spaces"),
        new(Reject.ReasonByte, 502, "NUL in the reason"),
        new(Reject.FieldNameEmpty, 400, "a field line that begins with a colon"),
        new(Reject.FieldNameByte, 400, "a byte in a field name that is not allowed there"),
        new(Reject.SpaceBeforeColon, 400, "white space in a field name or before its colon"),
        new(Reject.ColonMissing, 400, "a field line without a colon"),
        new(Reject.FoldedLine, 400, "a field line that begins with white space"),
        new(Reject.BareCarriageReturn, 400, "CR without LF"),
        new(Reject.ValueByte, 400, "NUL in a field value"),
        new(Reject.TooManyFields, 400, "more field lines than tune.http.maxhdr allows"),
        new(Reject.HeadTooLong, 400, "a head of more than 65535 bytes"),
        new(Reject.ContentLengthSyntax, 400, "Content-Length is not a number"),
        new(Reject.ContentLengthOverflow, 400, "Content-Length is above 9223372036854775807"),
        new(Reject.ContentLengthConflict, 400, "different values of Content-Length"),
        new(Reject.TransferEncodingVersion, 400, "Transfer-Encoding in HTTP/1.0"),
        new(Reject.TransferEncodingUnknown, 422, "a transfer coding other than chunked"),
        new(Reject.TransferEncodingRepeated, 400, "chunked more than once"),
        new(Reject.ChunkedNotLast, 400, "Transfer-Encoding does not end in chunked"),
        new(Reject.HostRepeated, 400, "more than one Host"),
        new(Reject.HostByte, 400, "a byte in Host that cannot be in a host name"),
        new(Reject.HostUnlikeTarget, 400, "Host differs from the target's authority"),
        new(Reject.BodyInConnect, 400, "a chunked CONNECT"),
        new(Reject.BodyInOldRequest, 413, "GET, HEAD or DELETE of HTTP/1.0 with a body"),
    ];

    public static ReadOnlySpan<RejectRow> All => Rows;

    public static RejectRow RowOf(Reject reject)
    {
        RejectRow row = Rows[(int)reject];
        Must.Hold(row.Reject == reject);
        return row;
    }
}
