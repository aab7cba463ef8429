using System;
using Weir.Wire.Http;

namespace Weir.Wire.Http1;

/// <summary>
/// Bytes of a client to one request head (RFC 9112 2 to 6), in one pass. Keeps nothing between calls: when
/// bytes are missing it is called again from the start, and its verdict is the same however they arrived.
/// </summary>
public static class RequestParser
{
    /// <summary>Offsets are short, so no head is longer than this.</summary>
    public const int LengthMax = ushort.MaxValue;

    /// <param name="received">All bytes since the end of the last message; those after the head do not
    /// matter.</param>
    /// <param name="fields">Where the field index goes: its first FieldCount elements are filled.</param>
    /// <param name="head">Meaningful when the status is Complete.</param>
    /// <param name="reject">Meaningful when the status is Rejected.</param>
    public static ParseStatus Parse(
        ReadOnlySpan<byte> received, Span<Field> fields, out RequestHead head, out Reject reject)
    {
        head = default;
        ReadOnlySpan<byte> bytes = received.Length > LengthMax ? received[..LengthMax] : received;
        ParseStatus status = RequestLine.Parse(bytes, ref head, out int next, out reject);
        if (status == ParseStatus.Complete)
        {
            HeadFacts facts = new() { OfRequest = true, Minor = head.Minor, Length = -1 };
            status = facts.Read(bytes, next, fields, out reject);
            if (status == ParseStatus.Complete)
            {
                reject = Settle(in facts, ref head);
                reject = reject == Reject.None ? JudgeHost(in head, in facts, bytes) : reject;
                status = reject == Reject.None ? ParseStatus.Complete : ParseStatus.Rejected;
            }
        }

        if (status == ParseStatus.Incomplete && received.Length > LengthMax)
        {
            reject = Reject.HeadTooLong;
            return ParseStatus.Rejected;
        }

        return status;
    }

    /// <summary>
    /// A target with an authority must not say another one than Host: servers differ in which they believe.
    /// </summary>
    private static Reject JudgeHost(in RequestHead head, in HeadFacts facts, ReadOnlySpan<byte> bytes)
    {
        if (bytes[head.TargetStart] == '/' || facts.HostStart == 0)
        {
            return Reject.None;
        }

        ReadOnlySpan<byte> target = bytes.Slice(head.TargetStart, head.TargetLength);
        ReadOnlySpan<byte> host = bytes.Slice(facts.HostStart, facts.HostLength);
        return Target.IsAt(target, head.Method, host) ? Reject.None : Reject.HostUnlikeTarget;
    }

    private static Reject Settle(in HeadFacts facts, ref RequestHead head)
    {
        bool hasLength = facts.Length >= 0;
        head.FieldCount = facts.FieldCount;
        head.FieldsEnd = facts.FieldsEnd;
        head.Length = facts.HeadLength;
        head.BareLf |= facts.BareLf;
        head.DeclaredLength = facts.Length;
        head.ConnectionFields = facts.ConnectionFields;
        head.Upgrade = facts.UpgradeOption && facts.UpgradeField && head.Minor > 0;
        head.KeepAlive = !facts.Close && (head.Minor > 0 || facts.KeepAlive);
        head.Body = facts.Chunked ? new BodyPlan(BodyKind.Chunked, 0)
            : facts.Length > 0 ? new BodyPlan(BodyKind.Length, facts.Length) : default;
        head.DropContentLength = facts.SeveralLengths || (facts.Chunked && hasLength);
        head.AddContentLength = facts.SeveralLengths && !facts.Chunked;
        if (facts.Chunked && hasLength)
        {
            head.KeepAlive = false; // RFC 9112 6.1: answered by the chunks alone, then closed
        }

        if (head.Method == Method.Connect)
        {
            // What follows CONNECT is the tunnel's: a length says nothing there (RFC 9110 9.3.6), chunks
            // would be guessed.
            head.DropContentLength = hasLength;
            head.AddContentLength = false;
            head.Body = default;
            return facts.Chunked ? Reject.BodyInConnect : Reject.None;
        }

        head.ExpectsContinue = facts.ExpectsContinue && head.Minor > 0 && head.Body.Kind != BodyKind.None;
        // Servers of that time ignore such bodies, and read them as the next request; HAProxy answers 413 as
        // well.
        bool unexpected = head.Method is Method.Get or Method.Head or Method.Delete;
        return head.Minor == 0 && facts.Length > 0 && unexpected ? Reject.BodyInOldRequest : Reject.None;
    }
}
