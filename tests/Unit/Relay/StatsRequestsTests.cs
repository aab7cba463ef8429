using System;
using System.Text;
using Weir.Model.Plan;
using Weir.Model.Plan.Users;
using Weir.Relay.Judge;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Relay;

public sealed class StatsRequestsTests
{
    [Theory]
    [InlineData("/s", "/s", true)]
    [InlineData("/s", "/s;csv", true)]
    [InlineData("/s", "http://www/s?x", true)]
    [InlineData("/s", "/", false)]
    [InlineData("/s", "/S", false)]
    [InlineData("/s", "*", false)]
    [InlineData("/?stats", "/?stats", true)]
    [InlineData("http://www/s", "http://www/s", true)]
    [InlineData("http://www/s", "/s", false)]
    public void ATargetThatBeginsWithTheAddressIsForThePage(string uri, string target, bool isFor) =>
        Assert.Equal(isFor, StatsRequests.IsFor(With(uri), Method.Get, Encoding.ASCII.GetBytes(target)));

    [Theory]
    [InlineData(Method.Head, true)]
    [InlineData(Method.Post, true)]
    [InlineData(Method.Put, false)]
    [InlineData(Method.Options, false)]
    [InlineData(Method.Other, false)]
    public void OnlySomeMethodsAre(object method, bool isFor) =>
        Assert.Equal(isFor, StatsRequests.IsFor(With("/s"), (Method)method, "/s"u8));

    [Fact]
    public void AProxyWithoutAPageHasNone() =>
        Assert.False(StatsRequests.IsFor(With(""), Method.Get, "/haproxy?stats"u8));

    [Theory]
    [InlineData("Authorization: Basic YTpi", true)]
    [InlineData("x: 1\r\nAUTHORIZATION: basic YTpi", true)]
    [InlineData("Authorization: Basic YTpj", false)]
    [InlineData("Authorization: Basic YTpj\r\nAuthorization: Basic YTpi", false)]
    [InlineData("Proxy-Authorization: Basic YTpi", false)]
    public void TheFirstCredentialsCount(string fields, bool isAdmitted)
    {
        byte[] head = Encoding.ASCII.GetBytes($"GET /s HTTP/1.1\r\nHost: h\r\n{fields}\r\n\r\n");
        Field[] index = new Field[10];
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(head, index, out RequestHead parsed, out _));
        StatsPlan page = With("/s").Stats!;
        Assert.Equal(isAdmitted, StatsRequests.IsAdmitted(page, head, index.AsSpan(0, parsed.FieldCount)));
    }

    private static ProxyPlan With(string uri) => new()
    {
        Id = 0,
        Name = "p",
        NameText = "p"u8.ToArray(),
        Stats = uri.Length == 0 ? null : new StatsPlan
        {
            Uri = Encoding.ASCII.GetBytes(uri),
            ChallengeLine = [],
            Users = new UserList { Name = "", Users = [new UserPlan("a:b"u8.ToArray(), [])] },
        },
    };
}
