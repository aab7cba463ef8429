using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section22;

/// <summary>Section 2.2: two monitors look whether the proxies accept, and nobody notices.</summary>
public sealed class MonitorNet
{
    [Theory]
    [InlineData("192.168.1.252")]
    [InlineData("192.168.1.253")]
    public async Task Id_22_04_And_05_TheMonitorIsClosedAndNothingElseHappens(string monitor)
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section22, " option tcplog\n");
        await using (RawConnection check = await stage.Connect(monitor)) await check.ExpectEnd();
        foreach (string neighbour in new[] { "192.168.1.251", "192.168.1.254" })
        {
            await using RawConnection client = await stage.Connect(neighbour);
            await client.Send("hello");
            RawConnection server = await stage["tse-farm:3389"].Accept();
            await server.Expect("hello");
            await server.Send("farm");
            server.Finish();
            Assert.Equal("farm", await client.ReadToEnd());
            client.Finish();
            LogPattern.Check(
                Product.Weir,
                $"{client.Local} [date] tse-proxy tse-proxy/tse-farm */*/* 4B -- 1/1/0/0/0 0/0",
                await stage.Log.NextRequest());
        }

        stage.Log.ExpectNoMoreRequests();
        // The neighbours alone: an unchecked server counts each connection, even one without a byte.
        Assert.Equal(2, stage["tse-farm:3389"].Arrivals);
    }

    [Theory]
    [InlineData("192.168.1.252")]
    [InlineData("192.168.1.253")]
    public async Task Id_22_06_AMonitorThatSentDataIsClosedWithoutAReset(string monitor)
    {
        await using Stage stage = await Stage.Start(GuideText.Section22);
        await using RawConnection check = await stage.Connect(monitor);
        await check.Send("are you there?");
        await check.ExpectEnd();
        check.Finish();
        Assert.Equal(0, stage["tse-farm:3389"].Arrivals);
    }

    [Theory]
    [InlineData("192.168.1.252/255.255.255.254", "192.168.1.253", "192.168.1.254")]
    [InlineData("192.168.1.252", "192.168.1.252", "192.168.1.253")]
    [InlineData("192.168.1.252/32", "192.168.1.252", "192.168.1.253")]
    [InlineData("10.0.0.0/8", "10.1.2.3", "192.168.1.252")]
    public async Task Id_22_07_TheMaskIsALengthOrDottedOrNotThere(string net, string inside, string outside)
    {
        await using Stage stage =
            await Stage.Start(GuideText.Section22.With(net, of: "192.168.1.252/31"));
        await ExpectMonitored(stage, inside, outside);
    }

    [Fact]
    public async Task Id_22_07_ItMayStandBeforeTheServers()
    {
        const string Line = " monitor-net 192.168.1.252/31\n";
        GuideText text = GuideText.Section22.With("", of: Line).With(" mode tcp\n" + Line, of: " mode tcp\n");
        await using Stage stage = await Stage.Start(text);
        await ExpectMonitored(stage, "192.168.1.252", "192.168.1.251");
    }

    [Fact]
    public async Task Id_22_07_ANetOfIPv6IsTaken()
    {
        await using Stage stage =
            await Stage.Start(GuideText.Section22.With("fe80::/10", of: "192.168.1.252/31"));
        await using RawConnection client = await stage.Connect("192.168.1.252");
        await client.Send("relay me");
        await (await stage["tse-farm:3389"].Accept()).Expect("relay me");
    }

    private static async Task ExpectMonitored(Stage stage, string inside, string outside)
    {
        await using RawConnection check = await stage.Connect(inside);
        await check.ExpectEnd();
        await using RawConnection client = await stage.Connect(outside);
        await client.Send("relay me");
        await (await stage["tse-farm:3389"].Accept()).Expect("relay me");
    }
}
