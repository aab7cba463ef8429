using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong lines about health checks.</summary>
internal static class CheckUses
{
    private const string SendWords =
        "'http-check send' : expects 'comment', 'meth', 'uri', 'ver', 'hdr' or 'body' but got ";

    private const string ExpectSupports = "'http-check expect' : only supports [!]string, [!]rstring, "
        + "[!]status, [!]rstatus or comment but got ";

    private const string ErrorWords =
        "'on-error' expects one of 'fastinter', 'fail-check', 'sudden-death' or 'mark-down' ";

    public static readonly WrongUse[] All =
    [
        Listen("http-check expect", "http-check expect",
            "'http-check expect' : expects at least a matching pattern as arguments."),
        Listen("http-check expect", "http-check expect foo",
            ExpectSupports + "'foo' as argument."),
        Listen("http-check expect", "http-check expect !",
            ExpectSupports + "'' as argument."),
        Listen("http-check expect", "http-check expect comment x",
            ExpectSupports + "'' as argument."),
        Listen("http-check expect", "http-check expect status 200 201",
            ExpectSupports + "'201' as argument."),
        Listen("http-check expect", "http-check expect status",
            "'http-check expect' : 'status' expects a <pattern> as argument."),
        Listen("http-check expect", "http-check expect ! string",
            "'http-check expect' : 'string' expects a <pattern> as argument."),
        Listen("http-check expect", "http-check expect status 2xx",
            "'http-check expect' : invalid character 'x' in the list of status codes."),
        Listen("http-check expect", "http-check expect status 300-200",
            "'http-check expect' : invalid range of status codes '300-200'."),
        Listen("http-check expect", "http-check expect status 200-",
            "'http-check expect' : invalid range of status codes '200-'."),
        Listen("http-check expect", "http-check expect status 99999999999",
            "'http-check expect' : no status code is as large as '99999999999'."),
        Listen("http-check expect", @"http-check expect string """"",
            "'http-check expect' : 'string' expects a <pattern> as argument."),
        Listen("http-check expect", "http-check expect rstatus (",
            "'http-check expect' : regex '(' is invalid (error=missing closing parenthesis, erroffset=1)."),
        Listen("http-check expect", "http-check expect min-recv 3 string x",
            "'http-check expect min-recv' is known, but not supported yet."),
        Listen("http-check send", "http-check send foo", SendWords + "'foo' as argument."),
        Listen("http-check send", "http-check send meth",
            "'http-check send' : 'meth' expects a string as argument."),
        Listen("http-check send", "http-check send hdr host",
            "'http-check send' : 'hdr' expects <name> and <value> as arguments."),
        Listen("http-check send", "http-check send hdr a: b",
            "'http-check send' : unable to parse the request 'a:: b'."),
        Listen("http-check send", @"http-check send hdr a b\nc:\ d",
            "'http-check send' : unable to parse the request 'a: b\nc: d'."),
        Listen("http-check send", "http-check send hdr a %ci",
            "'http-check send hdr <format>' is known, but not supported yet."),
        Listen("http-check send", "http-check send uri-lf /%ci",
            "'http-check send uri-lf' is known, but not supported yet."),
        Listen("option httpchk", "option httpchk GET / 1.0",
            "'option httpchk' expects a version such as 'HTTP/1.0' (got '1.0')."),
        Listen("option httpchk", @"option httpchk GET / HTTP/1.1\r\nHost",
            "'option httpchk' : unable to parse the request 'Host'."),
        Listen("option mysql-check", "option mysql-check foo",
            "'option mysql-check' only supports optional values: 'user' (got 'foo')."),
        Listen("option mysql-check", "option mysql-check user",
            "'option mysql-check user' expects <username> as argument."),
        Listen("option mysql-check", "option mysql-check user u foo",
            "keyword 'user' only supports 'post-41' and 'pre-41' (got 'foo')."),
        Listen("option pgsql-check", "option pgsql-check user",
            "'option pgsql-check' expects 'user <username>' as argument."),
        Listen("option pgsql-check", "option pgsql-check foo u",
            "'option pgsql-check' only supports optional values: 'user'."),
        Listen("option smtpchk", "option smtpchk HELO a b",
            "'option smtpchk' cannot handle unexpected argument 'b'."),
        Listen("default-server", "default-server foo", "unknown keyword 'foo'."),
        Listen("default-server", "default-server 127.0.0.1:80", "unknown keyword '127.0.0.1:80'."),
        Listen("default-server", "default-server inter 1s id 3",
            "'id' option is not accepted in default-server sections"),
        Listen("default-server", "default-server weight 300",
            "weight of server default-server is not within 0 and 256 (300)."),
        Server("error-limit", "error-limit", "'error-limit' expects an integer argument."),
        Server("error-limit", "error-limit 0", "error-limit has to be > 0."),
        Server("observe", "observe", "'observe' expects <mode> as argument."),
        Server("observe", "observe foo",
            "'observe' expects one of 'none', 'layer4', 'layer7' but got 'foo'."),
        Server("on-error", "on-error foo", ErrorWords + "but got 'foo'."),
        Server("on-error", "on-error", ErrorWords + "but got ''."),
        Server("on-marked-down", "on-marked-down foo",
            "'on-marked-down' expects 'shutdown-sessions' but got 'foo'."),
        Server("on-marked-up", "on-marked-up",
            "'on-marked-up' expects 'shutdown-backup-sessions' but got ''."),
        Server("slowstart", "slowstart", "'slowstart' expects a delay as argument."),
        Server("slowstart", "slowstart x", "unexpected character 'x' in 'slowstart' argument of server s."),
        Server("slowstart", "slowstart 99999999999",
            "overflow in argument <99999999999> to <slowstart> of server s, "
                + "maximum value is 2147483647 ms (~24.8 days)."),
        Server("track", "track", "'track' expects [<proxy>/]<server> as argument."),
        Global("max-spread-checks", "max-spread-checks", "'max-spread-checks' expects a time as argument."),
        Global("max-spread-checks", "max-spread-checks x",
            "unsupported character 'x' in 'max-spread-checks' (wants an integer delay)."),
        Global("spread-checks", "spread-checks", "'spread-checks' expects an integer argument (0..50)."),
        Global("spread-checks", "spread-checks 51",
            "'spread-checks' needs a positive value in range 0..50."),
    ];
}
