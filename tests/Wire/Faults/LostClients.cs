using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>Clients that leave, break off or fall silent, at every stage of an exchange.</summary>
public sealed class LostClients
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 10\r\n\r\n";

    [Theory]
    [Both("G")]
    [Both("GET / HTTP/1.1\r\nhost: ww")]
    [Both("GET / HTTP/1.1\r\nhost: www\r\n\r")]
    public async Task LeavingInsideTheHeadIsCR(Product product, string part)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send(part);
        client.Finish();
        await client.ReadToEnd();
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - CR-- 1/1/0/0/0 0/0", "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ResetInsideTheHeadIsCR(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhos");
        client.Reset();
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - CR-- 1/1/0/0/0 0/0", "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both(false)]
    [WeirAlone("2.6 says -1 and CD when the client left by RST", true)]
    public async Task LeavingWhileTheServerThinksIsCH(Product product, bool reset)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("option abortonclose"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        if (reset) client.Reset();
        else client.Finish();
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 400 0B - - CH-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ResetInsideTheRequestBodyIsCD(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Post + "012");
        client.Reset();
        await server.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* -1 0B - - CD-- 1/1/0/0/0 0/0", "POST / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task ResetInsideTheResponseBodyIsCD(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nabc");
        await client.ReadThrough("abc");
        client.Reset();
        // 2.6 sees the reset when it has something to send.
        Task closed = server.ExpectClosed();
        try
        {
            while (!closed.IsCompleted)
            {
                await server.Send("x");
                await Task.WhenAny(closed, Task.Delay(20));
            }
        }
        catch (SocketException)
        {
            // Closed while sending.
        }

        await closed;
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 * - - CD-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both("")]
    [Both("GET / HTTP/1.1\r\nhost: w")]
    public async Task SilenceInsideTheHeadIsA408(Product product, string part)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout client 300ms"));
        await using RawConnection client = await farm.Connect();
        await client.Send(part);
        await client.Expect(ErrorPages.Closing(product, 408));
        await client.ExpectEnd();
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 408 0B - - cR-- 1/1/0/0/0 0/0", "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task HeadThatTakesTooLongIsA408ThoughBytesArrive(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout http-request 400ms"));
        await using RawConnection client = await farm.Connect();
        Task<string> answer = client.ReadToEnd();
        // Slowly, and no more bytes than the head has: the answer must come in between.
        for (int i = 0; i < 400 && !answer.IsCompleted; i++)
        {
            await client.Send(i == 0 ? "GET / HTTP/1.1\r\nx: " : "x");
            await Task.WhenAny(answer, Task.Delay(20));
            if (client.HasBytes) break;
        }

        client.Finish();
        Assert.Equal(ErrorPages.Closing(product, 408), await answer);
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 408 0B - - cR-- 1/1/0/0/0 0/0", "<BADREQ>");
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [WeirAlone("2.6 waits for the server's timeout and blames the server")]
    public async Task SilenceInsideTheRequestBodyEndsBothSides(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout client 300ms"));
        (RawConnection client, RawConnection server) = await farm.Pass(Post + "012");
        Assert.StartsWith("HTTP/1.1 40", await client.ReadToEnd());
        await server.ExpectClosed();
        Assert.Matches(" 40[08] 0 - - cH-- 1/1/0/0/0 0/0 \"POST / HTTP/1.1\"$", await farm.Log.NextRequest());
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task SilentClientIsNotCutWhileTheServerThinks(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("timeout client 150ms"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await Task.Delay(500);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
    }

    [Theory, Both]
    public async Task ClientThatStopsReadingIsCutAfterItsTimeout(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout client 400ms"));
        await using RawConnection client = await farm.Connect(receiveBuffer: 4096);
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        Task sending =
            server.Send($"HTTP/1.1 200 OK\r\ncontent-length: 40000000\r\n\r\n{new string('x', 40_000_000)}");
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 200 * - - cD-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await Assert.ThrowsAnyAsync<SocketException>(() => sending);
        await farm.ExpectNothingLeft();
    }

    [Theory, Both]
    public async Task IdleKeptConnectionIsClosedWithoutAnAnswerOrALogLine(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web("timeout http-keep-alive 300ms"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        server.Finish();
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ExpectEnd();
        await farm.Log.NextRequest();
        farm.Log.ExpectNoMoreRequests();
        await farm.ExpectNothingLeft();
    }
}
