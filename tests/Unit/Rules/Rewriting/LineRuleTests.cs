using System;
using Xunit;

namespace Weir.Tests.Unit.Rules.Rewriting;

/// <summary>What becomes of heads, in the order that the 1.4 manual gives to rules.</summary>
public sealed class LineRuleTests
{
    private const string Get = "GET /img/a.png HTTP/1.1\r\nHost: www\r\nCookie: a=b\r\nX-Test: one\r\n\r\n";
    private const string Ok =
        "HTTP/1.1 200 OK\r\nServer: old/1.0\r\nContent-Length: 5\r\nX-Test: one\r\n\r\n";

    [Theory]
    [InlineData(@"reqrep ^([^\ :]*)\ /img/(.*) \1\ /static/\2", "GET /img/a.png HTTP/1.1",
        "GET /static/a.png HTTP/1.1")]
    [InlineData(@"reqrep ^Host:.* Host:\ other", "Host: www", "Host: other")]
    [InlineData(@"reqrep www Host:\ other", "Host: www", "Host: other")] // the whole line is replaced
    [InlineData(@"reqrep ^host:\ (.*) Host:\ other", "Host: www", "Host: www")] // case counts
    [InlineData(@"reqirep ^host:\ (.*) Host:\ \1.example", "Host: www", "Host: www.example")]
    [InlineData(@"cliexp ^Host:\ (.*) Host:\ \1.example", "Host: www", "Host: www.example")]
    [InlineData(@"reqrep ^X-Test:\ (.*) X-One:\ \1\r\nX-Two:\ \1", "X-Test: one",
        "X-One: one\r\nX-Two: one")]
    [InlineData(@"reqrep ^X-Test:.*two X-Test:\ three", "X-Test: one", "X-Test: one")]
    [InlineData(@"reqrep ^X-T.st: X-Test:\ \0", "X-Test: one", "X-Test: X-Test:")]
    [InlineData("reqdel ^X-Test:", "X-Test: one\r\n", "")]
    [InlineData("reqdel one", "X-Test: one\r\n", "")]
    [InlineData("reqidel ^x-test:", "X-Test: one\r\n", "")]
    [InlineData("reqdel ^GET", "GET /img", "GET /img")] // without its first line it would be no request
    [InlineData(@"reqrep ^X-Test:.*(two|) \1", "X-Test: one\r\n", "")] // nothing is left of the line
    [InlineData(@"reqadd X-New:\ 1", "\r\n\r\n", "\r\nX-New: 1\r\n\r\n")]
    [InlineData("reqadd X-New:\\ 1\nreqadd X-Other:\\ 2", "\r\n\r\n", "\r\nX-New: 1\r\nX-Other: 2\r\n\r\n")]
    [InlineData(@"reqadd X-New:\ 1\r\nX-Other:\ 2", "\r\n\r\n", "\r\nX-New: 1\r\nX-Other: 2\r\n\r\n")]
    [InlineData(@"reqadd X-New:\ 1\nX-Other:\ 2\r\n", "\r\n\r\n", "\r\nX-New: 1\r\nX-Other: 2\r\n\r\n")]
    [InlineData("reqallow .", "Host", "Host")]
    [InlineData("reqpass .", "Host", "Host")]
    public void RequestsAreRewritten(string lines, string part, string becomes) =>
        Assert.Equal(Get.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData(@"rsprep ^HTTP/1.1\ 200.* HTTP/1.1\ 203\ Non-Authoritative", "HTTP/1.1 200 OK",
        "HTTP/1.1 203 Non-Authoritative")]
    [InlineData(@"rsprep ^Server:.* Server:\ new", "Server: old/1.0", "Server: new")]
    [InlineData(@"rspirep ^server:\ (.*)/.* Server:\ \1", "Server: old/1.0", "Server: old")]
    [InlineData(@"srvexp ^Server:\ (.*)/.* Server:\ \1", "Server: old/1.0", "Server: old")]
    [InlineData("rspdel ^Server:", "Server: old/1.0\r\n", "")]
    [InlineData("rspidel ^SERVER:", "Server: old/1.0\r\n", "")]
    [InlineData("rspdel ^HTTP", "HTTP", "HTTP")]
    [InlineData(@"rspadd X-New:\ 1", "\r\n\r\n", "\r\nX-New: 1\r\n\r\n")]
    public void ResponsesAreRewritten(string lines, string part, string becomes) =>
        Assert.Equal(Ok.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Response(Ok));

    [Theory]
    [InlineData("reqdeny ^GET", "403")]
    [InlineData("reqdeny ^get", "GET")]
    [InlineData("reqideny ^get", "403")]
    [InlineData("reqdeny ^Host:.*www", "403")]
    [InlineData("reqdeny ^Host:.*other", "GET")]
    [InlineData("reqtarpit one$", "tarpit 500")]
    [InlineData("reqitarpit ONE$", "tarpit 500")]
    [InlineData("reqtarpit one\nreqdeny www", "tarpit 500")] // rules are taken in their order
    [InlineData("reqdeny www\nreqtarpit one", "403")]
    [InlineData("reqallow ^GET\nreqdeny .", "GET")]
    [InlineData("reqdeny ^Host\nreqallow ^GET", "403")] // though an earlier line would have been allowed
    [InlineData("reqiallow ^get\nreqtarpit .", "GET")]
    [InlineData("reqallow ^PUT\nreqdeny .", "403")]
    [InlineData("reqpass ^Host:\nreqdeny www", "GET")]
    [InlineData("reqdeny www\nreqpass ^Host:", "403")] // it protects from what follows it
    [InlineData("reqpass ^Host:\nreqdeny (www|one)", "403")] // that line, and no other
    [InlineData("reqipass ^host:\nreqipass ^X-TEST:\nreqdeny (www|one)", "GET")]
    [InlineData("reqpass ^Host:\nreqtarpit www", "GET")]
    public void RequestsAreRefused(string lines, string outcome) =>
        Assert.StartsWith(outcome, new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData("rspdeny ^HTTP/1.1", "502")]
    [InlineData("rspdeny ^server:", "HTTP")]
    [InlineData("rspideny ^server:", "502")]
    [InlineData("rspdeny ^X-Other:", "HTTP")]
    public void ResponsesAreRefused(string lines, string outcome) =>
        Assert.StartsWith(outcome, new RewritingRun(lines).Response(Ok));

    [Theory]
    [InlineData(@"reqadd X-New:\ 1 if { path_beg /img }", "\r\n\r\n", "\r\nX-New: 1\r\n\r\n")]
    [InlineData(@"reqadd X-New:\ 1 unless { path_beg /img }", "Host", "Host")]
    [InlineData("reqadd A:\\ 1\nreqadd B:\\ 1 if METH_POST\nreqadd C:\\ 1", "\r\n\r\n",
        "\r\nA: 1\r\nC: 1\r\n\r\n")]
    [InlineData(@"reqrep ^Host: Host:\ other if METH_GET", "Host: www", "Host: other")]
    [InlineData(@"reqrep ^Host: Host:\ other if METH_POST", "Host", "Host")]
    [InlineData("acl a path_end .png\nacl b hdr(x-test) one\nreqdel ^X-Test: if a b", "X-Test: one\r\n", "")]
    [InlineData("acl a path_end .png\nacl b hdr(x-test) one\nreqidel ^x-test: if a !b", "Host", "Host")]
    [InlineData("reqdeny ^GET if METH_POST or { hdr(host) other }", "Host", "Host")]
    [InlineData("reqallow ^GET if METH_GET\nreqdeny .", "Host", "Host")]
    [InlineData("reqpass ^Host: if METH_GET\nreqdeny www", "Host", "Host")]
    public void ARuleOfRequestsMayHaveACondition(string lines, string part, string becomes) =>
        Assert.Equal(Get.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData("reqdeny ^GET if METH_GET", "403")]
    [InlineData("reqtarpit ^GET unless METH_POST", "tarpit 500")]
    [InlineData("reqallow ^GET if METH_POST\nreqdeny .", "403")]
    [InlineData("reqpass ^Host: if METH_POST\nreqdeny www", "403")]
    [InlineData("reqrep ^Host:.* Host:\\ other\nreqdeny . if { hdr(host) other }", "403")] // as it is by then
    public void ARefusalMayHaveACondition(string lines, string outcome) =>
        Assert.Equal(outcome, new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData(@"rspadd X-New:\ 1 if { status 200 }", "\r\n\r\n", "\r\nX-New: 1\r\n\r\n")]
    [InlineData(@"rspadd X-New:\ 1 if { status 300:599 }", "HTTP", "HTTP")]
    [InlineData("rspdel ^Server: unless { res.hdr(x-test) two }", "Server: old/1.0\r\n", "")]
    [InlineData("rspideny ^server: if { status 404 }", "HTTP", "HTTP")]
    public void ARuleOfResponsesMayHaveACondition(string lines, string part, string becomes) =>
        Assert.Equal(Ok.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Response(Ok));

    [Fact]
    public void EachRuleSeesWhatTheRulesBeforeItHaveMade()
    {
        var run = new RewritingRun("reqrep ^X-Test:.one X-Test:\\ two\nreqrep ^X-Test:.two X-Test:\\ three\n"
            + "reqrep ^X-Test:.one X-Test:\\ four");
        Assert.Contains("X-Test: three\r\n", run.Request(Get), StringComparison.Ordinal);
        Assert.Equal("403",
            new RewritingRun("reqrep ^X-Test:.one X-Test:\\ two\nreqdeny two").Request(Get));
    }

    [Fact]
    public void AllowingDoesNotEndTheRewriting() =>
        Assert.Contains("Host: other\r\n",
            new RewritingRun("reqallow ^GET\nreqrep ^Host: Host:\\ other").Request(Get),
            StringComparison.Ordinal);

    [Fact]
    public void FieldsAreAddedAfterAllOtherRules() =>
        Assert.EndsWith("X-Test: one\r\nX-New: 1\r\n\r\n",
            new RewritingRun("reqadd X-New:\\ 1\nreqdel ^X-New:\nreqdeny ^X-New:").Request(Get),
            StringComparison.Ordinal);

    [Fact]
    public void EveryLineThatMatchesIsReplaced()
    {
        const string head = "GET / HTTP/1.1\r\nA: x1\r\nB: y\r\nC: x2\r\n\r\n";
        Assert.Equal("GET / HTTP/1.1\r\nA: <1>\r\nB: y\r\nC: <2>\r\n\r\n",
            new RewritingRun(@"reqrep ^(.):\ x(.) \1:\ <\2>").Request(head));
        Assert.Equal("GET / HTTP/1.1\r\nB: y\r\n\r\n", new RewritingRun(@"reqdel ^.:\ x").Request(head));
    }

    [Fact]
    public void EmptyLinesBeforeARequestAreNotPartOfIt() =>
        Assert.Equal("GET / HTTP/1.1\r\nHost: b\r\n\r\n",
            new RewritingRun(@"reqrep ^Host: Host:\ b").Request("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"));

    [Fact]
    public void ALineIsMatchedAsItCame() =>
        Assert.Contains("X-Seen: <X-Test:\t one  >",
            new RewritingRun(@"reqrep ^X-Test:.* X-Seen:\ <\0>").Request(
                "GET / HTTP/1.1\r\nX-Test:\t one  \r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public void ALineSendsARequestToABackend()
    {
        RewritingRun run = new("reqsetbe ^Host:.*special other");
        run.Request(Get);
        Assert.Equal("l", run.Backend);
        run.Request("GET / HTTP/1.1\r\nHost: special\r\n\r\n");
        Assert.Equal("other", run.Backend);
        run = new RewritingRun(@"reqisetbe ^get\ /img other");
        run.Request(Get);
        Assert.Equal("other", run.Backend);
    }

    [Theory]
    [InlineData(@"reqrep ^GET\ .* nothing")]
    [InlineData(@"reqrep ^Host:\ (.*) Host:\1:\ /")] // a space in a host
    [InlineData(@"reqrep ^Host:\ (.*) no-colon")]
    [InlineData(@"reqrep ^Host:\ (.*) \1\r\nX:\ y")] // www is no field
    [InlineData(@"reqrep ^Host:(z|) \1\r\nX:\ y")] // an empty line would end the head
    [InlineData(@"reqrep ^X-Test:.* Host:\ twice")]
    [InlineData(@"reqrep ^X-Test:.* Transfer-Encoding:\ gzip")]
    [InlineData(@"reqrep ^X-Test:.* Content-Length:\ x")]
    public void WhatIsNoRequestAnyMoreIsRefused(string lines) =>
        Assert.Equal("400", new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData("rsprep ^HTTP nothing")]
    [InlineData(@"rsprep ^Server:(z|) \1\r\nX:\ y")]
    public void WhatIsNoResponseAnyMoreIsRefused(string lines) =>
        Assert.Equal("502", new RewritingRun(lines).Response(Ok));

    [Fact]
    public void WhatBecomesTooLongIsRefusedNotCut()
    {
        string line = $"reqrep ^Host: Host:\\ {new string('a', 200)}";
        Assert.Contains(new string('a', 200), new RewritingRun(line, 400).Request(Get),
            StringComparison.Ordinal);
        Assert.Equal("400", new RewritingRun(line, 250).Request(Get));
        Assert.Equal("400", new RewritingRun($"reqadd X:\\ {new string('a', 200)}", 250).Request(Get));
        Assert.Equal("502", new RewritingRun($"rspadd X:\\ {new string('a', 200)}", 250).Response(Ok));
    }

    [Theory]
    [InlineData(@"reqrep ^X-Test:.* Content-Length:\ 7")]
    [InlineData(@"reqadd Content-Length:\ 7")]
    [InlineData(@"reqadd Transfer-Encoding:\ chunked")]
    public void HowTheBodyEndsIsNotForRulesToSay(string lines)
    {
        string head = new RewritingRun(lines).Request(Get);
        Assert.DoesNotContain("7", head, StringComparison.Ordinal);
        Assert.DoesNotContain("hunked", head, StringComparison.Ordinal);
        const string post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
        Assert.Equal("POST / HTTP/1.1\r\nHost: a\r\ncontent-length: 5\r\n\r\n",
            new RewritingRun("reqidel ^content-length:").Request(post));
    }
}
