using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Origin;

/// <summary>What `weir origin` answers to well-formed requests.</summary>
public sealed class OriginAnswers(OriginProcess origin) : IClassFixture<OriginProcess>
{
    private const string Usual =
        "HTTP/1.1 200 OK\r\nServer: origin/A\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n\r\n";

    private const string Line = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n";

    [Fact]
    public async Task EachServerNamesItself()
    {
        Assert.Equal("hello from A\n", (await Exchange("/")).Body);
        await using RawConnection other = await OriginProcess.Connect(origin.B);
        await other.Send(Get("/"));
        Assert.Contains("Server: origin/B\r\n", await other.ReadThrough());
        await other.Expect("hello from B\n");
    }

    [Fact]
    public async Task PipelinedRequestsAreAnsweredInOrder()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get("/") + Get("/size/5") + "HEAD / HTTP/1.1\r\n\r\n" + Get("/?close=1"));
        await client.Expect(Usual + "hello from A\n");
        await client.ReadThrough();
        await client.Expect("01234" + Usual);
        Assert.Contains("Connection: close\r\n", await client.ReadThrough());
        await client.Expect("hello from A\n");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task ARequestMayArriveByteByByte()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.SendBytewise(Get("/") + "POST /size/3 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" +
            "3;x=y\r\nabc\r\n0\r\nTrailer: t\r\n\r\n" + Get("/size/4"));
        await client.Expect(Usual + "hello from A\n");
        await client.ReadThrough();
        await client.Expect("012");
        await client.ReadThrough();
        await client.Expect("0123");
    }

    [Theory]
    [InlineData("/size/200")]
    [InlineData("/?size=200")]
    [InlineData("/size/200?chunked=1")]
    [InlineData("http://other:80/size/200")]
    public async Task BodiesHaveTheOrderedSize(string target) =>
        Assert.Equal((Line + Line + Line + Line)[..200], (await Exchange(target)).Body);

    [Fact]
    public async Task AnAnswerLargerThanEveryBufferArrivesWhole()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get("/size/8000001") + Get("/size/3000000?chunked=1") + Get("/"));
        Assert.EndsWith("Content-Length: 8000001\r\n\r\n", await client.ReadThrough());
        string body = await client.Read(8000001);
        Assert.Equal(Line, body[^65..^1]);
        Assert.Equal(8000001, body.Length);
        await client.ReadThrough();
        Assert.Equal(3000000, (await client.ReadChunked()).Length);
        await client.Expect(Usual);
    }

    [Fact]
    public async Task EchoShowsTheHeadAsItCame()
    {
        const string Head = "POST /echo HTTP/1.1\r\nhost:  a\r\nX-Odd:\t1 \r\nContent-Length: 3\r\n\r\n";
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Head + "abc");
        Assert.EndsWith($"Content-Length: {Head.Length}\r\n\r\n", await client.ReadThrough());
        await client.Expect(Head);
    }

    [Fact]
    public async Task AnAwaitedBodyIsInvited()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send("PUT / HTTP/1.1\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
        await client.Expect("HTTP/1.1 100 Continue\r\n\r\n");
        await client.Send("abc");
        await client.Expect(Usual);
    }

    [Fact]
    public async Task AnEarlyAnswerDoesNotWaitForTheBody()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send("PUT /?early=1 HTTP/1.1\r\nContent-Length: 100000\r\n\r\nabc");
        Assert.Contains("Connection: close\r\n", await client.ReadThrough());
        await client.Expect("hello from A\n");
        await client.Send("the rest is dropped");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task AnOldClientGetsAnAnswerThatItUnderstands()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send("GET /size/3?chunked=1 HTTP/1.0\r\n\r\n");
        string head = await client.ReadThrough();
        Assert.DoesNotContain("Transfer-Encoding", head);
        Assert.DoesNotContain("Content-Length", head);
        await client.Expect("012");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task AnOldClientMayKeepItsConnection()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n");
        Assert.Contains("Connection: keep-alive\r\n", await client.ReadThrough());
        await client.Expect("hello from A\n");
        Assert.Contains("Connection: close\r\n", await client.ReadThrough());
        await client.Expect("hello from A\n");
        await client.ExpectEnd();
    }

    [Fact]
    public async Task AnOldServerCanBePlayed()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get("/?http10=1&length=0"));
        Assert.Equal(
            "HTTP/1.0 200 OK\r\nServer: origin/A\r\nContent-Type: text/plain\r\n\r\n",
            await client.ReadThrough());
        await client.Expect("hello from A\n");
        await client.ExpectEnd();
    }

    [Theory]
    [InlineData("/?status=503", "HTTP/1.1 503 Service Unavailable\r\n", "hello from A\n")]
    [InlineData("/?status=204", "HTTP/1.1 204 No Content\r\n", "")]
    [InlineData("/size/9?status=304", "HTTP/1.1 304 Not Modified\r\n", "")]
    [InlineData("/?status=9999", "HTTP/1.1 200 OK\r\n", "hello from A\n")]
    public async Task TheStatusIsAsOrdered(string target, string line, string body)
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get(target) + Get("/"));
        Assert.StartsWith(line, await client.ReadThrough());
        await client.Expect(body + Usual);
    }

    [Fact]
    public async Task ADelayedAnswerKeepsItsPlace()
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get("/size/1?delay=50") + Get("/echo?delay=1") + Get("/size/2"));
        await client.ReadThrough();
        await client.Expect("0");
        await client.ReadThrough();
        await client.Expect(Get("/echo?delay=1"));
        await client.ReadThrough();
        await client.Expect("01");
    }

    private async Task<(string Head, string Body)> Exchange(string target)
    {
        await using RawConnection client = await OriginProcess.Connect(origin.A);
        await client.Send(Get(target));
        string head = await client.ReadThrough();
        if (head.Contains("Transfer-Encoding: chunked")) return (head, await client.ReadChunked());
        int length = int.Parse(head.Split("Content-Length: ")[1].Split("\r\n")[0]);
        return (head, await client.Read(length));
    }

    private static string Get(string target) => $"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n";
}
