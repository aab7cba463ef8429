using Weir.Model.Contracts.Rules;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Actions;

/// <summary>The heads that redirections are answered with. The bytes are those of haproxy 2.6.</summary>
public sealed class RedirectTests
{
    private const string Fence = "cache-control: no-cache\r\n";

    [Theory]
    [InlineData("location /x code 301", "301 Moved Permanently", "")]
    [InlineData("location /x", "302 Found", Fence)]
    [InlineData("location /x code 302", "302 Found", Fence)]
    [InlineData("location /x code 303", "303 See Other", Fence)]
    [InlineData("code 307 location /x", "307 Temporary Redirect", Fence)]
    [InlineData("location /x code 308", "308 Permanent Redirect", "")]
    [InlineData("location /x set-cookie A=b", "302 Found", Fence + "set-cookie: A=b; path=/;\r\n")]
    [InlineData("location /x clear-cookie A=", "302 Found", Fence + "set-cookie: A=; path=/; Max-Age=0;\r\n")]
    [InlineData("location /x clear-cookie B set-cookie A", "302 Found", Fence + "set-cookie: A; path=/;\r\n")]
    [InlineData("location /x append-slash drop-query ignore-empty", "302 Found", Fence)]
    [InlineData("prefix /y location /x", "302 Found", Fence)]
    public void TheHeadIsThatOfItsStatus(string options, string status, string rest) => Assert.Equal(
        $"HTTP/1.1 {status}\r\ncontent-length: 0\r\nlocation: /x\r\n{rest}", Answer(options, "/a?q=1"));

    [Theory]
    [InlineData("prefix http://p", "/a?q=1", "http://p/a?q=1")]
    [InlineData("prefix http://p", "http://h/z?y", "http://p/z?y")]
    [InlineData("prefix http://p", "OPTIONS * HTTP/1.1\r\n\r\n", "http://p/")]
    [InlineData("prefix http://p drop-query", "/a?q=1", "http://p/a")]
    [InlineData("prefix http://p drop-query append-slash", "/a?q=1", "http://p/a/")]
    [InlineData("prefix http://p drop-query append-slash", "/a/?q", "http://p/a/")]
    [InlineData("prefix http://p append-slash", "/a?q=1", "http://p/a?q=1/")]
    [InlineData("prefix /", "/a?q=1", "/a?q=1")]
    [InlineData("prefix / drop-query append-slash", "/a?q=1", "/a/")]
    [InlineData("prefix / drop-query append-slash", "/", "/")]
    [InlineData("scheme https", "/a?q=1", "https://h/a?q=1")]
    [InlineData("scheme https drop-query", "/a?q=1", "https://h/a")]
    [InlineData("scheme https", "OPTIONS * HTTP/1.1\r\nHost: h:81\r\n\r\n", "https://h:81/")]
    [InlineData("scheme https", "GET /a HTTP/1.0\r\n\r\n", "https:///a")]
    public void TheLocationIsMadeOfTheRequest(string options, string request, string location) =>
        Assert.Equal(
            $"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: {location}\r\n{Fence}",
            Answer(options, request));

    [Fact]
    public void WhatDoesNotFitIsAFailureOfOurs()
    {
        RuleBed bed = new("redirect prefix http://p");
        string target = "/" + new string('a', 4090);
        Assert.Equal(Verdict.Deny(500), bed.Judge(target));
    }

    [Fact]
    public void AConditionDecidesWhetherItIsDone()
    {
        RuleBed bed = new("redirect location /x if { path /a }");
        Assert.Equal(VerdictKind.Reply, bed.Judge("/a").Kind);
        Assert.Equal(VerdictKind.GoOn, bed.Judge("/b").Kind);
    }

    private static string Answer(string options, string request)
    {
        Verdict verdict = new RuleBed($"redirect {options}").Judge(request, out string reply);
        Assert.Equal(VerdictKind.Reply, verdict.Kind);
        new RuleBed($"http-request redirect {options}").Judge(request, out string same);
        Assert.Equal(reply, same);
        return reply;
    }
}
