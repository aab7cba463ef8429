using System;
using Weir.Wire.Http;
using Weir.Wire.Scan;

namespace Weir.Wire.Http1;

/// <summary>
/// The request line (RFC 9112 3): one space between its three parts, because what passes on is the line as it
/// came, and a server that counts other white space would read another target.
/// </summary>
internal static class RequestLine
{
    /// <summary>
    /// Fills the start line's part of the head. <paramref name="next"/> is the first field line.
    /// </summary>
    public static ParseStatus Parse(
        ReadOnlySpan<byte> bytes, ref RequestHead head, out int next, out Reject reject)
    {
        next = 0;
        reject = SkipEmptyLines(bytes, out int at);
        if (reject != Reject.None || at >= bytes.Length)
        {
            return StatusOf(reject);
        }

        head.Start = at;
        bool get = bytes[at..].StartsWith("GET "u8);
        int space = get ? at + 3 : ByteScan.Find<NotToken>(bytes, at);
        if (space >= bytes.Length)
        {
            return ParseStatus.Incomplete;
        }

        if (space == at || bytes[space] != ' ')
        {
            reject = Reject.MethodByte;
            return ParseStatus.Rejected;
        }

        head.MethodLength = space - at;
        head.Method = get ? Method.Get : Methods.Of(bytes[at..space]);
        head.TargetStart = space + 1;
        int end = ByteScan.Find<NotTarget>(bytes, head.TargetStart);
        if (end >= bytes.Length)
        {
            return ParseStatus.Incomplete;
        }

        head.TargetLength = end - head.TargetStart;
        reject = JudgeTarget(bytes[end], bytes.Slice(head.TargetStart, head.TargetLength), head.Method);
        return reject != Reject.None
            ? ParseStatus.Rejected : ParseVersion(bytes, end + 1, ref head, out next, out reject);
    }

    private static ParseStatus StatusOf(Reject reject) =>
        reject == Reject.None ? ParseStatus.Incomplete : ParseStatus.Rejected;

    /// <summary>
    /// Any number of them before the line, as HAProxy does; RFC 9112 2.2 asks for one at least.
    /// </summary>
    private static Reject SkipEmptyLines(ReadOnlySpan<byte> bytes, out int at)
    {
        at = 0;
        while (at < bytes.Length && bytes[at] is (byte)'\r' or (byte)'\n')
        {
            if (bytes[at] == '\n')
            {
                at++;
            }
            else if (at + 1 >= bytes.Length)
            {
                at++; // the line feed has not arrived
            }
            else if (bytes[at + 1] == '\n')
            {
                at += 2;
            }
            else
            {
                return Reject.BareCarriageReturn;
            }
        }

        return Reject.None;
    }

    private static Reject JudgeTarget(byte stopped, ReadOnlySpan<byte> target, Method method)
    {
        if (stopped != ' ')
        {
            return stopped is (byte)'\r' or (byte)'\n' ? Reject.VersionMissing : Reject.TargetByte;
        }

        return target.IsEmpty ? Reject.TargetMissing
            : Target.HasForm(target, method) ? Reject.None : Reject.TargetForm;
    }

    private static ParseStatus ParseVersion(
        ReadOnlySpan<byte> bytes, int at, ref RequestHead head, out int next, out Reject reject)
    {
        VersionRead version = StartLine.ReadVersion(bytes, at, out head.Minor);
        next = 0;
        reject = version switch
        {
            VersionRead.NotHttp => Reject.VersionSyntax,
            VersionRead.OtherMajor => Reject.VersionUnsupported,
            _ => Reject.None,
        };
        if (version != VersionRead.Complete)
        {
            return StatusOf(reject);
        }

        head.LineEnd = at + StartLine.VersionLength;
        if (StartLine.EndsAt(bytes, head.LineEnd, out next, out bool other))
        {
            head.BareLf = next == head.LineEnd + 1;
            return ParseStatus.Complete;
        }

        reject = other ? Reject.VersionSyntax : Reject.None;
        return StatusOf(reject);
    }
}
