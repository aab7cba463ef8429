using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section7;

/// <summary>How many at once, and whose turn it is.</summary>
public sealed class Limits
{
    private const string FourWorkers = "global\n nbthread 4\n";

    private static readonly string Text = FourWorkers + Guide.Section7;

    private static readonly string ByTwo = Text.Replace("maxconn 4", "maxconn 2", StringComparison.Ordinal);

    [Theory, Both]
    public async Task Id_7_01_NoServerEverHasMoreThanFour(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        Shift[] shifts = Shift.All(farm, ms: 5);
        int[] answers = await Crowd.Ask(farm, 200);
        Assert.All(answers, static status => Assert.Equal(200, status));
        Assert.All(shifts, static shift => Assert.Equal(4, shift.Peak));
        Assert.Equal(200, shifts.Sum(static shift => shift.Seen.Length));
    }

    [Theory, Both]
    public async Task Id_7_02_EachFreedPlaceIsTakenUntilAllAreServed(Product product)
    {
        await using Farm farm = await Farm.Start(product, ByTwo);
        Shift[] shifts = Shift.All(farm);
        Task<int[]> crowd = Crowd.Ask(farm, 18);
        foreach (Shift shift in shifts) await shift.UntilBusy(2);
        for (int wave = 1; wave <= 2; wave++)
        {
            foreach (Shift shift in shifts)
            {
                for (int place = 1; place <= 2; place++)
                {
                    int before = shift.Seen.Length;
                    shift.Let(1);
                    await shift.UntilSeen(before + 1);
                }
            }
        }

        foreach (Shift shift in shifts) shift.Let(2);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
        Assert.All(shifts, static shift => Assert.Equal(6, shift.Seen.Length));
        Assert.All(shifts, static shift => Assert.Equal(2, shift.Peak));
    }

    [Theory, Both]
    public async Task Id_7_02_And_03_WhoCameFirstIsServedFirstWithACookieOrWithout(Product product)
    {
        string text = FourWorkers + Texts.Web("option httpclose\ncookie SERVERID insert indirect",
            words: "cookie A maxconn 1");
        await using Farm farm = await Farm.Start(product, text);
        Shift shift = new(farm["s1"]);
        Task<int>[] crowd = await Crowd.AskInOrder(
            farm,
            Crowd.Get("/0"), Crowd.Get("/1"), Crowd.Get("/2", "A"), Crowd.Get("/3"), Crowd.Get("/4"),
            Crowd.Get("/5", "A"), Crowd.Get("/6", "A"), Crowd.Get("/7"), Crowd.Get("/8"),
            Crowd.Get("/9", "A"));
        shift.Let(10);
        Assert.All(await Task.WhenAll(crowd), static status => Assert.Equal(200, status));
        Assert.Equal("/0 /1 /2 /3 /4 /5 /6 /7 /8 /9", string.Join(' ', shift.Seen));
        Assert.Equal(1, shift.Peak);
    }

    [Theory, Both]
    public async Task Id_7_03_ACookieWaitsForItsServerWhileOthersAreFree(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        Shift a = new(farm["railsA"]);
        Shift b = new(farm["railsB"]);
        Shift c = new(farm["railsC"]);
        Task<int[]> bound = Crowd.Ask(farm, 8, cookie: "B");
        await b.UntilBusy(4);
        a.Let(2);
        c.Let(2);
        Assert.All(await Crowd.Ask(farm, 2), static status => Assert.Equal(200, status));
        Assert.Equal(2, a.Seen.Length + c.Seen.Length);
        b.Let(8);
        Assert.All(await bound, static status => Assert.Equal(200, status));
        Assert.Equal((8, 4), (b.Seen.Length, b.Peak));
    }

    [Theory]
    [Both("", "maxconn 3")]
    [Both(" maxconn 3\n", "maxconn 10000")]
    public async Task Id_7_05_ClientsBeyondMaxconnAreAcceptedWhenOthersEnd(
        Product product, string global, string own)
    {
        string text = FourWorkers + global
            + Guide.Section7.Replace("maxconn 10000", own, StringComparison.Ordinal);
        await using Farm farm = await Farm.Start(product, text);
        Shift[] shifts = Shift.All(farm);
        Task<int[]> crowd = Crowd.Ask(farm, 9);
        for (int served = 0; served < 9; served++)
        {
            int seen = Math.Min(9, served + 3);
            await Patience.Until(() => shifts.Sum(static shift => shift.Seen.Length) >= seen,
                () => $"only {shifts.Sum(static shift => shift.Seen.Length)} requests came, not {seen}");
            await Patience.Until(() => shifts.Sum(static shift => shift.Busy) == seen - served,
                () => $"{shifts.Sum(static shift => shift.Busy)} clients are there, not {seen - served}");
            Assert.Equal(seen, shifts.Sum(static shift => shift.Seen.Length));
            shifts.First(static shift => shift.Busy > 0).Let(1);
        }

        Assert.All(await crowd, static status => Assert.Equal(200, status));
    }
}
