using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section7;

/// <summary>Servers that go and come while requests wait for them.</summary>
public sealed class Changes
{
    private const string Bad = "HTTP/1.0 503 Busy\r\n\r\n";

    [Theory, Both]
    public async Task Id_7_06_WaitersGoElsewhereWithRedispatch(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text("option redispatch"));
        Shift a = new(farm["a"]);
        Shift b = new(farm["b"]);
        Task<int[]> crowd = Crowd.Ask(farm, 3, cookie: "B");
        await b.UntilBusy(1);
        await farm.HasInHand(3);
        farm["b"].CheckAnswer = Bad;
        await farm.Log.Event("Server web/b is DOWN");
        a.Let(2);
        await a.UntilSeen(2);
        b.Let(1);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
        Assert.Equal((1, 1), (a.Peak, b.Seen.Length));
    }

    [Theory, WeirAlone("haproxy sends them to the server although it is down")]
    public async Task Id_7_06_WaitersStayWithoutItAndAreTakenWhenTheServerIsBack(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text(""));
        Shift a = new(farm["a"]);
        Shift b = new(farm["b"]);
        Task<int[]> crowd = Crowd.Ask(farm, 3, cookie: "B");
        await b.UntilBusy(1);
        await farm.HasInHand(3);
        farm["b"].CheckAnswer = Bad;
        string down = await farm.Log.Event("Server web/b is DOWN");
        Assert.Contains("1 sessions active, 0 requeued, 2 remaining in queue.", down);
        b.Let(1);
        await b.UntilBusy(0);
        farm["b"].CheckAnswer = ScriptedServer.GoodCheck;
        b.Let(2);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
        Assert.Equal((0, 3, 1), (a.Seen.Length, b.Seen.Length, b.Peak));
    }

    [Theory, Both]
    public async Task Id_7_06_AServerThatComesUpTakesWaitersAtOnce(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text(""));
        Shift a = new(farm["a"]);
        Shift b = new(farm["b"]);
        farm["b"].CheckAnswer = Bad;
        await farm.Log.Event("Server web/b is DOWN");
        Task<int[]> crowd = Crowd.Ask(farm, 3);
        await a.UntilBusy(1);
        await farm.HasInHand(3);
        farm["b"].CheckAnswer = ScriptedServer.GoodCheck;
        await b.UntilBusy(1);
        a.Let(3);
        b.Let(3);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
    }

    [Theory, WeirAlone("without redispatch haproxy 2.6 answers 503 at once, which its manual does not say")]
    public async Task MaxqueueSendsWhoIsOneTooManyElsewhere(Product product)
    {
        string text = Text("").Replace("maxconn 1 check", "maxconn 1 maxqueue 2 check");
        await using Farm farm = await Farm.Start(product, text);
        Shift a = new(farm["a"]);
        Shift b = new(farm["b"]);
        Task<int[]> crowd = Crowd.Ask(farm, 5, cookie: "B");
        await a.UntilBusy(1); // the one of the last two that found no room in the queue
        a.Let(2);
        await a.UntilSeen(2);
        b.Let(3);
        Assert.All(await crowd, static status => Assert.Equal(200, status));
        Assert.Equal((2, 3), (a.Seen.Length, b.Seen.Length));
    }

    private static string Text(string line) => "global\n nbthread 4\n"
        + "listen web\n bind 192.168.1.1:80\n mode http\n balance roundrobin\n option httpclose\n"
        + " timeout client 30s\n timeout server 30s\n timeout connect 30s\n"
        + " cookie SERVERID insert indirect\n option httpchk HEAD /index.html HTTP/1.0\n"
        + $" {line}\n timeout check 5s\n"
        + " server a 192.168.1.11:80 cookie A maxconn 1\n"
        + " server b 192.168.1.12:80 cookie B maxconn 1 check inter 100 fall 2 rise 1\n";
}
