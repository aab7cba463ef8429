using System;
using Weir.Tests.Unit.Rules.Conditions;
using Weir.Tests.Unit.Rules.Rewriting;
using Xunit;

namespace Weir.Tests.Unit.Rules.Actions;

/// <summary>What today's actions on fields and on the target make of heads.</summary>
public sealed class FieldActionTests
{
    private const string Get =
        "GET /img/a.png?b HTTP/1.1\r\nHost: www\r\nX-Test:  one, two \r\nx-TEST: three\r\n\r\n";

    [Theory]
    [InlineData("http-request add-header X-New 'a b'", "\r\n\r\n", "\r\nX-New: a b\r\n\r\n")]
    [InlineData("http-request add-header X-New 100%%", "\r\n\r\n", "\r\nX-New: 100%\r\n\r\n")]
    [InlineData("http-request del-header x-test", "X-Test:  one, two \r\nx-TEST: three\r\n", "")]
    [InlineData("http-request del-header x-tes", "Host", "Host")]
    [InlineData("http-request del-header x.test", "Host", "Host")] // a name, no expression
    [InlineData(@"http-request replace-header x-test ^one,\ (.*)$ <\1>", " one, two ", " <two> ")]
    [InlineData("http-request replace-header x-test t X", "one, two \r\nx-TEST: three",
        "X \r\nx-TEST: X")] // the whole value, of each field
    [InlineData("http-request replace-header x-test T X", "Host", "Host")]
    [InlineData("http-request replace-header host (?i)W+ a%%b", "Host: www", "Host: a%b")]
    [InlineData(@"http-request replace-uri ^/img/(.*)\.png /static/\1", "/img/a.png?b", "/static/a")]
    [InlineData("http-request replace-uri ^/other /static", "Host", "Host")]
    [InlineData("http-request del-header x-test if METH_POST", "Host", "Host")]
    [InlineData("http-request add-header A 1\nhttp-request del-header a", "Host", "Host")] // in their order
    [InlineData("http-request del-header a\nhttp-request add-header A 1", "\r\n\r\n", "\r\nA: 1\r\n\r\n")]
    public void ARequestIsChanged(string lines, string part, string becomes) =>
        Assert.Equal(Get.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Request(Get));

    [Theory]
    [InlineData("http-response add-header B 2", "\r\n\r\n", "\r\nB: 2\r\n\r\n")]
    [InlineData("http-response del-header SERVER", "Server: x\r\n", "")]
    [InlineData("http-response replace-header server ^ y", "Server: x", "Server: y")]
    public void AResponseIsChanged(string lines, string part, string becomes)
    {
        const string ok = "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Length: 0\r\n\r\n";
        Assert.Equal(ok.Replace(part, becomes, StringComparison.Ordinal),
            new RewritingRun(lines).Response(ok));
    }

    [Theory]
    [InlineData(@"http-request replace-uri .* /a\ b")]
    [InlineData("http-request replace-header host .* a/b")]
    public void WhatIsNoRequestAnyMoreIsRefused(string line) =>
        Assert.Equal("400", new RewritingRun(line).Request(Get));

    [Theory]
    [InlineData("add-header", "expects exactly 2 arguments.")]
    [InlineData("add-header a", "expects exactly 2 arguments.")]
    [InlineData("add-header a %[src]", "a text with '%' in it is known, but not supported yet.")]
    [InlineData(@"add-header a b\r\nc:d", "a field cannot go on in another line.")]
    [InlineData("del-header", "expects at least 1 argument.")]
    [InlineData("del-header a -m beg", "'-m' is known, but not supported yet.")]
    [InlineData("replace-header a b", "expects exactly 3 arguments.")]
    [InlineData("replace-header a ( c", "regex '(' is invalid (error=missing closing parenthesis, "
        + "erroffset=1).")]
    [InlineData("replace-uri a", "expects exactly 2 arguments <match-regex> and <replace-format>.")]
    [InlineData("replace-uri ( b", "failed to parse the regex : regex '(' is invalid (error=missing closing "
        + "parenthesis, erroffset=1).")]
    public void AWrongLineIsRefusedInTheseWords(string action, string expected)
    {
        string name = action.Split(' ')[0];
        string message = Assert.Single(RuleBed.Messages($"http-request {action}"));
        Assert.EndsWith($"while parsing 'http-request {name}' rule : {expected}", message);
    }

    [Fact]
    public void WhatIsNoFieldIsRefused() => Assert.Contains(
        "'http-request' : 'a b: c' is no header (",
        Assert.Single(RuleBed.Messages(@"http-request add-header a\ b c")));
}
