using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Health;

/// <summary>
/// What operators read when a server goes or comes: the log, and stderr in the foreground (12.6).
/// </summary>
public sealed class Events
{
    private const string Down =
        "Server web/s1 is DOWN, reason: Layer7 wrong status, code: 404, info: \"Not Found\", "
        + "check duration: *ms. ";

    private const string Up =
        "Server web/s1 is UP, reason: Layer7 check passed, code: 200, check duration: *ms. ";

    [Theory]
    [Both("", "1 active and 0 backup servers left. ", "2 active and 0 backup servers online. ")]
    [Both("backup", "1 active and 0 backup servers left. ", "1 active and 1 backup servers online. ")]
    public async Task DownAndUpAreLoggedWithWhatIsLeft(
        Product product, string words, string left, string online)
    {
        string text = Texts.Web("option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s", 0)
            + $" server s1 192.168.1.11:80 check inter 200 {words}\n server s2 192.168.1.12:80\n";
        await using Farm farm = await Farm.Start(product, text, before: f => GiveWrongStatus(f["s1"]));
        string prefix = words.Length == 0 ? "" : "Backup ";
        string down = await farm.Log.Event("Server web/s1 is DOWN");
        Assert.StartsWith("<129>", down);
        string sessions = "0 sessions active, 0 requeued, 0 remaining in queue.";
        LogPattern.Check(
            product, prefix + Down + left + sessions, LogPattern.Message(down, farm.Balancer.Pid));
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        string up = await farm.Log.Event("Server web/s1 is UP");
        Assert.StartsWith("<133>", up);
        LogPattern.Check(
            product,
            prefix + Up + online + "0 sessions requeued, 0 total in queue.",
            LogPattern.Message(up, farm.Balancer.Pid));
    }

    [Theory, Both]
    public async Task StderrSaysItToo(Product product)
    {
        string text =
            Texts.Web("option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s", 1, "check inter 200");
        await using Farm farm = await Farm.Start(product, text, before: f => GiveWrongStatus(f["s1"]));
        await farm.Log.Event("no server available");
        await Patience.Until(
            () => farm.Balancer.Errors.Contains("no server available"), () => farm.Balancer.Errors);
        int pid = farm.Balancer.Pid;
        Assert.Matches(
            $@"(?m)^\[WARNING\]  \({pid}\) : Server web/s1 is DOWN, reason: Layer7 wrong status, code: 404, "
            + @"info: ""Not Found"", check duration: \d+ms\. 0 active and 0 backup servers left\. "
            + @"0 sessions active, 0 requeued, 0 remaining in queue\.$", farm.Balancer.Errors);
        Assert.Matches(
            $@"(?m)^\[ALERT\]    \({pid}\) : proxy 'web' has no server available!$", farm.Balancer.Errors);
    }

    [Theory, Both]
    public async Task VerdictsThatChangeNothingAreSilent(Product product)
    {
        string text = Texts.Web(
            "option httpchk HEAD /index.html HTTP/1.0\ntimeout check 5s", 1, "check inter 200 fall 5");
        await using Farm farm = await Farm.Start(product, text);
        for (int i = 0; i < 3; i++) await farm["s1"].NextCheck();
        GiveWrongStatus(farm["s1"]);
        await farm["s1"].NextCheck();
        farm["s1"].CheckAnswer = ScriptedServer.GoodCheck;
        for (int i = 0; i < 2; i++) await farm["s1"].NextCheck();
        Assert.DoesNotContain("Server web/s1 is", farm.Log.All);
    }

    private static void GiveWrongStatus(
        ScriptedServer server) => server.CheckAnswer = "HTTP/1.0 404 Not Found\r\n\r\n";
}
