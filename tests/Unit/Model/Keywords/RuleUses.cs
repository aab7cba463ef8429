using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>
/// Wrong uses of the words that conditions follow; what conditions themselves can be wrong with is told with
/// the rules' own tests.
/// </summary>
internal static class RuleUses
{
    public static WrongUse[] Rows() =>
    [
        Listen("acl", "acl", "'acl' expects a name and a test."),
        Listen("acl", "acl a",
            "error detected while parsing ACL 'a' : missing fetch method in ACL expression ''."),
        Required("block", "block"),
        Required("block", "block when TRUE"),
        Listen("block", "block if foo",
            "error detected while parsing blocking condition : no such ACL : 'foo'."),
        Required("force-persist", "force-persist"),
        Listen("force-persist", "force-persist if foo",
            "error detected while parsing a 'force-persist' rule : no such ACL : 'foo'."),
        Required("ignore-persist", "ignore-persist"),
        Required("monitor fail", "monitor fail"),
        Required("monitor fail", "monitor fail always"),
        Listen("http-request", "http-request",
            "'http-request' expects 'add-header', 'allow', 'auth', 'del-header', 'deny', 'redirect', "
            + "'replace-header', 'replace-uri', 'tarpit', but got '' (missing "
            + "argument)."),
        Listen("http-response", "http-response tarpit",
            "'http-response' expects 'add-header', 'allow', 'del-header', 'deny', 'replace-header', but got "
            + "'tarpit'."),
        Listen("http-request", "http-request auth realm",
            "error detected in proxy 'l' while parsing 'http-request auth' rule : missing realm value."),
        Listen("http-request", "http-request auth now", "'http-request auth' expects either 'if' or 'unless' "
            + "followed by a condition but found 'now'."),
        Required("stats admin", "stats admin"),
        Listen("stats admin", "stats admin if foo",
            "error detected while parsing a 'stats admin' rule : no such ACL : 'foo'."),
        Listen("stats http-request", "stats http-request tarpit",
            "'stats http-request' expects 'allow', 'deny' or 'auth', but got 'tarpit'."),
        Listen("stats http-request", "stats http-request auth realm", "error detected in proxy 'l' while "
            + "parsing 'stats http-request auth' rule : missing realm value."),
        Listen("redirect", "redirect", "error detected in proxy 'l' while parsing redirect rule : "
            + "redirection type expected ('prefix', 'location', or 'scheme')."),
        Listen("tcp-request connection", "tcp-request connection",
            "'tcp-request connection' expects 'accept', 'reject' in proxy 'l' (got '')."),
        Listen("tcp-request connection", "tcp-request connection rejct", "'tcp-request connection' expects "
            + "'accept', 'reject' in proxy 'l' (got 'rejct'); did you mean 'reject' maybe ?"),
        Listen("tcp-request connection", "tcp-request connection expect-proxy layer4",
            "'tcp-request connection expect-proxy' is known, but not supported yet."),
        Listen("tcp-request content", "tcp-request content set-var(txn.a) src",
            "'tcp-request content set-var(txn.a)' is known, but not supported yet."),
        Listen("tcp-request content", "tcp-request content accept now", "'tcp-request content accept' only "
            + "accepts 'if' or 'unless', in proxy 'l' (got 'now')."),
        Listen("tcp-request content", "tcp-request content reject unless foo",
            "'tcp-request content reject' : error detected in proxy 'l' while parsing "
            + "'unless' condition : no such ACL : 'foo'."),
        Listen("tcp-request inspect-delay", "tcp-request inspect-delay",
            "'tcp-request inspect-delay' expects a positive delay in milliseconds, in proxy 'l'."),
        Listen("tcp-request inspect-delay", "tcp-request inspect-delay 3x",
            "unexpected character 'x' in 'tcp-request inspect-delay'"),
        Listen("use_backend", "use_backend", "'use_backend' expects a backend name."),
        Listen("use_backend", "use_backend l unles TRUE", "unexpected keyword 'unles' after switching rule, "
            + "only 'if' and 'unless' are allowed; did you mean 'unless' maybe ?"),
    ];

    private static WrongUse Required(string keyword, string line) => Listen(
        keyword, line, $"'{keyword}' requires either 'if' or 'unless' followed by a condition.");
}
