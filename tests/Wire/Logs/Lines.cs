using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>What is in a line beyond a plain request (classic-language 12).</summary>
public sealed class Lines
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory, Both]
    public async Task FrontendAndBackendAreNamedApart(Product product)
    {
        const string Text = "frontend front\n bind 192.168.1.1:80\n mode http\n default_backend back\n"
            + "backend back\n mode http\n server s1 192.168.1.11:80\n";
        await using Farm farm = await Farm.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        LogPattern.Check(
            product,
            $"{client.Local} [date] front back/s1 */*/*/*/* 204 27B - - ---- 1/1/0/0/0 0/0 "
                + "\"GET / HTTP/1.1\"",
            await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task OddBytesOfTheRequestLineAreEscaped(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, "GET /\"a\"|{b}?c=d HTTP/1.1\r\nhost: www\r\n\r\n");
        await farm.Log.ExpectRequest(
            client,
            "web/s1 */*/*/*/* 204 27B - - ---- 1/1/0/0/0 0/0",
            "GET /#22a#22|{b}?c=d HTTP/1.1");
    }

    [Theory, Both]
    public async Task WithoutHttpLogOnlyTheConnectionIsNamed(Product product)
    {
        const string Text = "global\n log 127.0.0.1:514 local0\n nbthread 1\ndefaults\n log global\n";
        await using Farm farm = await Farm.StartLiteral(product, Text + Texts.Web());
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        Assert.Equal(
            $"Connect from {client.Local} to {client.Remote} (web/HTTP)", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task OpenConnectionsAreCounted(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection idle = await farm.Connect();
        await Exchange.Pass(farm, idle, Get);
        await farm.Log.ExpectRequest(
            idle, "web/s1 */*/*/*/* 204 27B - - ---- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await using RawConnection slow = await farm.Connect();
        await slow.Send(Get);
        RawConnection waiting = await farm["s1"].Accept();
        await waiting.Expect(Get);
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 204 27B - - ---- 3/3/1/1/0 0/0", "GET / HTTP/1.1");
    }
}
