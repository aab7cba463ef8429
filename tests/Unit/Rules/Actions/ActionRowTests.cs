using System.Linq;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Actions;
using Weir.Tests.Unit.Model;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Actions;

/// <summary>What follows from the rows of actions, and what they decide.</summary>
public sealed class ActionRowTests
{
    public static TheoryData<string> EveryAction() => [.. ActionTable.Rows.Select(static row => row.Name)];

    [Theory]
    [MemberData(nameof(EveryAction))]
    public void AnActionIsAcceptedExactlyWhereItsRowSays(string name)
    {
        ActionRow row = ActionTable.Rows.Single(one => one.Name == name);
        Assert.EndsWith(".", row.Doc);
        Assert.StartsWith(name, row.Example);
        foreach ((string word, RulePlace place) in new[]
        {
            ("http-request", RulePlace.Request), ("http-response", RulePlace.Response),
        })
        {
            string line = $"{word} {row.Example}";
            bool isThere = (row.Places & place) != 0;
            Assert.Equal(isThere ? 0 : 1, RuleBed.Messages(line).Count);
            Assert.Equal(isThere ? 0 : 1, RuleBed.Messages($"{line} if TRUE").Count);
            if (isThere)
            {
                Assert.Single(RuleBed.Messages($"{line} surplus-word"));
            }
        }
    }

    [Theory]
    [InlineData("block if METH_GET", VerdictKind.Deny, 403)]
    [InlineData("block if METH_POST", VerdictKind.GoOn, 0)]
    [InlineData("http-request deny", VerdictKind.Deny, 403)]
    [InlineData("http-request deny deny_status 429", VerdictKind.Deny, 429)]
    [InlineData("http-request deny status 404 deny_status 503", VerdictKind.Deny, 503)]
    [InlineData("http-request tarpit", VerdictKind.Tarpit, 500)]
    [InlineData("http-request tarpit deny_status 429", VerdictKind.Tarpit, 429)]
    [InlineData("http-request allow\nhttp-request deny", VerdictKind.GoOn, 0)]
    [InlineData("http-request allow if METH_POST\nhttp-request deny", VerdictKind.Deny, 403)]
    [InlineData("http-request allow\nredirect location /b", VerdictKind.Reply, 302)]
    [InlineData("http-request auth", VerdictKind.Challenge, 401)]
    [InlineData("http-request auth\noption http-use-proxy-header", VerdictKind.Challenge, 401)]
    [InlineData("block if TRUE\nhttp-request allow", VerdictKind.Deny, 403)]
    public void ARequestIsJudged(string lines, VerdictKind kind, int status)
    {
        Verdict verdict = new RuleBed(lines).Judge("/");
        Assert.Equal(kind, verdict.Kind);
        Assert.Equal(status, verdict.Status);
    }

    [Theory]
    [InlineData("http-response deny", VerdictKind.Deny, 502)]
    [InlineData("http-response deny deny_status 404 if { status 200 }", VerdictKind.Deny, 404)]
    [InlineData("http-response deny if { status 404 }", VerdictKind.GoOn, 0)]
    [InlineData("http-response allow if { res.hdr(server) x }\nhttp-response deny", VerdictKind.GoOn, 0)]
    public void AResponseIsJudged(string lines, VerdictKind kind, int status)
    {
        RuleBed bed = new(lines);
        RuleMessage response = bed.Parse("HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 0\r\n\r\n");
        RuleContext context = bed.ContextOf(response);
        Verdict verdict = bed.Frontend.Rules!.Response!.Run(ref context);
        Assert.Equal(kind, verdict.Kind);
        Assert.Equal(status, verdict.Status);
    }

    [Theory]
    [InlineData("force-persist", Persistence.Forced)]
    [InlineData("ignore-persist", Persistence.Ignored)]
    public void PersistenceIsSaid(string word, Persistence expected)
    {
        RuleBed bed = new("use_backend yes if TRUE", $"backend b\n {word} if METH_GET\n");
        ProxyRules rules = bed.Plan.Proxies.Single(static one => one.Name == "b").Rules!;
        RuleContext context = bed.ContextOf(bed.Parse("/"));
        rules.Persistence!.Run(ref context);
        Assert.Equal(expected, context.Persistence);
    }

    [Theory]
    [InlineData("http-request denny", "'http-request' expects 'add-header', 'allow', 'auth', 'del-header', "
        + "'deny', 'redirect', 'replace-header', 'replace-uri', 'tarpit', "
        + "but got 'denny'; did you mean 'deny' maybe ?")]
    [InlineData("http-request", "'http-request' expects 'add-header', 'allow', 'auth', 'del-header', "
        + "'deny', 'redirect', 'replace-header', 'replace-uri', 'tarpit', "
        + "but got '' (missing argument).")]
    [InlineData("http-response tarpit", "'http-response' expects 'add-header', 'allow', 'del-header', "
        + "'deny', 'replace-header', but got 'tarpit'.")]
    [InlineData("http-request set-header a b", "'http-request set-header' is known, but not supported yet.")]
    [InlineData("http-request set-var(txn.a) b",
        "'http-request set-var(txn.a)' is known, but not supported yet.")]
    [InlineData("http-request deny when TRUE",
        "'http-request deny' expects either 'if' or 'unless' followed by "
        + "a condition but found 'when'.")]
    [InlineData("http-request deny if foo",
        "error detected while parsing an 'http-request deny' condition : no "
        + "such ACL : 'foo'.")]
    [InlineData("http-request deny deny_status", "error detected in frontend 'f' while parsing 'http-request "
        + "deny' rule : 'status' expects <status_code> as argument.")]
    [InlineData("http-request deny deny_status abc",
        "error detected in frontend 'f' while parsing 'http-request "
        + "deny' rule : Unexpected status code '0'.")]
    [InlineData("http-request deny deny_status 418",
        "error detected in frontend 'f' while parsing 'http-request "
        + "deny' rule : status code '418' not handled by default with 'default-errorfiles' argument.")]
    [InlineData("http-request deny errorfile x", "error detected in frontend 'f' while parsing 'http-request "
        + "deny' rule : 'errorfile' is known, but not supported yet.")]
    [InlineData("http-request redirect location",
        "error detected in frontend 'f' while parsing 'http-request "
        + "redirect' rule : missing argument for 'location'.")]
    [InlineData("http-request redirect location /%[path]", "error detected in frontend 'f' while parsing "
        + "'http-request redirect' rule : a target with '%' in it is known, but not supported yet.")]
    [InlineData("redirect foo /a",
        "error detected in frontend 'f' while parsing redirect rule : expects 'code', "
        + "'prefix', 'location', 'scheme', 'set-cookie', 'clear-cookie', 'drop-query', 'ignore-empty' or "
        + "'append-slash' (was 'foo').")]
    [InlineData("redirect location /a code 304",
        "error detected in frontend 'f' while parsing redirect rule : "
        + "'code': unsupported HTTP code '304' (must be one of 301, 302, 303, 307 or 308).")]
    [InlineData("redirect code 301",
        "error detected in frontend 'f' while parsing redirect rule : redirection "
        + "type expected ('prefix', 'location', or 'scheme').")]
    [InlineData("redirect location /a if foo", "error detected in frontend 'f' while parsing redirect rule : "
        + "error in condition : no such ACL : 'foo'.")]
    [InlineData("use_backend %[path]", "a backend name with '%' in it is known, but not supported yet.")]
    [InlineData("use_backend yes when TRUE", "unexpected keyword 'when' after switching rule, only 'if' and "
        + "'unless' are allowed.")]
    [InlineData("monitor fail if foo",
        "error detected while parsing a 'monitor fail' condition : no such ACL : "
        + "'foo'.")]
    public void AWrongLineIsRefusedInTheseWords(string line, string expected) =>
        Assert.Equal($"Alert: parsing [t.cfg:8] : {expected}", Assert.Single(RuleBed.Messages(line)));

    [Theory]
    [InlineData("use_backend nope", "Proxy 'f': unable to find required use_backend: 'nope'.")]
    [InlineData("use_backend yse", "Did you mean 'yes' maybe ?")]
    public void ABackendThatIsNotThereIsRefused(string line, string expected) =>
        Assert.Contains(expected, Assert.Single(RuleBed.Messages(line)));

    [Fact]
    public void ASectionThatSendsToItselfIsRefused() => Assert.Contains(
        "Proxy 'l': loop detected for use_backend: 'l'.",
        Assert.Single(Config.Messages(RuleBed.TextOf(
            "use_backend yes", "listen l\n bind 127.0.0.1:85\n use_backend l if TRUE\n"))));

    [Theory]
    [InlineData("redirect location /\nblock if TRUE",
        "a 'block' rule placed after a 'redirect' rule will still "
        + "be processed before.")]
    [InlineData("use_backend yes if TRUE\nhttp-request deny if TRUE", "a 'http-request' rule placed after a "
        + "'use_backend' rule will still be processed before.")]
    public void AnOrderThatIsNotTheirsIsTold(string lines, string expected) => Assert.Contains(
        RuleBed.Messages(lines), text => text.EndsWith(expected, System.StringComparison.Ordinal));
}
