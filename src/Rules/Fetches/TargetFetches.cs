using System;
using System.Buffers.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Rules.Fetches;

/// <summary>The target of a request and its parts.</summary>
internal static class TargetFetches
{
    private static readonly ArgumentKind[] NameAndMark = [ArgumentKind.Text, ArgumentKind.Text];

    public static readonly Fetch[] Rows =
    [
        new(["base"], SampleType.Text, RulePlace.Request,
            "The host of the request followed by its path without the query.", Base)
        { HasForms = true, NeedsHttp = true },
        new(["path"], SampleType.Text, RulePlace.Request,
            "The path of the request's target, without its query.", Path)
        { HasForms = true, NeedsHttp = true },
        new(["pathq"], SampleType.Text, RulePlace.Request,
            "The path of the request's target, with its query.", PathWithQuery)
        { HasForms = true, NeedsHttp = true },
        new(["query"], SampleType.Text, RulePlace.Request,
            "What follows the first question mark of the request's target.", Query)
        { HasForms = true, NeedsHttp = true },
        new(["url"], SampleType.Text, RulePlace.Request,
            "The request's target as the client wrote it.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Message.Target);
                return true;
            })
        { HasForms = true, NeedsHttp = true },
        new(["url_ip"], SampleType.Address, RulePlace.Request,
            "The host of an absolute target that is an address.",
            static (ref context, _, ref sample) => Authority(in context.Message, ref sample, isPort: false))
        { NeedsHttp = true },
        new(["url_port"], SampleType.Integer, RulePlace.Request,
            "The port of an absolute target whose host is an address; 80 without one.",
            static (ref context, _, ref sample) => Authority(in context.Message, ref sample, isPort: true))
        { NeedsHttp = true },
        new(["urlp", "url_param"], SampleType.Text, RulePlace.Request,
            "Values of a parameter in the request's query, or behind another character than a question mark.",
            Parameter)
        { Example = "urlp(session)", Arguments = NameAndMark, HasForms = true, NeedsHttp = true },
        new(["urlp_val", "url_param_val"], SampleType.Integer, RulePlace.Request,
            "The numbers that values of a parameter begin with.",
            static (ref context, arguments, ref sample) =>
            {
                bool isThere = Parameter(ref context, arguments, ref sample);
                sample.SetInteger(isThere ? Casts.LeadingNumber(sample.Bytes) : 0);
                return isThere;
            })
        { Example = "urlp_val(page)", Arguments = NameAndMark, NeedsHttp = true },
    ];

    private static ReadOnlySpan<byte> PathOf(scoped in RuleMessage message, out ReadOnlySpan<byte> query)
    {
        ReadOnlySpan<byte> path = Target.PathOf(message.Head.Slice(
            message.Request.TargetStart, message.Request.TargetLength));
        int mark = path.IndexOf((byte)'?');
        query = mark < 0 ? default : path[mark..];
        return mark < 0 ? path : path[..mark];
    }

    private static bool Path(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        sample.SetText(PathOf(in context.Message, out _));
        return !sample.Bytes.IsEmpty;
    }

    private static bool PathWithQuery(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        sample.SetText(Target.PathOf(context.Message.Target));
        return !sample.Bytes.IsEmpty;
    }

    private static bool Query(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        PathOf(in context.Message, out ReadOnlySpan<byte> query);
        if (query.IsEmpty)
        {
            return false;
        }

        sample.SetText(query[1..]);
        return true;
    }

    private static bool Base(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        FieldValues host = new(in context.Message, "host"u8, whole: true);
        ReadOnlySpan<byte> path = PathOf(in context.Message, out _);
        ReadOnlySpan<byte> name = host.MoveNext() ? host.Value : default;
        Span<byte> room = context.TakeRoom(name.Length + path.Length);
        if (room.Length < name.Length + path.Length || room.IsEmpty)
        {
            return false;
        }

        name.CopyTo(room);
        path.CopyTo(room[name.Length..]);
        sample.SetText(room);
        return true;
    }

    /// <summary>
    /// "scheme://address[:port]": anything else has none.
    /// </summary>
    private static bool Authority(scoped in RuleMessage message, ref Sample sample, bool isPort)
    {
        ReadOnlySpan<byte> target = message.Head.Slice(
            message.Request.TargetStart, message.Request.TargetLength);
        int start = target.IndexOf("://"u8);
        if (start < 0 || target[0] == '/')
        {
            return false;
        }

        ReadOnlySpan<byte> rest = target[(start + 3)..];
        int end = rest.IndexOfAny((byte)'/', (byte)'?');
        ReadOnlySpan<byte> authority = end < 0 ? rest : rest[..end];
        int colon = authority.IndexOf((byte)':');
        ReadOnlySpan<byte> host = colon < 0 ? authority : authority[..colon];
        ReadOnlySpan<byte> digits = colon < 0 ? default : authority[(colon + 1)..];
        ushort port = 80;
        bool isGood = IpReader.TryRead(host, out IpEndpoint address) && (digits.IsEmpty
            || (Utf8Parser.TryParse(digits, out port, out int used) && used == digits.Length));
        sample.SetAddress(address);
        if (isPort)
        {
            sample.SetInteger(port);
        }

        return isGood;
    }

    /// <summary>
    /// Parameters stand between '&amp;' or ';' behind the first '?', or behind and between another character
    /// that is named. <see cref="Sample.Next"/> is the offset of the next one in the target, plus 1.
    /// </summary>
    private static bool Parameter(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        ReadOnlySpan<byte> target = context.Message.Target;
        ReadOnlySpan<byte> name = arguments.Text;
        byte begins = arguments.OtherText.Length > 0 ? arguments.OtherText[0] : (byte)'?';
        byte other = begins == '?' ? (byte)';' : begins;
        int at = sample.Next != 0 ? (int)sample.Next - 1 : target.IndexOf(begins) + 1;
        while (at > 0 && at < target.Length)
        {
            ReadOnlySpan<byte> rest = target[at..];
            int end = rest.IndexOfAny((byte)'&', (byte)';', other);
            ReadOnlySpan<byte> one = end < 0 ? rest : rest[..end];
            at = end < 0 ? target.Length : at + end + 1;
            int equals = name.IsEmpty ? one.IndexOf((byte)'=') : name.Length;
            if (equals > 0 && equals < one.Length && one[equals] == '=' && one.StartsWith(name))
            {
                sample.SetText(one[(equals + 1)..]);
                sample.Next = arguments.Iterates && at < target.Length ? at + 1 : 0;
                return true;
            }
        }

        return false;
    }
}
