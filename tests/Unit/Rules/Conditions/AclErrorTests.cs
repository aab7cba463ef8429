using Xunit;

namespace Weir.Tests.Unit.Rules.Conditions;

/// <summary>What is said about tests and conditions that are wrong: haproxy's words, then a hint.</summary>
public sealed class AclErrorTests
{
    private const string Place = "Alert: parsing [t.cfg:8] : ";
    private const string Intro = Place + "error detected while parsing ACL 'x' : ";

    [Theory]
    [InlineData("foo", "unknown fetch method 'foo' in ACL expression 'foo'.")]
    [InlineData("pth_beg /x",
        "unknown fetch method 'pth_beg' in ACL expression 'pth_beg'; did you mean 'path_beg' maybe ?")]
    [InlineData("hdr(host a", "ACL keyword 'hdr' : expected ')'.")]
    [InlineData("hdr(host,a) a", "ACL keyword 'hdr' : failed to parse 'a' as type 'integer' at position 2.")]
    [InlineData("hdr(host,1,2) a", "ACL keyword 'hdr' : expected ')' before ',2)'")]
    [InlineData("always_true(1)",
        "fetch method 'always_true' : expected ')' before '1)' in ACL expression 'always_true(1)'.")]
    [InlineData("hdr(host)x a", "ACL keyword 'hdr' : unexpected 'x' after ')'.")]
    [InlineData("hdr(host) -m foo a", "unknown matching method 'foo' when parsing ACL expression.")]
    [InlineData("hdr(host) -m beq a",
        "unknown matching method 'beq' when parsing ACL expression. Did you mean 'beg' maybe ?")]
    [InlineData("hdr(host) -m", "unknown matching method '' when parsing ACL expression.")]
    [InlineData("hdr(host) -z a",
        "'-z' is not a valid ACL option. Please use '--' before any pattern beginning with a '-'.")]
    [InlineData("hdr(host) -f", "failed to open pattern file <>.")]
    [InlineData("hdr(host) -f /none", "failed to open pattern file </none>.")]
    [InlineData("path_reg -f /wrong",
        "regex '(bad' is invalid (error=missing closing parenthesis, erroffset=4) at line 3 of file "
            + "'/wrong'.")]
    [InlineData("path_reg a(", "regex 'a(' is invalid (error=missing closing parenthesis, erroffset=2).")]
    [InlineData("path_reg *a",
        "regex '*a' is invalid (error=quantifier does not follow a repeatable item, erroffset=0).")]
    [InlineData("hdr(host) -M -f x", "'-M' is known, but not supported yet.")]
    [InlineData("path_beg -u abc /a", "the argument of -u must be an integer.")]
    [InlineData("hdr(host),foo a", "ACL keyword 'hdr' : unknown converter 'foo'.")]
    [InlineData("hdr(host),lover a",
        "ACL keyword 'hdr' : unknown converter 'lover'; did you mean 'lower' maybe ?")]
    [InlineData("hdr(host),sha1 a", "ACL keyword 'hdr' : converter 'sha1' is known, but not supported yet.")]
    [InlineData("hdr(host),lower( a",
        "ACL keyword 'hdr' : invalid args in converter 'lower' : expected ')'.")]
    [InlineData("hdr(host),field a", "ACL keyword 'hdr' : invalid args in converter 'field' : "
        + "expected type 'integer' at position 1, but got nothing.")]
    [InlineData("hdr(host),field(1) a", "ACL keyword 'hdr' : invalid args in converter 'field' : "
        + "missing arguments (got 1/2), type 'string' expected.")]
    [InlineData("hdr(host),field(0,.) a", "ACL keyword 'hdr' : invalid args in converter 'field' : "
        + "Unexpected value 0 for index")]
    [InlineData("src 1.2.3.4/33", "'1.2.3.4/33' is not a valid IPv4 or IPv6 address.")]
    [InlineData("src 1.2.3.4 -i", "'-i' is not a valid IPv4 or IPv6 address.")]
    [InlineData("src -n localhost.test", "'localhost.test' is not a valid IPv4 or IPv6 address.")]
    [InlineData("src nowhere.test", "'nowhere.test' is not a valid IPv4 or IPv6 address.")]
    [InlineData("src_port abc", "'abc' is not a number.")]
    [InlineData("src_port 1:2:3", "'1:2:3' is not a valid number range.")]
    [InlineData("src_port 5:3", "'5:3' is not a valid number range.")]
    [InlineData("path -m bin 123", "an even number of hex digit is expected.")]
    [InlineData("path -m bin xy", "an even number of hex digit is expected.")]
    [InlineData("bin(0) a", "an even number of hex digit is expected in ACL expression 'bin(0)'.")]
    [InlineData("bin(00) a", "matching method must be specified first (using '-m') for 'bin(00)'.")]
    [InlineData("bool(yes)", "failed to parse 'yes' as type 'boolean' at position 1 in ACL expression "
        + "'bool(yes)'.")]
    public void AWrongTestIsRefused(string test, string expected) =>
        Assert.EndsWith(expected, Assert.Single(RuleBed.Messages($"acl x {test}"), text =>
            text.StartsWith(Intro, System.StringComparison.Ordinal)));

    [Theory]
    [InlineData("acl a/b path /x", "character '/' is not permitted in acl name 'a/b'.")]
    [InlineData("acl or path /x", "acl name 'or' will never match. 'or' is used to express a logical "
        + "disjunction within a condition.")]
    [InlineData("acl", "'acl' expects a name and a test.")]
    [InlineData("acl x", "error detected while parsing ACL 'x' : missing fetch method in ACL expression ''.")]
    [InlineData("use_backend yes if foo",
        "error detected while parsing switching rule : no such ACL : 'foo'.")]
    [InlineData("use_backend yes if METH_GT",
        "error detected while parsing switching rule : no such ACL : 'METH_GT'. Did you mean 'METH_GET' "
            + "maybe ?")]
    [InlineData("use_backend yes if { path /a",
        "error detected while parsing switching rule : missing closing '}' in condition.")]
    [InlineData("use_backend yes if { }",
        "error detected while parsing switching rule : missing fetch method in ACL expression ''.")]
    [InlineData("use_backend yes if }", "error detected while parsing switching rule : no such ACL : '}'.")]
    [InlineData("use_backend yes if { req.ssl_ver 3.70000 }",
        "error detected while parsing switching rule : '3.70000' is not a dotted number.")]
    [InlineData("use_backend yes if { req.ssl_ver 3.2:3.1 }",
        "error detected while parsing switching rule : '3.2:3.1' is not a valid dotted number range.")]
    [InlineData("use_backend yes if { req.ssl_ver -m dotted 3 }",
        "error detected while parsing switching rule : unknown matching method 'dotted' when parsing ACL "
            + "expression.")]
    public void AWrongConditionIsRefused(string line, string expected) =>
        Assert.Equal(Place + expected, Assert.Single(RuleBed.Messages(line)));

    [Theory]
    [InlineData("acl a status 200\nuse_backend yes if a", "acl 'a' will never match because it uses keyword "
        + "'status' which is incompatible with 'frontend use-backend rule'")]
    [InlineData("use_backend yes if { res.hdr(x) a }",
        "anonymous acl will never match because it uses keyword "
        + "'res.hdr' which is incompatible with 'frontend use-backend rule'")]
    [InlineData("use_backend yes if { req.ssl_sni a }",
        "Proxy 'f': L6 sample fetches ignored on HTTP proxies (declared at t.cfg:8). [t.cfg:8]")]
    [InlineData("tcp-request connection reject if { req.len gt 0 }",
        "anonymous acl will never match in 'tcp-request connection' because it uses keyword 'req.len' which "
            + "is incompatible with 'frontend tcp-request connection rule'")]
    [InlineData("tcp-request connection reject if METH_GET",
        "acl 'METH_GET' will never match in 'tcp-request connection' because it uses keyword 'method' which "
            + "is incompatible with 'frontend tcp-request connection rule'")]
    [InlineData("tcp-request content reject if { status 200 }",
        "anonymous acl will never match in 'tcp-request content' because it uses keyword 'status' which is "
            + "incompatible with 'frontend tcp-request content rule'")]
    [InlineData("block if { status 200 }", "anonymous acl will never match because it uses keyword "
        + "'status' which is incompatible with 'frontend http-request header rule'")]
    [InlineData("http-response deny if { path /a }", "anonymous acl will never match because it uses keyword "
        + "'path' which is incompatible with 'frontend http-response header rule'")]
    [InlineData("acl a path", "parsing acl keyword 'path' :\n  no pattern to match against were provided, so "
        + "this ACL will never match.\n  If this is what you intended, please add '--' to get rid of this "
        + "warning.\n  If you intended to match only for existence, please use '-m found'.\n  If you wanted "
        + "to force an int to match as a bool, please use '-m bool'.")]
    [InlineData("acl a hdr (host) b", "matching 'hdr' for pattern '(host)' is likely a mistake and probably\n"
        + "  not what you want. Maybe you need to remove the extraneous space before '('.\n  If you are "
        + "really sure this is not an error, please insert '--' between the\n  match and the "
        + "pattern to make this "
        + "warning message disappear.")]
    public void WhatIsHardlyMeantIsTold(string lines, string expected) =>
        Assert.Contains(RuleBed.Messages(lines), text =>
            text.StartsWith("Warning: ", System.StringComparison.Ordinal)
            && text.EndsWith(expected, System.StringComparison.Ordinal));

    [Theory]
    [InlineData("acl a path --")]
    [InlineData("acl a path -m found")]
    [InlineData("acl a path_reg -- (a|b)")]
    [InlineData("acl a path_reg ^ (a|b)")]
    [InlineData("acl a always_true")]
    [InlineData("acl a path_beg -u 3 -n -i -- /a")]
    public void WhatIsMeantDrawsNoWarning(string line) => Assert.Empty(RuleBed.Messages(line));

    [Theory]
    [InlineData("nbsrv(nope) lt 3",
        "unable to find backend 'nope' referenced in arg 1 of ACL keyword 'nbsrv' in proxy 'f'.")]
    [InlineData("nbsrv(yse) lt 3", "Did you mean 'yes' maybe ?")]
    [InlineData("nbsrv lt 3",
        "proxy 'f', referenced in arg 1 of ACL keyword 'nbsrv' in proxy 'f', has not backend capability.")]
    [InlineData("fe_conn(yes) gt 3",
        "unable to find frontend 'yes' referenced in arg 1 of ACL keyword 'fe_conn' in proxy 'f'.")]
    [InlineData("srv_is_up(yes/q)", "unable to find server 'q' in proxy 'yes', referenced in arg 1 of ACL "
        + "keyword 'srv_is_up' in proxy 'f'.")]
    [InlineData("srv_is_up(s)", "unable to find server 's' in proxy 'f', referenced in arg 1 of ACL "
        + "keyword 'srv_is_up' in proxy 'f'.")]
    public void ANameThatNobodyHasIsRefused(string test, string expected) =>
        Assert.Contains(expected, Assert.Single(RuleBed.Messages($"acl x {test}")));
}
