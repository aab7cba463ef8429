using System;
using System.Text;
using Weir.Model.Contracts;
using Weir.Model.Plan;
using Weir.Rules.Balance.Hashing;
using Weir.Tests.Unit.Wire.Handshake;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance.Hashing;

/// <summary>Which part of a request is hashed.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData("/a/b/c?d/e", 0, 0, "/a/b/c")]
    [InlineData("/a/b/c?d/e", 3, 0, "/a/")]
    [InlineData("/a/b/c?d/e", 99, 0, "/a/b/c")]
    [InlineData("/a/b/c?d/e", 0, 1, "/a")]
    [InlineData("/a/b/c?d/e", 0, 2, "/a/b")]
    [InlineData("/a/b/c?d/e", 0, 9, "/a/b/c")]
    [InlineData("/a/b/c?d/e", 2, 2, "/a")]
    [InlineData("/a/b/c?d/e", 5, 1, "/a")]
    [InlineData("http://h/a/b", 0, 2, "http:/" + "/h")]
    [InlineData("*", 0, 0, "*")]
    public void TheUriEndsAtQueryLengthOrDepth(string target, int length, int depth, string expected) =>
        Assert.Equal(expected, Part(target, new UriHash.Part(length, depth, false, false)));

    [Theory]
    [InlineData("rdp-cookie", "Cookie: MSTShash=bob\r\n", "bob")]
    [InlineData("rdp-cookie", "Cookie: msts=bob\r\n", null)]
    [InlineData("rdp-cookie(user)", "Cookie: user=al\r\n", "al")]
    [InlineData("rdp-cookie(user)", "Cookie: user=al", null)]
    public void TheValueOfADesktopsCookieIsHashed(string algorithm, string lines, string? expected)
    {
        IBalancer worker = Farm.Of("balance " + algorithm, "", "").NewWorker();
        byte[] content = Hellos.Rdp(lines);
        BalanceKey key = worker.KeyOf(new BalanceRequest(default, default, default) { Content = content });
        Assert.Equal(expected is null
            ? BalanceKey.None
            : new BalanceKey(KeyHash.Of(Encoding.Latin1.GetBytes(expected), HashPlan.Default), true), key);
    }

    [Theory]
    [InlineData("/a?b", 0, "/a?b")]
    [InlineData("/a?b/c", 1, "/a?b")]
    public void TheWholeUriHasItsQuery(string target, int depth, string expected) =>
        Assert.Equal(expected, Part(target, new UriHash.Part(0, depth, Whole: true, PathOnly: false)));

    [Theory]
    [InlineData("/a?b", "/a")]
    [InlineData("http://h:80/a/b?c", "/a/b")]
    [InlineData("http://h", "")]
    [InlineData("http://h?x=/y", "")]
    [InlineData("*", "")]
    [InlineData("h:443", "")]
    public void ThePathHasNoAuthority(string target, string expected) =>
        Assert.Equal(expected, Part(target, new UriHash.Part(0, 0, Whole: false, PathOnly: true)));

    [Theory]
    [InlineData("/?id=1", "1")]
    [InlineData("/?a=b&id=1&c", "1")]
    [InlineData("/?id=1;c=2", "1;c=2")]
    [InlineData("/?id=1?2", "1?2")]
    [InlineData("/?id=", "")]
    [InlineData("/?&&id=1", "1")]
    [InlineData("/?id&id=2", "2")]
    public void AParameterIsFoundBetweenAmpersands(string target, string expected)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(target);
        Assert.True(UrlParameterHash.Find(bytes, "id"u8, out ReadOnlySpan<byte> value));
        Assert.Equal(expected, Encoding.ASCII.GetString(value));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/?")]
    [InlineData("/?id")]
    [InlineData("/?ID=1")]
    [InlineData("/?xid=1")]
    [InlineData("/?idx=1")]
    [InlineData("/?a=b;id=1")]
    [InlineData("/id=1")]
    public void AnotherParameterIsNotFound(string target) =>
        Assert.False(UrlParameterHash.Find(Encoding.ASCII.GetBytes(target), "id"u8, out _));

    [Theory]
    [InlineData("v1", "v1")]
    [InlineData("v1 , v2", "v1")]
    [InlineData("\"a,b\" ,c", "\"a,b\"")]
    [InlineData("\"a\\\",b\",c", "\"a\\\",b\"")]
    [InlineData("\"a,b", "\"a,b")]
    [InlineData(",v", "")]
    [InlineData("", "")]
    public void AFieldsFirstValueEndsAtItsFirstComma(string value, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(HeaderHash.FirstOf(Encoding.ASCII.GetBytes(value))));

    [Theory] // the odd ones as 2.6 has them
    [InlineData("haproxy.1wt.eu", "1wt")]
    [InlineData("1wt.eu", "1wt")]
    [InlineData("1wt", "1wt")]
    [InlineData("www.1wt.co.uk", "co")]
    [InlineData("1wt:80", "1wt:80")]
    [InlineData("1wt.", "1wt")]
    [InlineData(".eu", ".eu")]
    [InlineData("www..eu", "www.")]
    [InlineData("...", ".")]
    [InlineData(".", ".")]
    [InlineData("", "")]
    public void TheDomainIsTheWordBeforeTheLastDot(string host, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(HeaderHash.DomainOf(Encoding.ASCII.GetBytes(host))));

    [Fact]
    public void AFieldIsFoundWhateverItsCaseAndOnlyTheFirst()
    {
        IBalancer worker = Farm.Of("balance hdr(X-Key)", "").NewWorker();
        BalanceKey key = Farm.KeyOf(worker, "/", "x-kEY: one\r\n");
        Assert.True(key.Exists);
        Assert.Equal(key, Farm.KeyOf(worker, "/", "X-Key: one, two\r\nX-Key: three\r\n"));
        Assert.NotEqual(key, Farm.KeyOf(worker, "/", "X-Key: three\r\nX-Key: one\r\n"));
        Assert.Equal(BalanceKey.None, Farm.KeyOf(worker, "/", "X-Key:\r\nX-Key: one\r\n"));
        Assert.Equal(BalanceKey.None, Farm.KeyOf(worker, "/", "X-Keys: one\r\n"));
    }

    private static string Part(string target, UriHash.Part part) =>
        Encoding.ASCII.GetString(part.Of(Encoding.ASCII.GetBytes(target)));
}
