using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section3;

/// <summary>Section 3: a cache in front must not keep the cookies that are inserted.</summary>
public sealed class NotCached
{
    private const string Inserted = "Set-Cookie: SERVERID=A; path=/\r\nCache-control: private\r\n";

    [Fact]
    public async Task Id_3_1_TheLocalAddressAloneIsListenedOnAndIsTheName()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section3, " option httplog\n");
        stage.AnswerWithNames();
        await using RawConnection client = await stage.Connect("127.0.0.1");
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await client.Expect($"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n{Inserted}\r\nwebA");
        LogPattern.Check(
            Product.Weir,
            $"{client.Local} [date] 127.0.0.1:8000 127.0.0.1:8000/webA */*/*/*/* 200 42B - - --NI "
                + "1/1/0/0/0 0/0 \"GET / HTTP/1.1\"",
            await stage.Log.NextRequest());
        SocketException refused = await Assert.ThrowsAsync<SocketException>(
            () => stage.Connect(to: "192.168.1.1:8000"));
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task Id_3_2_And_4_TheDrawnFlowIsSeenByteForByte()
    {
        await using Stage stage = await Stage.Start(GuideText.Section3);
        await Exchange(stage, "GET /URI1 HTTP/1.0\r\n", "", "HTTP/1.0 200 OK\r\n", Inserted);
        await Exchange(
            stage, "GET /URI2 HTTP/1.0\r\n", "Cookie: SERVERID=A\r\n", "HTTP/1.0 200 OK\r\n", "");
    }

    [Theory]
    [InlineData("HTTP/1.0 200 OK\r\nCache-Control: max-age=60\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nCache-Control: private\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nExpires: Thu, 01 Jan 2037 00:00:00 GMT\r\n")]
    [InlineData("HTTP/1.0 302 Found\r\nLocation: /there\r\n")]
    [InlineData("HTTP/1.0 404 Not Found\r\n")]
    [InlineData("HTTP/1.0 500 Oops\r\n")]
    public async Task Id_3_3_ItIsAddedBesideTheServersOwnAndOnAnyStatus(string head)
    {
        await using Stage stage = await Stage.Start(GuideText.Section3);
        await Exchange(stage, "GET / HTTP/1.0\r\n", "", head, Inserted);
    }

    [Fact]
    public async Task Id_3_3_ItIsAddedToTheAnswerOfAPost()
    {
        await using Stage stage = await Stage.Start(GuideText.Section3);
        const string Post = "POST / HTTP/1.0\r\nContent-Length: 0\r\n";
        await Exchange(stage, Post, "", "HTTP/1.0 200 OK\r\n", Inserted);
    }

    private static async Task Exchange(
        Stage stage, string request, string cookie, string response, string added)
    {
        await using RawConnection client = await stage.Connect("127.0.0.1");
        await client.Send(request + cookie + "\r\n");
        RawConnection server = await stage["webA"].Accept();
        await server.Expect(request + "\r\n");
        await server.Send(response + "\r\nbody");
        server.Close();
        await client.Expect(response + added + "\r\nbody");
        await client.ExpectEnd();
    }
}
