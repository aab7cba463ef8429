using System.Collections.Generic;
using System.Linq;
using Weir.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Conditions;

/// <summary>Conditions of one or more terms, named or between braces (manual, 7.2).</summary>
public sealed class ConditionTests
{
    private const string Lines =
        "acl a path_beg /a\nacl b path_end b\nacl either path /x\nacl either path /y";

    public static TheoryData<string> EveryPredefined() =>
        [.. PredefinedAcls.Rows.Select(static row => row.Name)];

    [Theory]
    [InlineData("a b", "/ab", true)]
    [InlineData("a b", "/a", false)]
    [InlineData("a or b", "/a", true)]
    [InlineData("a || b", "/cb", true)]
    [InlineData("a || b", "/c", false)]
    [InlineData("!a", "/b", true)]
    [InlineData("! a", "/b", true)]
    [InlineData("!a", "/a", false)]
    [InlineData("!!a", "/a", true)]
    [InlineData("! !a", "/a", true)]
    [InlineData("a !b", "/a", true)]
    [InlineData("a !b", "/ab", false)]
    [InlineData("!a !b or a b", "/ab", true)]
    [InlineData("!a !b or a b", "/a", false)]
    [InlineData("either", "/x", true)]
    [InlineData("either", "/y", true)]
    [InlineData("either", "/xy", false)]
    [InlineData("{ path /z }", "/z", true)]
    [InlineData("!{ path /z }", "/z", false)]
    [InlineData("a { path_end z } or b", "/az", true)]
    [InlineData("a { path_end z } or b", "/a", false)]
    [InlineData("a or", "/a", true)]
    [InlineData("or a", "/a", true)]
    [InlineData("a or or b", "/b", true)]
    [InlineData("{ hdr(none) x }", "/a", false)]
    [InlineData("!{ hdr(none) x }", "/a", true)]
    [InlineData("TRUE", "/", true)]
    [InlineData("FALSE", "/", false)]
    public void AConditionHolds(string condition, string target, bool expected) =>
        Assert.Equal(expected, RuleBed.Holds(condition, target, Lines));

    [Fact]
    public void UnlessIsTheOpposite()
    {
        RuleBed bed = new($"{Lines}\nuse_backend yes unless a b");
        Assert.Equal("no", bed.BackendOf("/ab"));
        Assert.Equal("yes", bed.BackendOf("/a"));
    }

    [Fact]
    public void ATestThatIsAddedLaterCountsForEarlierConditionsToo()
    {
        RuleBed bed = new("acl a path /x\nuse_backend yes if a\nacl a path /y");
        Assert.Equal("yes", bed.BackendOf("/y"));
    }

    [Fact]
    public void ASectionsOwnNameHidesThePredefinedOne()
    {
        RuleBed bed = new("acl TRUE path /x\nuse_backend yes if TRUE");
        Assert.Equal("no", bed.BackendOf("/y"));
    }

    [Fact]
    public void AnEmptyConditionNeverHolds()
    {
        RuleBed bed = new("use_backend yes if");
        Assert.Equal("no", bed.BackendOf("/"));
        Assert.Contains("the condition never holds", Assert.Single(RuleBed.Messages("use_backend yes if")));
    }

    [Fact]
    public void TheFirstRuleThatMatchesCounts()
    {
        RuleBed bed = new("use_backend no if METH_GET\nuse_backend yes if TRUE");
        Assert.Equal("no", bed.BackendOf("/"));
        Assert.Equal("yes", bed.BackendOf("POST / HTTP/1.1\r\n\r\n"));
    }

    [Theory]
    [InlineData("LOCALHOST", "/", false)]
    [InlineData("HTTP", "/", true)]
    [InlineData("HTTP_1.1", "/", true)]
    [InlineData("HTTP_1.0", "/", false)]
    [InlineData("HTTP_1.0", "GET / HTTP/1.0\r\n\r\n", true)]
    [InlineData("HTTP_2.0", "/", false)]
    [InlineData("HTTP_CONTENT", "/", false)]
    [InlineData("HTTP_CONTENT", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("HTTP_CONTENT", "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\n", true)]
    [InlineData("HTTP_URL_SLASH", "/", true)]
    [InlineData("HTTP_URL_STAR", "OPTIONS * HTTP/1.1\r\n\r\n", true)]
    [InlineData("HTTP_URL_SLASH", "OPTIONS * HTTP/1.1\r\n\r\n", false)]
    [InlineData("METH_GET", "/", true)]
    [InlineData("METH_GET", "HEAD / HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_GET", "POST / HTTP/1.1\r\n\r\n", false)]
    [InlineData("METH_HEAD", "/", false)]
    [InlineData("METH_POST", "POST / HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_OPTIONS", "OPTIONS * HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_TRACE", "TRACE / HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_PUT", "PUT / HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_DELETE", "DELETE / HTTP/1.1\r\n\r\n", true)]
    [InlineData("METH_CONNECT", "CONNECT h:1 HTTP/1.1\r\nHost: h:1\r\n\r\n", true)]
    [InlineData("REQ_CONTENT", "/", true)]
    [InlineData("WAIT_END", "/", true)]
    public void APredefinedConditionMeansWhatTheManualSays(string name, string request, bool expected) =>
        Assert.Equal(expected, RuleBed.Holds(name, request));

    [Theory]
    [MemberData(nameof(EveryPredefined))]
    public void APredefinedConditionIsKnownOrRefusedByName(string name)
    {
        List<string> messages = RuleBed.Messages($"use_backend yes if {name}");
        messages.RemoveAll(static one => one.Contains("L6 sample", System.StringComparison.Ordinal));
        Assert.True(messages.Count == 0 || messages.Single().Contains(
            "is known, but not supported yet", System.StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutAMessageWhatIsReadOfOneDoesNotExist()
    {
        string[] samples = ["path", "req.ver", "res.ver", "status", "method", "hdr(host)", "url_ip"];
        foreach (string sample in samples)
        {
            RuleBed bed = new("use_backend yes if TRUE");
            Weir.Model.Contracts.Rules.RuleContext context = bed.Bare();
            Weir.Model.Contracts.Rules.Sample value = default;
            Assert.False(bed.ExpressionOf(sample).Read(ref context, ref value), sample);
        }
    }
}
