using System.Linq;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class UserListTests
{
    [Theory]
    [InlineData(" user a groups nope\n", "no such group 'nope' specified in user 'a'.")]
    [InlineData(" group g users b\n", "no such user 'b' specified in group 'g'.")]
    public void WhatALineNamesHasToBeThere(string lines, string message) =>
        Assert.Contains($"userlist 'l': {message}", Assert.Single(Config.Messages("userlist l\n" + lines)));

    [Theory]
    [InlineData("userlist l\nuserlist l\n", "ignoring duplicated userlist 'l'.")]
    [InlineData("userlist l\n user a\n user a insecure-password b\n",
        "ignoring duplicated user 'a' in userlist 'l'.")]
    [InlineData("userlist l\n group a\n group a\n", "ignoring duplicated group 'a' in userlist 'l'.")]
    public void OfTwoTheFirstCounts(string text, string message)
    {
        string warning = Assert.Single(Config.Messages(text));
        Assert.StartsWith("Warning", warning);
        Assert.EndsWith(message, warning);
    }

    [Theory]
    [InlineData("userlist\n", "'userlist' expects <name> as arguments.")]
    [InlineData("userlist a/b\n", "character '/' is not permitted in 'userlist' name 'a/b'.")]
    [InlineData("userlist a b\n", "'userlist' cannot handle unexpected argument 'b'.")]
    public void AListHasAName(string text, string message) =>
        Assert.EndsWith(message, Assert.Single(Config.Messages(text)));

    [Theory]
    [InlineData("stats auth a:b")]
    [InlineData("stats realm Ours")]
    public void WhoMaySeeThePageIsSaidInOneWay(string line)
    {
        string text = $"{Config.QuietDefaults}listen l\n bind 127.0.0.1:80\n {line}\n"
            + " stats http-request allow\n";
        Assert.Contains("proxy 'l': stats 'auth'/'realm' and 'http-request' can't be used at the same time.",
            Assert.Single(Config.Messages(text)));
    }

    [Theory]
    [InlineData("stats admin if TRUE", "/haproxy?stats")]
    [InlineData("stats uri /a\n stats http-request allow", "/a")]
    public void ARuleAboutThePageAsksForIt(string lines, string uri)
    {
        string text = $"{Config.QuietDefaults} stats uri /inherited\n"
            + $"listen l\n bind 127.0.0.1:80\n {lines}\n";
        byte[] found = Config.Good(text).Proxies.Single().Stats!.Uri;
        Assert.Equal(uri, System.Text.Encoding.ASCII.GetString(found));
    }
}
