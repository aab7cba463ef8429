using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary><c>track</c>: servers that are up or down as another one is.</summary>
public sealed class Tracking
{
    private const string Text = """
        listen web
         bind 192.168.1.1:80
         mode http
         timeout client 30s
         timeout server 30s
         timeout connect 5s
         option httpchk HEAD /index.html HTTP/1.0
         timeout check 5s
         server s1 192.168.1.11:80 check inter 200 rise 1 fall 1
         server s2 192.168.1.12:80 backup track s1
        listen other
         bind 192.168.1.2:80
         mode http
         timeout client 30s
         timeout server 30s
         timeout connect 5s
         server t1 192.168.1.21:80 track web/s1
         server t2 192.168.1.22:80 track t1
         server t3 192.168.1.23:80

        """;

    private const string Left = "0 sessions active, 0 requeued, 0 remaining in queue.";
    private const string Online = "0 sessions requeued, 0 total in queue.";

    [Theory, Both]
    public async Task WhoTracksAServerChangesWithItAndSaysWhy(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        farm["s1"].CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n";
        await Expect(
            farm, "<129>",
            "Server web/s1 is DOWN, reason: Layer7 wrong status, code: 500, info: \"Oops\", "
                + "check duration: *ms. 0 active and 1 backup servers left. Running on backup. " + Left,
            "Server other/t1 is DOWN via web/s1. 2 active and 0 backup servers left. " + Left,
            "Server other/t2 is DOWN via other/t1. 1 active and 0 backup servers left. " + Left,
            "Backup Server web/s2 is DOWN via web/s1. 0 active and 0 backup servers left. " + Left);
        await farm.Log.Event("proxy web has no server available!");
        await farm.Balancer.Complains("Server other/t2 is DOWN via other/t1. ");
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        await Expect(
            farm, "<133>",
            "Server web/s1 is UP, reason: Layer7 check passed, code: 200, check duration: *ms. "
                + "1 active and 0 backup servers online. " + Online,
            "Server other/t1 is UP via web/s1. 2 active and 0 backup servers online. " + Online,
            "Server other/t2 is UP via other/t1. 3 active and 0 backup servers online. " + Online,
            "Backup Server web/s2 is UP via web/s1. 1 active and 1 backup servers online. " + Online);
    }

    [Theory, Both]
    public async Task TrafficLeavesWhoTracksAServerThatIsDown(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text);
        foreach (ScriptedServer server in farm.Servers)
        {
            server.Answer($"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{server.Name}");
        }

        farm["s1"].CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n";
        await farm.Log.Events("Server other/t2 is DOWN via other/t1", "Server web/s2 is DOWN via web/s1");
        for (int i = 0; i < 4; i++)
        {
            await using RawConnection client = await farm.ConnectTo("192.168.1.2:80");
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            await client.ReadThrough();
            await client.Expect("t3");
        }
    }

    /// <summary>In this order, because each is told when it happens.</summary>
    private static async Task Expect(Farm farm, string priority, params string[] events)
    {
        string[] begins = [.. events.Select(BeginOf)];
        string[] lines = await farm.Log.Events(begins);
        foreach ((string line, string wanted) in lines.Zip(events))
        {
            Assert.StartsWith(priority, line);
            LogPattern.Check(farm.Product, wanted, LogPattern.Message(line, farm.Balancer.Pid));
        }
    }

    /// <summary>Who, and what it is now.</summary>
    private static string BeginOf(string one)
    {
        const string Is = " is ";
        int state = one.IndexOf(Is, StringComparison.Ordinal) + Is.Length;
        return one[..one.IndexOf(' ', state)];
    }
}
