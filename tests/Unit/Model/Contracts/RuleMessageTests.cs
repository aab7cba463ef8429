using System;
using System.Text;
using Weir.Model.Contracts.Rules;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Model.Contracts;

/// <summary>A head that is rewritten is read again, and says of its body what it always did.</summary>
public sealed class RuleMessageTests
{
    private readonly Field[] _index = new Field[20];
    private readonly byte[] _draft = new byte[1000];
    private readonly byte[] _other = new byte[1000];

    [Fact]
    public void WhatWasWrittenIsReadAsIfItHadCome()
    {
        RuleMessage message = Request("GET /a HTTP/1.1\r\nHost: h\r\n\r\n");
        Assert.True(Rewrite(ref message, "PUT /b?c HTTP/1.0\r\nHost: i\r\nX: y\r\n\r\n"));
        Assert.True(message.IsRewritten);
        Assert.Equal(Method.Put, message.Method);
        Assert.Equal("/b?c", Text(message.Target));
        Assert.Equal("PUT /b?c HTTP/1.0", Text(message.StartLine));
        Assert.Equal(2, message.Fields.Length);
        Assert.Equal("y", Text(message.Fields[1].ValueIn(message.Head)));
        Assert.Equal(0, message.Request.Minor);
    }

    [Fact]
    public void TheDraftNeverOverlapsTheMessage()
    {
        RuleMessage message = Request("GET /a HTTP/1.1\r\n\r\n");
        for (int i = 0; i < 5; i++)
        {
            string text = $"GET /{i} HTTP/1.1\r\n\r\n";
            Assert.True(Rewrite(ref message, text));
            Assert.False(message.Draft.Overlaps(message.Head));
            message.Draft.Clear();
            Assert.Equal(text, Text(message.Head));
            Assert.Equal(_draft.Length, message.Draft.Length);
        }
    }

    [Theory]
    [InlineData("GET /a\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nno colon\r\n\r\n")]
    [InlineData("GET /a HTTP/1.1\r\nHost: h\r\n")]
    [InlineData("GET /a HTTP/1.1\r\n\r\nmore")]
    [InlineData("GET /a HTTP/1.1\nHost: h\r\n\r\n")]
    public void WhatIsNoMessageIsRefused(string text)
    {
        RuleMessage message = Request("GET /a HTTP/1.1\r\n\r\n");
        Assert.False(Rewrite(ref message, text));
    }

    [Theory]
    [InlineData("Content-Length: 3\r\n", "", "content-length: 3\r\n")]
    [InlineData("Content-Length: 3\r\n", "Content-Length: 4\r\n", "content-length: 3\r\n")]
    [InlineData("Content-Length: 3\r\n", "Transfer-Encoding: chunked\r\n", "content-length: 3\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "", "transfer-encoding: chunked\r\n")]
    [InlineData("", "Content-Length: 4\r\n", "")]
    [InlineData("", "Transfer-Encoding: chunked\r\n", "")]
    public void HowTheBodyEndsIsNotForRules(string before, string after, string expected)
    {
        RuleMessage message = Request($"POST /a HTTP/1.1\r\n{before}\r\n");
        BodyPlan body = message.Request.Body;
        Assert.True(Rewrite(ref message, $"POST /a HTTP/1.1\r\nX: y\r\n{after}\r\n"));
        Assert.Equal($"POST /a HTTP/1.1\r\nX: y\r\n{expected}\r\n", Text(message.Head));
        Assert.Equal(body, message.Request.Body);
    }

    [Fact]
    public void WhatTheClientWantsOfItsConnectionStays()
    {
        RuleMessage message = Request("GET /a HTTP/1.1\r\n\r\n");
        Assert.True(Rewrite(ref message, "GET /a HTTP/1.1\r\nConnection: close\r\n\r\n"));
        Assert.True(message.Request.KeepAlive);
    }

    [Fact]
    public void AResponseIsReadAsTheAnswerThatItIs()
    {
        byte[] head = Bytes("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");
        ResponseParser.Parse(head, _index, Method.Get, out ResponseHead parsed, out _);
        RuleMessage message = RuleMessage.OfResponse(head, in parsed, Method.Get, Room());
        Assert.True(Rewrite(ref message, "HTTP/1.1 404 No\r\nX: y\r\n\r\n"));
        Assert.Equal(404, message.Response.Status);
        Assert.Equal(new BodyPlan(BodyKind.Length, 9), message.Response.Body);
        Assert.Equal("HTTP/1.1 404 No\r\nX: y\r\ncontent-length: 9\r\n\r\n", Text(message.Head));
        Assert.Equal("HTTP/1.1 404 No", Text(message.StartLine));
    }

    [Fact]
    public void AResponseThatHadNoBodyGetsNone()
    {
        byte[] head = Bytes("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n");
        ResponseParser.Parse(head, _index, Method.Get, out ResponseHead parsed, out _);
        RuleMessage message = RuleMessage.OfResponse(head, in parsed, Method.Get, Room());
        Assert.True(Rewrite(ref message, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"));
        Assert.Equal(default, message.Response.Body);
        Assert.Equal("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Text(message.Head));
    }

    private RuleMessage Request(string text)
    {
        byte[] head = Bytes(text);
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(head, _index, out RequestHead parsed, out _));
        return RuleMessage.OfRequest(head, in parsed, Room());
    }

    private RuleRoom Room() =>
        new() { Index = _index, Draft = _draft, OtherDraft = _other, Samples = default };

    private static bool Rewrite(ref RuleMessage message, string text)
    {
        Bytes(text).CopyTo(message.Draft);
        return message.Replace(text.Length);
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
