using System.Text;
using Weir.Model.Draft;
using Weir.Model.Keywords.Replies;
using Weir.Model.Plan.Replies;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Model.Keywords;

public sealed class ErrorFileTests
{
    [Theory]
    [InlineData("HTTP/1.0 503 X\r\nA:  b \r\nConnection: close\r\n\r\nbody", "HTTP/1.0 503 X\r\nA: b\r\n", 0,
        "body", false)]
    [InlineData("HTTP/1.1 503 X\nContent-Length: 4\n\nbody", "HTTP/1.1 503 X\r\nContent-Length: 4\r\n", 1,
        "body", true)]
    [InlineData(
        "HTTP/1.1 503 X\nContent-Length: 0\nConnection: Close\nConnection: x\nConnection: y,Keep-Alive\n\n",
        "HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: x\r\n", 1, "", false)]
    [InlineData("HTTP/1.1 204\r\n\r\n", "HTTP/1.1 204 \r\n", 1, "", true)]
    [InlineData("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 503 X\r\nContent-Length: 0\r\n", 1,
        "", true)]
    [InlineData("", "", 1, "", true)]
    public void AResponseIsItsHeadAndItsBody(
        string content, string head, int minor, string body, bool mayKeep)
    {
        ReplyDraft? reply = ErrorFile.Read(Encoding.Latin1.GetBytes(content), out string fault);
        Assert.Equal("", fault);
        Assert.Equal((head, minor, mayKeep), (reply!.Head, reply.Minor, reply.MayKeep));
        Assert.Equal(body, Encoding.Latin1.GetString(reply.Body));
    }

    [Theory]
    [InlineData("hello\n", "unable to parse headers (the response does not begin with HTTP/1.x)")]
    [InlineData("HTTP/1.0 503 X\r\nA: b\r\n", "unable to parse headers (they do not end)")]
    [InlineData("HTTP/1.1 503 X\r\nA b\r\n\r\n",
        "unable to parse headers (white space in a field name or before its colon)")]
    [InlineData("HTTP/1.1 503 X\r\nContent-Length: 100\r\n\r\nbody",
        "payload size does not match the announced content-length (4 != 100)")]
    [InlineData("HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\nbody",
        "payload size does not match the announced content-length (4 != 0)")]
    [InlineData("HTTP/1.1 503 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "chunk-encoded payload not supported")]
    [InlineData("HTTP/1.1 204 X\r\nA: b\r\n\r\nbody", "message payload not expected")]
    [InlineData("HTTP/1.1 100 X\r\nA: b\r\n\r\n", "status 100 does not end a request")]
    public void WhatIsNoResponseIsRefused(string content, string expected)
    {
        Assert.Null(ErrorFile.Read(Encoding.Latin1.GetBytes(content), out string fault));
        Assert.Equal(expected, fault);
    }

    [Fact]
    public void AFileLongerThanAClientCanBeKeptWaitingForIsRefused()
    {
        byte[] content = Encoding.Latin1.GetBytes("HTTP/1.1 503 X\r\n\r\n" + new string('x', 65536));
        Assert.Null(ErrorFile.Read(content, out string fault));
        Assert.Equal("larger than 65536 bytes", fault);
    }

    [Fact]
    public void EveryStatusThatAWrongRequestGetsHasAPage()
    {
        foreach (RejectRow row in RejectTable.All)
        {
            Assert.True(StockPages.IndexOf(row.Status) >= 0, row.Text);
        }
    }
}
