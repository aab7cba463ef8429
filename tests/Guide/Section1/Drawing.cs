using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section1;

/// <summary>
/// Section 1 on its own addresses and intervals. Each line of its checklist in detail, on both products, is
/// in tests/Wire/Section1.
/// </summary>
public sealed class Drawing
{
    private const string Response = "HTTP/1.0 200 OK\r\nServer: scripted\r\n\r\nhello";

    [Fact]
    public async Task Id_1_01_And_02_And_03_And_04_TheDrawnFlowIsSeenByteForByte()
    {
        await using Stage stage = await Stage.Start(GuideText.Section1);
        await Exchange(
            stage,
            "GET /URI1 HTTP/1.0\r\n\r\n",
            "GET /URI1 HTTP/1.0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nServer: scripted\r\nSet-Cookie: SERVERID=A; path=/\r\n\r\nhello");
        for (int again = 2; again <= 3; again++)
        {
            await Exchange(
                stage,
                $"GET /URI{again} HTTP/1.0\r\nCookie: SERVERID=A\r\n\r\n",
                $"GET /URI{again} HTTP/1.0\r\n\r\n",
                Response);
        }
    }

    [Fact]
    public async Task Id_1_11_EveryServerIsAskedAgainAtTheFilesOwnInterval()
    {
        await using Stage stage = await Stage.Start(GuideText.Section1);
        for (int round = 0; round < 2; round++)
        {
            foreach (ScriptedServer server in stage.Servers)
            {
                Assert.Equal("HEAD /index.html HTTP/1.0\r\n\r\n", await server.NextCheck());
            }
        }
    }

    [Fact]
    public async Task Id_1_12_UsersOfADeadServerGoElsewhereAtTheFilesOwnInterval()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section1);
        stage.AnswerWithNames();
        Assert.Equal("webA", await stage.Ask("Cookie: SERVERID=A\r\n"));
        stage["webA"].Refuse();
        await stage.Log.Event("Server webfarm/webA is DOWN");
        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        await client.Expect(
            "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nSet-Cookie: SERVERID=B; path=/\r\n\r\nwebB");
    }

    [Fact]
    public async Task Id_1_16_And_17_BothEndsOfTheConnectionAreTold()
    {
        await using Stage stage = await Stage.Start(
            GuideText.Section1.And(" option httpclose\n option forwardfor\n option originalto\n"));
        await using RawConnection client = await stage.Connect("192.168.1.252");
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection server = await stage["webA"].Accept();
        await server.Expect(
            "GET / HTTP/1.1\r\nHost: www\r\nX-Forwarded-For: 192.168.1.252\r\n"
            + "X-Original-To: 192.168.1.1\r\nConnection: close\r\n\r\n");
    }

    private static async Task Exchange(Stage stage, string request, string atServer, string atClient)
    {
        await using RawConnection client = await stage.Connect();
        await client.Send(request);
        RawConnection server = await stage["webA"].Accept();
        await server.Expect(atServer);
        await server.Send(Response);
        server.Close();
        await client.Expect(atClient);
        await client.ExpectEnd();
    }
}
