using System;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;
using Weir.Wire.Handshake;
using Weir.Wire.Http1;

namespace Weir.Rules.Fetches.Contents;

/// <summary>What clients of other protocols say first.</summary>
internal static class HandshakeFetches
{
    private static readonly ArgumentKind[] Name = [ArgumentKind.Text];

    public static readonly Fetch[] Rows =
    [
        new(["req.rdp_cookie", "req_rdp_cookie", "rdp_cookie"], SampleType.Text, RulePlace.Request,
            "The cookie of a Remote Desktop client, if it has that name.",
            static (ref context, arguments, ref sample) =>
            {
                ParseStatus status = RdpRequest.Cookie(
                    context.Message.Content, arguments.Text, out ReadOnlySpan<byte> value);
                sample.SetText(value);
                return Is(status, in context, ref sample);
            })
        { Example = "req.rdp_cookie(mstshash)", Arguments = Name, IsOfOthers = true },
        new(["req.rdp_cookie_cnt", "req_rdp_cookie_cnt", "rdp_cookie_cnt"], SampleType.Integer,
            RulePlace.Request, "How many cookies of a name, or of any, a Remote Desktop client sends: one.",
            static (ref context, arguments, ref sample) =>
            {
                ParseStatus status = RdpRequest.Cookie(context.Message.Content, arguments.Text, out _);
                sample.SetInteger(Is(status, in context, ref sample) ? 1 : 0);
                return true;
            })
        { Example = "req.rdp_cookie_cnt(mstshash)", Arguments = Name, IsOfOthers = true },
        new(["req.ssl_hello_type", "req_ssl_hello_type"], SampleType.Integer, RulePlace.Request,
            "1 when a whole TLS client hello is there.",
            static (ref context, _, ref sample) =>
            {
                sample.SetInteger(TlsHello.ClientHello);
                return Is(TlsHello.Whole(context.Message.Content), in context, ref sample);
            })
        { IsOfOthers = true },
        new(["req.ssl_sni", "req_ssl_sni"], SampleType.Text, RulePlace.Request,
            "The name of the server that a TLS client asks for.",
            static (ref context, _, ref sample) =>
            {
                ParseStatus status =
                    TlsHello.ServerName(context.Message.Content, out ReadOnlySpan<byte> name);
                sample.SetText(name);
                return Is(status, in context, ref sample);
            })
        { IsOfOthers = true },
        new(["req.ssl_ver", "req_ssl_ver"], SampleType.Integer, RulePlace.Request,
            "The version that a TLS client offers: major times 65536, and minor; TLS 1.0 is 3.1.",
            static (ref context, _, ref sample) =>
            {
                ParseStatus status = TlsHello.Version(context.Message.Content, out int version);
                sample.SetInteger(version);
                return Is(status, in context, ref sample);
            })
        { Match = "dotted", IsOfOthers = true },
    ];

    /// <summary>Whether it is there; if not yet, it may still come.</summary>
    private static bool Is(ParseStatus status, in RuleContext context, ref Sample sample)
    {
        sample.MayChange = status == ParseStatus.Incomplete && context.Message.IsGrowing;
        return status == ParseStatus.Complete;
    }
}
