using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>Ends that come early in one direction while the other still has something to say.</summary>
public sealed class HalfCloses
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    [Theory, Both]
    public async Task ClientThatHasSentItsRequestMayStopSending(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("no option abortonclose"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        client.Finish();
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send(Ok);
        await client.ReadThrough();
        await client.Expect("ok");
        await client.ExpectEnd();
    }

    [Theory, Both]
    public async Task HalfClosedClientGetsALongResponseWhole(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("no option abortonclose"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        client.Finish();
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        string body = new('x', 3_000_000);
        await Task.WhenAll(
            server.Send($"HTTP/1.1 200 OK\r\ncontent-length: {body.Length}\r\n\r\n{body}"), ReadBody());

        async Task ReadBody()
        {
            await client.ReadThrough();
            Assert.Equal(body, await client.Read(body.Length));
            await client.ExpectEnd();
        }
    }

    [Theory, Both]
    public async Task ServerThatStopsSendingAfterALengthStillGetsTheRestOfTheRequest(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 10\r\n\r\n01234");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough("01234");
        await server.Send(Ok);
        server.Finish();
        await client.ReadThrough();
        await client.Expect("ok");
    }

    [Theory, Both]
    public async Task ConnectionWithoutAByteThatCloses_IsLoggedAsAbandoned(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        client.Finish();
        await client.ReadToEnd();
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - CR-- 1/1/0/0/0 0/0", "<BADREQ>");
        Assert.Equal(0, farm["s1"].Arrivals);
    }

    [Theory, Both]
    public async Task ConnectionWithoutAByteIsNotLoggedWithDontLogNull(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option dontlognull"));
        await using RawConnection silent = await farm.Connect();
        silent.Finish();
        await silent.ReadToEnd();
        await using RawConnection oneByte = await farm.Connect();
        await oneByte.Send("G");
        oneByte.Finish();
        await oneByte.ReadToEnd();
        await farm.Log.ExpectRequest(
            oneByte, "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - CR-- 1/1/0/0/0 0/0", "<BADREQ>");
    }
}
