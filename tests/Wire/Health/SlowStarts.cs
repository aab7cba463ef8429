using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary>
/// <c>slowstart</c>, as far as it shows within a test; its steps are tested on a clock that jumps.
/// </summary>
public sealed class SlowStarts
{
    private const string Request = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory, Both]
    public async Task AServerThatComesUpTakesOneAtATimeAtFirst(Product product)
    {
        await using Farm farm = await Start(product, "slowstart 10m maxconn 10");
        (RawConnection first, RawConnection server) = await farm.Pass(Request);
        await using RawConnection second = await farm.Connect();
        await second.Send(Request);
        await farm.HasInHand(2);
        await server.Send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        await first.ReadThrough();
        Assert.Contains(" 0/0 \"GET ", await farm.Log.NextRequest());
        RawConnection next = await farm["s1"].Accept();
        await next.Expect(Request);
        await next.Send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        await second.ReadThrough();
        Assert.Contains(" 0/1 \"GET ", await farm.Log.NextRequest()); // it had to wait
    }

    [Theory, Both]
    public async Task ItsEndIsToldAsAComingUpWithoutAReason(Product product)
    {
        await using Farm farm = await Start(product, "slowstart 1s maxconn 10");
        string end = await farm.Log.Event("Server web/s1 is UP. ");
        Assert.Equal(
            "Server web/s1 is UP. 1 active and 0 backup servers online. 0 sessions requeued, "
                + "0 total in queue.",
            LogPattern.Message(end, farm.Balancer.Pid));
        Assert.StartsWith("<133>", end);
        await farm.Pass(Request);
        await farm.Pass(Request); // both at once
    }

    /// <summary>The server has just come up.</summary>
    private static async Task<Farm> Start(Product product, string words)
    {
        string text = Texts.Web(
            "option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s", 1,
            "check inter 200 rise 1 fall 1 port 81 " + words);
        Farm farm = await Farm.Start(
            product, text, before: farm => farm["s1:check"].CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n");
        await farm.Log.Event("Server web/s1 is DOWN");
        farm["s1:check"].CheckAnswer = ScriptedServer.GoodCheck;
        await farm.Log.Event("Server web/s1 is UP, reason: ");
        return farm;
    }
}
