using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Later;

/// <summary>Names after <c>option</c> and <c>timeout</c> that are known and not done.</summary>
internal static class LaterOptions
{
    public static readonly Keyword[] Table =
    [
        .. NotYet.Rows(Sections.Client, """
            option accept-unsafe-violations-in-http-request | option disable-h2-upgrade
            option h1-case-adjust-bogus-client | option httpslog
            option idle-close-on-response | option socket-stats | timeout client-hs
            """),
        .. NotYet.Rows(Sections.Service, """
            option accept-unsafe-violations-in-http-response | option external-check | option forwarded
            option h1-case-adjust-bogus-server | option prefer-last-server | option spop-check
            option use-small-buffers
            """),
        .. NotYet.Rows(Sections.AnyProxy, """
            option http-buffer-request | option http-restrict-req-hdr-names
            """),
        .. NotYet.Rows(Sections.Defaults | Sections.Backend, """
            option http-drop-request-trailers
            """),
        .. NotYet.Rows(Sections.Defaults | Sections.Listen, """
            option http-drop-response-trailers
            """),
    ];
}
