using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section7;

/// <summary>Section 7: those who wait too long, who go away, and whose server goes away.</summary>
public sealed class Leaving
{
    private const string Down = "HTTP/1.0 500 no\r\n\r\n";
    private const string Wait = "contimeout 60000";

    [Theory]
    [InlineData("contimeout 300")]
    [InlineData("contimeout 60000\n timeout queue 300")]
    public async Task Id_7_04_WaitingTooLongIsA503(string timeout)
    {
        await using Stage stage = await Stage.StartLogged(
            GuideText.Section7.With(timeout, of: Wait), " option httplog\n");
        await Order.Fill(stage);
        await using RawConnection late = await Order.Send(stage, "/late");
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", await late.ReadThrough());
        await stage.Log.ExpectRequest(
            late,
            "appfarm/<NOSRV> */*/-1/-1/* 503 0B - - sQNN */*/*/0/0 0/1",
            "GET /late HTTP/1.1");
    }

    [Fact]
    public async Task Id_7_04_InAServersOwnQueueTheServerIsNamed()
    {
        await using Stage stage = await Stage.StartLogged(
            GuideText.Section7.With("contimeout 300", of: Wait), " option httplog\n");
        await Order.Fill(stage);
        await using RawConnection late = await Order.Send(stage, "/late", "Cookie: SERVERID=B\r\n");
        Assert.StartsWith("HTTP/1.1 503 Service Unavailable\r\n", await late.ReadThrough());
        await stage.Log.ExpectRequest(
            late,
            "appfarm/railsB */*/-1/-1/* 503 0B - - sQVN */*/*/*/0 1/0",
            "GET /late HTTP/1.1");
    }

    [Fact]
    public async Task Id_7_06_WithRedispatchThoseWhoWaitForADeadServerGoElsewhere()
    {
        await using Stage stage =
            await Stage.StartLogged(GuideText.Section7.CheckedOften().And(" redispatch\n"));
        List<RawConnection> held = await Order.Fill(stage);
        await using RawConnection user = await Order.Send(stage, "/user", "Cookie: SERVERID=B\r\n");
        stage["railsB"].CheckAnswer = Down;
        Assert.Contains(" 1 requeued", await stage.Log.Event("Server appfarm/railsB is DOWN"));
        await Order.Free(held[0]);
        RawConnection next = await stage["railsA"].Accept();
        Assert.StartsWith("GET /user ", await next.ReadThrough());
        await Order.Free(next);
        Assert.Contains("\r\nSet-Cookie: SERVERID=A; path=/\r\n", await user.ReadThrough());
    }

    [Fact]
    public async Task Id_7_06_WithoutItTheyWaitForTheirServer()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7.CheckedOften());
        List<RawConnection> held = await Order.Fill(stage);
        await using RawConnection user = await Order.Send(stage, "/user", "Cookie: SERVERID=B\r\n");
        stage["railsB"].CheckAnswer = Down;
        Assert.Contains(" 0 requeued", await stage.Log.Event("Server appfarm/railsB is DOWN"));
        stage["railsB"].CheckAnswer = ScriptedServer.GoodCheck;
        await stage.Log.Event("Server appfarm/railsB is UP");
        await Order.Free(held[1]);
        Assert.StartsWith("GET /user ", await (await stage["railsB"].Accept()).ReadThrough());
    }

    [Fact]
    public async Task Id_7_06_AServerThatComesTakesWaitersAtOnce()
    {
        await using Stage stage = await Stage.StartLogged(
            GuideText.Section7.CheckedOften(), before: s => s["railsC"].CheckAnswer = Down);
        await stage.Log.Event("Server appfarm/railsC is DOWN");
        for (int i = 0; i < 8; i++)
        {
            await Order.Send(stage, "/held");
            await stage[i % 2 == 0 ? "railsA" : "railsB"].Accept();
        }

        for (int i = 0; i < 4; i++) await Order.Send(stage, $"/{i}");
        stage["railsC"].CheckAnswer = ScriptedServer.GoodCheck;
        // All four at once: which of them the server hears first is nobody's promise.
        HashSet<string> served = [];
        for (int i = 0; i < 4; i++)
        {
            served.Add((await (await stage["railsC"].Accept()).ReadThrough()).Split(' ')[1]);
        }

        Assert.Equal(["/0", "/1", "/2", "/3"], served.Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Id_7_08_WithAbortonclosePeopleWhoLeftAreNotServed(bool halfOnly)
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7Minconn, " option httplog\n");
        List<RawConnection> held = await Order.Fill(stage);
        await using RawConnection aborted = await Order.Send(stage, "/aborted");
        await using RawConnection patient = await Order.Send(stage, "/patient");
        if (halfOnly) aborted.Finish();
        else aborted.Close();
        await stage.Log.ExpectRequest(
            aborted, "appfarm/<NOSRV> */*/-1/-1/* -1 0B - - CQ-- */*/*/0/0 0/1", "GET /aborted HTTP/1.1");
        if (halfOnly) Assert.Equal("", await aborted.ReadToEnd());
        await Order.Free(held[2]);
        Assert.StartsWith("GET /patient ", await (await stage["railsC"].Accept()).ReadThrough());
    }

    [Fact]
    public async Task Id_7_09_WithoutItAHalfClosedClientIsServed()
    {
        await using Stage stage = await Stage.StartLogged(GuideText.Section7);
        List<RawConnection> held = await Order.Fill(stage);
        await using RawConnection half = await Order.Send(stage, "/half");
        half.Finish();
        await using RawConnection after = await Order.Send(stage, "/after");
        await Order.Free(held[0]);
        RawConnection next = await stage["railsA"].Accept();
        Assert.StartsWith("GET /half ", await next.ReadThrough());
        await Order.Free(next);
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await half.ReadThrough());
    }
}
