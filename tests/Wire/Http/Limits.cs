using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Http;

/// <summary>How many clients and server connections there may be.</summary>
public sealed class Limits
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

    [Theory, Both]
    public async Task ClientBeyondTheMaxconnOfItsProxyWaitsUntilOneLeaves(Product product)
    {
        await using Farm farm = await Farm.Start(product, "global\n nbthread 1\n" + Texts.Web("maxconn 1"));
        await using RawConnection first = await farm.Connect();
        await first.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await using RawConnection second = await farm.Connect();
        await second.Send(Get);
        await server.Send(Ok);
        await first.Expect(Ok);
        Assert.Equal(1, farm["s1"].Arrivals);
        first.Close();
        RawConnection next = await farm["s1"].Accept();
        await next.Expect(Get);
        await next.Send(Ok);
        await second.Expect(Ok);
    }

    [Theory, Both]
    public async Task FirstRequestSharesWithHttpReuseAlways(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, "global\n nbthread 1\n" + Texts.Web("http-reuse always"));
        await using RawConnection early = await farm.Connect();
        await early.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        await server.Send(Ok);
        await early.Expect(Ok);
        await using RawConnection late = await farm.Connect();
        await late.Send(Get);
        await server.Expect(Get);
        await server.Send(Ok);
        await late.Expect(Ok);
        Assert.Equal(1, farm["s1"].Arrivals);
    }
}
