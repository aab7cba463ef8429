using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Later;

/// <summary>Words of the <c>server</c> line that are known and not done.</summary>
internal static class LaterServerWords
{
    public static readonly Keyword[] Table =
    [
        .. NotYet.Rows(Sections.ServerLine, """
            agent-addr | agent-check | agent-inter | agent-port | agent-send | allow-0rtt | alpn | ca-file
            cc | check-alpn | check-pool-conn-name | check-proto | check-reuse-pool | check-send-proxy
            check-sni | check-sni-auto | check-ssl | check-via-socks4 | ciphers | ciphersuites
            client-sigalgs | crl-file | crt | curves | force-sslv3 | force-tlsv10 | force-tlsv11
            force-tlsv12 | force-tlsv13 | guid | hash-key | healthcheck | idle-ping | init-addr | init-state
            ktls | log-bufsize | log-proto | max-reuse | namespace | no-agent-check | no-check-reuse-pool
            no-check-send-proxy | no-check-sni-auto | no-check-ssl | no-renegotiate | no-send-proxy
            no-send-proxy-v2 | no-send-proxy-v2-ssl | no-send-proxy-v2-ssl-cn | no-sni-auto | no-ssl
            no-ssl-reuse | no-sslv3 | no-tfo | no-tls-tickets | no-tlsv10 | no-tlsv11 | no-tlsv12
            no-tlsv13 | no-verifyhost | npn | pool-conn-name | pool-low-conn | pool-max-conn
            pool-purge-delay | proto | proxy-v2-options | quic-cc-algo | renegotiate | resolve-net
            resolve-opts | resolve-prefer | resolvers | send-proxy | send-proxy-v2 | send-proxy-v2-ssl
            send-proxy-v2-ssl-cn | set-proxy-v2-tlv-fmt | shard | sigalgs | sni | sni-auto | socks4 | ssl
            ssl-max-ver | ssl-min-ver | ssl-reuse | strict-maxconn | tcp-md5sig | tcp-ut | tfo | tls-tickets
            verify | verifyhost | ws
            """),
    ];
}
