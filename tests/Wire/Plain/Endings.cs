using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>How connections without HTTP end, each with its line of <c>option tcplog</c>.</summary>
public sealed class Endings
{
    [Theory]
    [Both(true)]
    [Both(false)]
    public async Task BothSidesHaveEndedIsNormal(Product product, bool isClientFirst)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        (RawConnection first, RawConnection second) = isClientFirst ? (client, server) : (server, client);
        first.Finish();
        await second.ExpectEnd();
        await second.Send("last words");
        second.Finish();
        Assert.Equal("last words", await first.ReadToEnd());
        int bytes = isClientFirst ? 13 : 3;
        await PlainText.ExpectLine(farm, client, $"raw/s1 */*/* {bytes} -- 1/1/0/0/0 0/0");
    }

    [Theory, Both]
    public async Task AClientsResetIsCD(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        client.Reset();
        await server.ExpectClosed();
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* 3 CD 1/1/0/0/0 0/0");
    }

    [Theory, Both]
    public async Task AServersResetIsSD(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw());
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        server.Reset();
        await client.ExpectClosed();
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* 3 SD 1/1/0/0/0 0/0");
    }

    [Theory]
    [Both("timeout client 150", "cD")]
    [Both("timeout server 150", "sD")]
    [Both("timeout tunnel 150", "cD")]
    [Both("timeout client 150\ntimeout server 300\ntimeout tunnel 30s\ntimeout tunnel 200", "cD")]
    public async Task SilenceIsNotAwaitedForEver(Product product, string lines, string end)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(lines));
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        // 2.6 ends only the side that was too slow, and waits for the other to follow.
        (RawConnection first, RawConnection second) = end == "cD" ? (server, client) : (client, server);
        await first.ExpectEnd();
        first.Finish();
        await second.ExpectEnd();
        await PlainText.ExpectLine(farm, client, $"raw/s1 */*/* 3 {end} 1/1/0/0/0 0/0");
    }

    [Theory]
    [Both("timeout client 150\ntimeout server 400", true, "sD")]
    [Both("timeout client-fin 150\ntimeout server 400", true, "sD")]
    [Both("timeout server-fin 150", true, "sD")]
    [Both("timeout server 150\ntimeout client 400", false, "cD")]
    [Both("timeout client-fin 150", false, "cD")]
    public async Task OnlyTheSideThatMayStillSpeakIsAwaited(
        Product product, string lines, bool isClientFirst, string end)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(lines));
        (RawConnection client, RawConnection server) = await PlainText.Meet(farm);
        (RawConnection first, RawConnection second) = isClientFirst ? (client, server) : (server, client);
        first.Finish();
        await second.ExpectEnd();
        await first.ExpectEnd();
        await PlainText.ExpectLine(farm, client, $"raw/s1 */*/* 3 {end} 1/1/0/0/0 0/0");
    }

    [Theory]
    [Both("timeout client 200", "cD")]
    [Both("timeout client 200\ntimeout server 150", "cD")]
    public async Task AClientThatDoesNotReadIsCD(Product product, string lines, string end)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(lines));
        byte[] much = new byte[20_000_000]; // before any clock runs
        await using RawConnection client = await farm.Connect(receiveBuffer: 4096);
        RawConnection server = await farm["s1"].Accept();
        Task pushing = Swallow(server.Send(much));
        string line = await farm.Log.NextRequest();
        Assert.Contains($" {end} 1/1/0/0/0 0/0", line, System.StringComparison.Ordinal);
        await pushing;
    }

    private static async Task Swallow(Task sending)
    {
        try
        {
            await sending;
        }
        catch (System.Net.Sockets.SocketException)
        {
            // The balancer has ended the connection: what is left has nowhere to go.
        }
    }
}
