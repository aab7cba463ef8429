namespace Weir.Tests.Wire;

/// <summary>Configurations of the Architecture Guide, letter by letter.</summary>
internal static class Guide
{
    /// <summary>Section 1, "Simple HTTP load-balancing with cookie insertion".</summary>
    public const string Section1 = """
         listen webfarm 192.168.1.1:80
         mode http
         balance roundrobin
         cookie SERVERID insert indirect
         option httpchk HEAD /index.html HTTP/1.0
         server webA 192.168.1.11:80 cookie A check
         server webB 192.168.1.12:80 cookie B check
         server webC 192.168.1.13:80 cookie C check
         server webD 192.168.1.14:80 cookie D check

        """;

    /// <summary>Section 1, "Hints": the same with <c>balance source</c>.</summary>
    public const string Section1Source = """
         listen webfarm 192.168.1.1:80
         mode http
         balance source
         cookie SERVERID insert indirect
         option httpchk HEAD /index.html HTTP/1.0
         server webA 192.168.1.11:80 cookie A check
         server webB 192.168.1.12:80 cookie B check
         server webC 192.168.1.13:80 cookie C check
         server webD 192.168.1.14:80 cookie D check

        """;

    /// <summary>
    /// The same text with checks every 200 ms, for cases that wait for a server to go down or come back.
    /// Answers may take longer than that: on a busy machine a slow test is not a dead server.
    /// </summary>
    public static string WithQuickChecks(string text) =>
        text.Replace(
            " check\n", " check inter 200\n", System.StringComparison.Ordinal) + " timeout check 5s\n";
}
