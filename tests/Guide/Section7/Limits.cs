using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section7;

/// <summary>Section 7: servers that must never have more than they can do at once.</summary>
public sealed class Limits
{
    private const string Minconn = "minconn 4 maxconn 12 check";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task Id_7_01_And_02_NoServerEverHasMoreThanFourAndAllAreServed(int workers)
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7, workers: workers);
        using Crowd crowd = new(stage);
        await crowd.Ask(200);
        await crowd.Arrive(12);
        Assert.Equal([4, 4, 4], crowd.Arrivals);
        Assert.True(await crowd.AllAreServed());
        Assert.Equal(200, crowd.Arrivals.Sum());
        Assert.Equal([4, 4, 4], crowd.Peaks);
    }

    [Fact]
    public async Task Id_7_01_And_02_TheGuidesThreeThousandClientsAreAllServed()
    {
        const int Clients = 3000;
        await using Stage stage = await Stage.Start(GuideText.Section7);
        Burden[] burdens =
            [.. stage.Servers.Select(server => new Burden(server, async () => await Task.Yield()))];
        string[] served =
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => stage.Ask())));
        Assert.All(served, body => Assert.Equal("ok", body));
        Assert.All(burdens, burden => Assert.InRange(burden.Most, 1, 4));
    }

    [Fact]
    public async Task Id_7_03_UsersOfOneServerWaitForItWhileOthersAreFree()
    {
        await using Stage stage = await Stage.Start(GuideText.Section7);
        using Crowd crowd = new(stage);
        await crowd.Ask(8, "Cookie: SERVERID=B\r\n");
        await crowd.Arrive(4);
        Assert.Equal([0, 4, 0], crowd.Arrivals);
        Assert.True(await crowd.AllAreServed());
        Assert.Equal([0, 8, 0], crowd.Arrivals);
        Assert.Equal([0, 4, 0], crowd.Peaks);
    }

    [Fact]
    public async Task Id_7_05_ClientsBeyondTheProxysLimitComeInAsOthersLeave()
    {
        await using Stage stage =
            await Stage.Start(GuideText.Section7.With("maxconn 3\n", of: "maxconn 10000\n"));
        int busy = 0;
        int most = 0;
        object gate = new();
        async Task Work()
        {
            lock (gate) most = int.Max(most, ++busy);
            await Task.Yield();
            lock (gate) busy--;
        }

        foreach (ScriptedServer server in stage.Servers) _ = new Burden(server, Work);
        string[] served = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => stage.Ask()));
        Assert.All(served, body => Assert.Equal("ok", body));
        Assert.InRange(most, 1, 3);
    }

    /// <summary>
    /// The guide's numbers divided: 60 connections for 10000, 6 for 12, 2 for 4. The limit is the larger of 2
    /// and 6 x connections / 60.
    /// </summary>
    [Theory]
    [InlineData(18, 2, 2)]
    [InlineData(30, 2, 3)]
    [InlineData(45, 4, 4)]
    [InlineData(60, 5, 6)]
    public async Task Id_7_10_TheLimitGrowsWithTheProxysConnections(int clients, int least, int most)
    {
        GuideText text = GuideText.Section7Minconn
            .With("minconn 2 maxconn 6 check", of: Minconn).With("maxconn 60\n", of: "maxconn 10000\n");
        await ExpectPeaks(text, clients, least, most);
    }

    [Theory]
    [InlineData("", 18, 2, 2)]
    [InlineData(" fullconn 20\n", 18, 5, 5)]
    [InlineData(" fullconn 10\n", 18, 6, 6)]
    public async Task Id_7_11_TheReferenceIsFullconnOrTheProxysOwnLimit(
        string fullconn, int clients, int least, int most)
    {
        GuideText text = GuideText.Section7Minconn
            .With("minconn 2 maxconn 6 check", of: Minconn)
            .With("maxconn 60\n" + fullconn, of: "maxconn 10000\n");
        await ExpectPeaks(text, clients, least, most);
    }

    [Fact]
    public async Task Id_7_12_MinconnAloneIsALimit() =>
        await ExpectPeaks(GuideText.Section7Minconn.With("minconn 4 check", of: Minconn), 30, 4, 4);

    private static async Task ExpectPeaks(GuideText text, int clients, int least, int most)
    {
        await using Stage stage = await Stage.Start(text);
        using Crowd crowd = new(stage);
        await crowd.Ask(clients);
        Assert.True(await crowd.AllAreServed());
        Assert.All(crowd.Peaks, peak => Assert.InRange(peak, least, most));
    }
}
