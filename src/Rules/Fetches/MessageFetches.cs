using System;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;
using Weir.Wire.Http;

namespace Weir.Rules.Fetches;

/// <summary>What requests and responses are, beside targets and fields.</summary>
internal static class MessageFetches
{
    /// <summary>Where in a start line the version's numbers are: behind <c>HTTP/</c>.</summary>
    private const int VersionStart = 5;

    private const int VersionLength = 3;

    public static readonly Fetch[] Rows =
    [
        new(["http_first_req"], SampleType.Boolean, RulePlace.Request,
            "Whether the request is the first one of its connection.",
            static (ref context, _, ref sample) =>
            {
                sample.SetBoolean(context.RequestNumber == 1);
                return true;
            })
        { NeedsHttp = true },
        new(["method"], SampleType.Text, RulePlace.Anywhere,
            "The request's method.", MethodOf)
        { NeedsHttp = true, Match = "meth" },
        new(["req.ver", "req_ver"], SampleType.Text, RulePlace.Request,
            "The request's version, such as 1.1.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Message.StartLine[^VersionLength..]);
                return true;
            })
        { HasForms = true, NeedsHttp = true },
        new(["res.ver", "resp_ver"], SampleType.Text, RulePlace.Response,
            "The response's version, such as 1.1.",
            static (ref context, _, ref sample) =>
            {
                sample.SetText(context.Message.StartLine.Slice(VersionStart, VersionLength));
                return true;
            })
        { HasForms = true, NeedsHttp = true },
        new(["status"], SampleType.Integer, RulePlace.Response,
            "The response's status.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(context.Message.Response.Status);
                return true;
            })
        { NeedsHttp = true },
    ];

    /// <summary>Of a response's request only the methods that are known by themselves.</summary>
    private static bool MethodOf(ref RuleContext context, Arguments arguments, ref Sample sample)
    {
        ref RuleMessage message = ref context.Message;
        sample.SetText(message.Kind == MessageKind.Request
            ? message.Head.Slice(message.Request.Start, message.Request.MethodLength)
            : Methods.NameOf(message.Method));
        return !sample.Bytes.IsEmpty;
    }
}
