using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section7;

/// <summary>Limits that follow the load, and the guide's second text.</summary>
public sealed class LoadLimits
{
    private const string Newcomers = "haproxy gives what a raised limit has more to newcomers only";

    private static readonly string Scaled = "global\n nbthread 4\n"
        + Guide.Section7MinConn.Replace("maxconn 10000", "maxconn 60", StringComparison.Ordinal)
            .Replace("minconn 4 maxconn 12", "minconn 2 maxconn 6", StringComparison.Ordinal);

    [Theory]
    [WeirAlone(Newcomers, "", 18, 2)]
    [WeirAlone(Newcomers, "", 30, 3)]
    [WeirAlone(Newcomers, "", 45, 4)]
    [WeirAlone(Newcomers, "", 60, 6)]
    [WeirAlone(Newcomers, " fullconn 36\n", 30, 5)]
    public async Task Id_7_10_And_11_TheLimitGrowsWithTheClients(
        Product product, string line, int clients, int limit)
    {
        await using Farm farm = await Farm.Start(product, Scaled + line);
        Shift[] shifts = Shift.All(farm);
        Task<int[]> crowd = Crowd.Ask(farm, clients);
        foreach (Shift shift in shifts) await shift.UntilBusy(limit);
        await farm.HasInHand(clients);
        Assert.All(shifts, shift => Assert.Equal(limit, shift.Peak));
        foreach (Shift shift in shifts) shift.Let(clients);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
    }

    [Theory, Both]
    public async Task Id_7_12_MinconnAloneIsTheLimit(Product product)
    {
        string text = Scaled.Replace("minconn 2 maxconn 6", "minconn 2", StringComparison.Ordinal);
        await using Farm farm = await Farm.Start(product, text);
        Shift[] shifts = Shift.All(farm, ms: 5);
        Assert.All(await Crowd.Ask(farm, 50), static status => Assert.Equal(200, status));
        Assert.Equal(2, shifts.Max(static shift => shift.Peak));
    }

    [Theory, Both]
    public async Task Id_7_13_And_14_TheSecondTextAddsTwoLinesAndNoMore(Product product)
    {
        await using Farm farm = await Farm.StartLiteral(product, Guide.Section7MinConn);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /page HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n\r\n");
        RawConnection server = await farm["railsA"].Accept();
        await server.Expect("GET /page HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=A\r\n"
            + $"X-Forwarded-For: {client.Local.Address}\r\nConnection: close\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        await client.Expect("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
        await client.ExpectEnd();
    }
}
