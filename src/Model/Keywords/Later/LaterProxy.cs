using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Later;

/// <summary>Words of proxy sections that are known and not done.</summary>
internal static class LaterProxy
{
    public static readonly Keyword[] Table =
    [
        .. NotYet.Rows(Sections.AnyProxy, """
            compression | email-alert | email-alert from | email-alert level
            email-alert mailers | email-alert myhostname | email-alert to | errorfiles | http-after-response
            http-error | stats show-modules | stats show-version | unique-id-format
            """),
        .. NotYet.Rows(Sections.Listen | Sections.Backend, """
            be-unpublished | server-template | use-fcgi-app | use-server
            """),
        .. NotYet.Rows(Sections.Frontend | Sections.Listen | Sections.Backend, """
            filter | filter-sequence | guid
            """),
        .. NotYet.Rows(Sections.Frontend | Sections.Listen, """
            crt | declare capture | force-be-switch | ssl-f-use
            """),
        .. NotYet.Rows(Sections.Client, """
            clitcpka-cnt | clitcpka-idle | clitcpka-intvl | error-log-format | log-format-sd
            log-steps | max-session-srv-conns | quic-initial
            tcp-request session | unique-id-header
            """),
        .. NotYet.Rows(Sections.Service, """
            external-check command | external-check path
            hash-preserve-affinity | http-check
            load-server-state-from-file | max-keep-alive-queue | retry-on
            server-state-file-name | srvtcpka-cnt | srvtcpka-idle | srvtcpka-intvl | tcp-check
            tcp-response content | tcp-response inspect-delay
            """),
    ];
}
