using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary>
/// <c>http-check disable-on-404</c>: a server that answers its checks with 404 keeps its users and gets no
/// new ones.
/// </summary>
public sealed class Stopping
{
    private const string NotFound = "HTTP/1.0 404 Not Found\r\n\r\n";
    private const string Reason = "reason: Layer7 check conditionally passed, code: 404, check duration: ";
    private const string Nobody = " 0 sessions requeued, 0 total in queue.\n";

    [Theory, Both]
    public async Task One404IsEnoughAndA200TakesItBackAtOnce(Product product)
    {
        await using Farm farm = await Start(product);
        await farm["s1"].NextCheck();
        farm["s1"].CheckAnswer = NotFound;
        string stopping = await farm.Log.Event($"Server web/s1 is stopping, {Reason}");
        Assert.StartsWith("<133>", stopping);
        Assert.EndsWith(". 1 active and 1 backup servers online." + Nobody, stopping);
        await farm.Balancer.Complains("Server web/s1 is stopping, ");
        Assert.Equal(("s2", "NI"), await Ask(farm));
        Assert.Equal(("s2", "NI"), await Ask(farm));
        Assert.Equal(("s1", "VN"), await Ask(farm, "A"));
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        string up = await farm.Log.Event("Server web/s1 is UP, reason: Layer7 check passed, code: 200, ");
        Assert.StartsWith("<133>", up);
        Assert.EndsWith(". 2 active and 1 backup servers online." + Nobody, up);
    }

    [Theory, Both]
    public async Task WhenAllStopTheBackupServesAndThenNobodyNewIs(Product product)
    {
        await using Farm farm = await Start(product);
        farm["s1"].CheckAnswer = NotFound;
        await farm.Log.Event("Server web/s1 is stopping, ");
        farm["s2"].CheckAnswer = NotFound;
        string last = await farm.Log.Event("Server web/s2 is stopping, ");
        Assert.EndsWith(". 0 active and 1 backup servers online. Running on backup." + Nobody, last);
        Assert.Equal(("s3", "NI"), await Ask(farm));
        Assert.Equal(("s2", "VN"), await Ask(farm, "B"));
        farm["s3"].CheckAnswer = NotFound;
        string backup = await farm.Log.Event("Backup Server web/s3 is stopping, ");
        Assert.EndsWith(". 0 active and 0 backup servers online." + Nobody, backup);
        Assert.StartsWith("<128>", await farm.Log.Event("proxy web has no server available!"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.NextRequest();
        Assert.Equal(("s1", "VN"), await Ask(farm, "A"));
    }

    [Theory, Both]
    public async Task ItsEndIsNoAlertAnyMoreAndTakesAsManyFailuresAsAlways(Product product)
    {
        await using Farm farm = await Start(product);
        farm["s1"].CheckAnswer = NotFound;
        await farm.Log.Event("Server web/s1 is stopping, ");
        farm["s1"].CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n";
        string down = await farm.Log.Event("Server web/s1 is DOWN, reason: Layer7 wrong status, code: 500, ");
        Assert.StartsWith("<133>", down);
        Assert.Contains(". 1 active and 1 backup servers left. ", down);
        Assert.Equal(("s2", "DI"), await Ask(farm, "A"));
    }

    [Theory, Both]
    public async Task AServerThatIsDownStaysDownWithA404(Product product)
    {
        await using Farm farm = await Start(product);
        farm["s1"].Refuse();
        await farm.Log.Event("Server web/s1 is DOWN, ");
        farm["s1"].CheckAnswer = NotFound;
        farm["s1"].Listen();
        for (int i = 0; i < 4; i++) await farm["s1"].NextCheck();
        Assert.DoesNotContain("stopping", farm.Log.All);
        Assert.Equal(("s2", "DI"), await Ask(farm, "A"));
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        await farm.Log.Event("Server web/s1 is UP, ");
    }

    [Theory, Both]
    public async Task ItMayBeginSo(Product product)
    {
        await using Farm farm = await Start(product, farm => farm["s1"].CheckAnswer = NotFound);
        await farm.Log.Event("Server web/s1 is stopping, ");
        Assert.Equal(("s1", "VN"), await Ask(farm, "A"));
    }

    [Theory, Both]
    public async Task WhoWaitsForItStillGetsThere(Product product)
    {
        await using Farm farm = await Start(product, words: "maxconn 1");
        const string Bound = "GET / HTTP/1.1\r\nhost: www\r\ncookie: S=A\r\n\r\n";
        const string Passed = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
        farm["s1"].Serve(null);
        await using RawConnection first = await farm.Connect();
        await first.Send(Bound);
        RawConnection served = await farm["s1"].Accept();
        await served.Expect(Passed);
        await using RawConnection second = await farm.Connect();
        await second.Send(Bound);
        farm["s1"].CheckAnswer = NotFound;
        await farm.Log.Event("Server web/s1 is stopping, ");
        await served.Send("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
        await (await farm["s1"].Accept()).Expect(Passed);
    }

    private static async Task<Farm> Start(
        Product product, System.Action<Farm>? before = null, string words = "")
    {
        string text = Texts.Web(
            "cookie S insert indirect\noption httpchk HEAD /index.html HTTP/1.0\n"
            + "http-check disable-on-404\ntimeout check 5s",
            servers: 3,
            "check inter 200 " + words);
        text = text.Replace("11:80 ", "11:80 cookie A ").Replace("12:80 ", "12:80 cookie B ")
            .Replace("13:80 ", "13:80 backup cookie C ");
        Farm farm = await Farm.Start(product, text, before);
        farm.AnswerWithNames();
        return farm;
    }

    /// <summary>Which server answers, and what the log says of the cookies.</summary>
    private static async Task<(string Server, string Letters)> Ask(Farm farm, string? cookie = null)
    {
        await using RawConnection client = await farm.Connect();
        string field = cookie is null ? "" : $"cookie: S={cookie}\r\n";
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        string server = await client.Read(2);
        string line = await farm.Log.NextRequest();
        int at = line.IndexOf(" - - --", System.StringComparison.Ordinal);
        return (server, line.Substring(at + " - - --".Length, 2));
    }
}
