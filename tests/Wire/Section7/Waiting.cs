using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section7;

/// <summary>The wait for a place: how it ends, and what the log says of it.</summary>
public sealed class Waiting
{
    private const string One = "option httpclose\ncookie SERVERID insert indirect";

    [Theory]
    [Both("timeout connect 150", "", "web/<NOSRV> 0/*/-1/-1/* 503 0B - - sQNN 2/2/1/0/0 0/1")]
    [Both("timeout queue 150", "", "web/<NOSRV> 0/*/-1/-1/* 503 0B - - sQNN 2/2/1/0/0 0/1")]
    [Both("timeout queue 150", "A", "web/s1 0/*/-1/-1/* 503 0B - - sQVN 2/2/1/1/0 1/0")]
    public async Task Id_7_04_And_07_WhoWaitsTooLongGetsA503LoggedSq(
        Product product, string line, string cookie, string logged)
    {
        await using Farm farm = await Farm.Start(product, Text(line));
        Shift shift = new(farm["s1"]);
        Task<int> first = Crowd.Ask(farm, Crowd.Get("/first"));
        await shift.UntilBusy(1);
        await using RawConnection second = await farm.Connect();
        await second.Send(Crowd.Get("/second", cookie));
        await second.Expect(ErrorPages.Last(503));
        await second.ExpectEnd();
        await farm.Log.ExpectRequest(second, logged, "GET /second HTTP/1.1");
        shift.Let(1);
        Assert.Equal(200, await first);
        Assert.Equal(["/first"], shift.Seen);
    }

    [Theory, Both]
    public async Task Id_7_07_TheLastPairIsThePlaceInBothQueues(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text("timeout queue 30s"));
        Shift shift = new(farm["s1"]);
        Task<int>[] crowd = await Crowd.AskInOrder(
            farm, Crowd.Get("/0"), Crowd.Get("/1"), Crowd.Get("/2"), Crowd.Get("/3", "A"));
        shift.Let(4);
        await Task.WhenAll(crowd);
        foreach (string end in new[] { "0/0 \"GET /0", "0/1 \"GET /1", "0/2 \"GET /2", "1/0 \"GET /3" })
        {
            string line = await farm.Log.NextRequest();
            Assert.Contains($" {end} HTTP/1.1\"", line, System.StringComparison.Ordinal);
        }
    }

    [Theory]
    [Both("", true, "web/<NOSRV> 0/*/-1/-1/* -1 0 - - CQNN 2/2/1/0/0 0/1")]
    [Both("", false, "web/<NOSRV> 0/*/-1/-1/* -1 0 - - CQNN 2/2/1/0/0 0/1")]
    [Both("A", true, "web/s1 0/*/-1/-1/* -1 0 - - CQVN 2/2/1/1/0 1/0")]
    public async Task Id_7_08_ARequestWhoseClientLeftIsNeverSent(
        Product product, string cookie, bool isHalf, string logged)
    {
        await using Farm farm = await Farm.Start(product, Text("option abortonclose"));
        Shift shift = new(farm["s1"]);
        Task<int> first = Crowd.Ask(farm, Crowd.Get("/first"));
        await shift.UntilBusy(1);
        await using RawConnection second = await farm.Connect();
        await second.Send(Crowd.Get("/aborted", cookie));
        await farm.HasInHand(2);
        if (isHalf)
        {
            second.Finish();
            await second.ExpectEnd();
        }
        else
        {
            second.Close();
        }

        await farm.Log.ExpectRequest(second, logged, "GET /aborted HTTP/1.1");
        Task<int> third = Crowd.Ask(farm, Crowd.Get("/third"));
        shift.Let(2);
        Assert.Equal(200, await first);
        Assert.Equal(200, await third);
        Assert.Equal(["/first", "/third"], shift.Seen);
    }

    [Theory, Both]
    public async Task Id_7_09_WithoutAbortOnCloseAHalfClosedClientIsServed(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, "global\n nbthread 4\n" + Guide.Section7.Replace("maxconn 4", "maxconn 1"));
        Shift[] shifts = Shift.All(farm);
        Task<int[]> first = Crowd.Ask(farm, 3);
        foreach (Shift shift in shifts) await shift.UntilBusy(1);
        await using RawConnection second = await farm.Connect();
        await second.Send(Crowd.Get("/half"));
        second.Finish();
        foreach (Shift shift in shifts) shift.Let(2);
        Assert.StartsWith("HTTP/1.", await second.ReadToEnd());
        await first;
        Assert.Contains(shifts, static shift => System.Array.IndexOf(shift.Seen, "/half") >= 0);
    }

    private static string Text(string line) =>
        "global\n nbthread 4\n" + Texts.Web(One + "\n" + line, words: "cookie A maxconn 1");
}
