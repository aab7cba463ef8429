using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary><c>option http-ignore-probes</c>: nobody talks of those who said nothing.</summary>
public sealed class Probes
{
    [Theory]
    [Both(true, "")]
    [Both(false, "timeout http-request 2s")]
    public async Task WhoSaysNothingIsToldNothingAndIsNotLogged(Product product, bool leaves, string line)
    {
        await using Farm farm =
            await Farm.Start(product, Texts.Web($"option http-ignore-probes\n{line}"));
        farm.AnswerWithNames();
        await using RawConnection probe = await farm.Connect();
        if (leaves) probe.Finish();
        await probe.ExpectEnd();
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /next HTTP/1.1\r\nhost: w\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        Assert.Contains("GET /next", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task WhoLeavesAfterAByteIsAnswered(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option http-ignore-probes"));
        await using RawConnection client = await farm.Connect();
        await client.Send("G");
        client.Finish();
        Assert.StartsWith("HTTP/1.1 400 ", await client.ReadToEnd());
        Assert.Contains(" 400 ", await farm.Log.NextRequest());
    }
}
