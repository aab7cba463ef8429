using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary>
/// <c>on-marked-down shutdown-sessions</c> and <c>on-marked-up shutdown-backup-sessions</c>: what those see
/// whose sessions end.
/// </summary>
public sealed class Endings
{
    private const string Request = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Bad = "HTTP/1.0 500 Oops\r\n\r\n";

    [Theory, Both]
    public async Task WhoWaitsForAnAnswerIsToldThatThereIsNone(Product product)
    {
        await using Farm farm = await Start(product);
        (RawConnection client, RawConnection server) = await farm.Pass(Request);
        await GoDown(farm);
        await client.Expect(ErrorPages.Keeping(502));
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 0B - - DH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task ABodyIsCut(Product product)
    {
        await using Farm farm = await Start(product);
        (RawConnection client, RawConnection server) = await farm.Pass(Request);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nabc");
        await GoDown(farm);
        await client.ExpectClosed();
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 43B - - DD-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task AnUploadIsCutWithoutAWord(Product product)
    {
        await using Farm farm = await Start(product);
        (RawConnection client, RawConnection server) =
            await farm.Pass("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 100\r\n\r\nabc");
        await GoDown(farm);
        await client.ExpectClosed();
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* -1 0B - - D--- 1/1/0/0/0 0/0", "POST / HTTP/1.1");
    }

    [Theory, Both]
    public async Task ATunnelEnds(Product product)
    {
        await using Farm farm = await Start(product, "mode tcp\noption tcplog");
        await using RawConnection client = await farm.Connect();
        await client.Send("hi");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("hi");
        await GoDown(farm);
        await client.ExpectClosed();
        await server.ExpectClosed();
        Assert.EndsWith(" D- 1/1/0/0/0 0/0", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task WithoutTheWordNothingEnds(Product product)
    {
        await using Farm farm = await Start(product, words: "");
        (RawConnection client, RawConnection server) = await farm.Pass(Request);
        await GoDown(farm);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
    }

    [Theory, Both]
    public async Task SessionsOfBackupsEndWhenTheirServerComesUp(Product product)
    {
        string text = Texts.Web("option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s", 0)
            + " server s1 192.168.1.11:80 check inter 200 rise 1 fall 1 port 81 "
            + "on-marked-up shutdown-backup-sessions\n"
            + " server s2 192.168.1.12:80 backup\n server s3 192.168.1.13:80 backup\n";
        await using Farm farm = await Farm.Start(product, text);
        await GoDown(farm);
        (RawConnection client, RawConnection server) = await farm.Pass(Request, "s2");
        farm["s1:check"].CheckAnswer = ScriptedServer.GoodCheck;
        await farm.Log.Event("Server web/s1 is UP");
        await client.Expect(ErrorPages.Keeping(502));
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s2 */*/*/-1/* 502 0B - - UH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await farm.Pass(Request); // s1 has its traffic again, and keeps it
    }

    /// <summary>Each worker ends its own.</summary>
    [Theory, WeirAlone("which thread of 2.6 holds a session cannot be chosen either")]
    public async Task SessionsOfAllWorkersEnd(Product product)
    {
        const int Clients = 24;
        string text = "global\n nbthread 4\n" + Text("", "on-marked-down shutdown-sessions");
        await using Farm farm = await Farm.Start(product, text);
        RawConnection[] clients = new RawConnection[Clients];
        for (int i = 0; i < Clients; i++)
        {
            (clients[i], _) = await farm.Pass(Request);
        }

        await GoDown(farm);
        foreach (RawConnection client in clients) await client.Expect(ErrorPages.Keeping(502));
    }

    private static async Task GoDown(Farm farm)
    {
        farm["s1:check"].CheckAnswer = Bad;
        await farm.Log.Event("Server web/s1 is DOWN");
    }

    private static Task<Farm> Start(
        Product product, string lines = "", string words = "on-marked-down shutdown-sessions") =>
        Farm.Start(product, Text(lines, words));

    private static string Text(string lines, string words) => Texts.Web(
        "option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s\n" + lines, 1,
        "check inter 200 fall 1 port 81 " + words);
}
