using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section4;

/// <summary>
/// Section 4.2: port 81 of a server says whether it wants new users; its backup, which is the same machine on
/// port 80, keeps those that it has.
/// </summary>
public sealed class BackupServers
{
    private const string HttpLog = " option httplog\n";
    private const string Proxy = "192.168.1.1:80";

    private static readonly string[] Letters = ["A", "B", "C", "D"];

    [Fact]
    public async Task Id_42_01_And_11_ChecksGoToTheirPortsAndTrafficGoesTo80()
    {
        await using Stage stage = await Stage.Start(GuideText.Section42);
        foreach (string letter in Letters)
        {
            Assert.Equal("HEAD / HTTP/1.0\r\n\r\n", await stage[$"web{letter}:check"].NextCheck());
            Assert.Equal("HEAD / HTTP/1.0\r\n\r\n", await stage[$"bkp{letter}"].NextCheck());
        }

        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await (await stage["webA"].Accept()).Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        Assert.Equal(0, Letters.Sum(letter => stage[$"web{letter}:check"].Arrivals));
    }

    [Fact]
    public async Task Id_42_02_And_03_WithNothingOnPort81TheFirstBackupServes()
    {
        await using Stage stage = await StartOnBackups();
        for (int i = 0; i < 4; i++) Assert.Equal("bkpA", await ServerOf(stage));
    }

    [Fact]
    public async Task Id_42_04_WithAllbackupsTheyTakeTurns()
    {
        await using Stage stage = await StartOnBackups(GuideText.Section42.And(" option allbackups\n"));
        List<string> seen = [];
        for (int i = 0; i < 4; i++) seen.Add(await ServerOf(stage));
        Assert.Equal(["bkpA", "bkpB", "bkpC", "bkpD"], seen.Order());
    }

    [Fact]
    public async Task Id_42_05_ACookieSelectsTheBackupThatSharesIt()
    {
        await using Stage stage = await StartOnBackups();
        Assert.Equal("bkpC", await ServerOf(stage, "C", "VN"));
        await Open81(stage, "A");
        // Others want new users now; this one's are still its own.
        Assert.Equal("bkpC", await ServerOf(stage, "C", "VN"));
        Assert.Equal("webA", await ServerOf(stage, "A", "VN"));
    }

    [Fact]
    public async Task Id_42_06_NewUsersGoWherePort81Answers()
    {
        await using Stage stage = await StartOnBackups();
        await Open81(stage, "A");
        await Open81(stage, "B");
        List<string> seen = [];
        for (int i = 0; i < 4; i++) seen.Add(await ServerOf(stage));
        Assert.Equal(["webA", "webA", "webB", "webB"], seen.Order());
    }

    [Fact]
    public async Task Id_42_07_And_08_And_09_AMachineIsTakenAwayInTwoSteps()
    {
        await using Stage stage = await Stage.StartLogged(Often(), HttpLog);
        stage.AnswerWithNames();
        await stage["webA:check"].NextCheck();
        stage["webA:check"].Refuse();
        string down = await stage.Log.Event($"Server {Proxy}/webA is DOWN");
        Assert.Contains(" 3 active and 4 backup servers left. ", down);
        Assert.Equal("bkpA", await ServerOf(stage, "A", "VN"));
        for (int i = 0; i < 4; i++) Assert.NotEqual("webA", await ServerOf(stage));

        // The web server is stopped, or the whole machine has gone.
        stage["bkpA"].Refuse();
        string gone = await stage.Log.Event($"Server {Proxy}/bkpA is DOWN");
        Assert.Contains($": Backup Server {Proxy}/bkpA is DOWN", gone);
        Assert.Matches("^web[BCD]$", await ServerOf(stage, "A", "DI"));
    }

    [Fact]
    public async Task Id_42_09_AMachineWithoutPowerIsDownTwiceAndItsUsersAreMoved()
    {
        GuideText text = Often().With(" timeout check 2s\n", of: " timeout check 5s\n");
        await using Stage stage = await Stage.StartLogged(text.And(" contimeout 500\n"), HttpLog);
        stage.AnswerWithNames();
        await stage["webA:check"].NextCheck();
        await stage["bkpA"].NextCheck();
        await stage["webA:check"].Vanish();
        await stage["bkpA"].Vanish();
        await stage.Log.Events(
            "/webA is DOWN, reason: Layer4 timeout", "/bkpA is DOWN, reason: Layer4 timeout");
        Assert.Matches("^web[BCD]$", await ServerOf(stage, "A", "DI"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Id_42_10_EachServerLineAsksForItselfAndHoweverManyWorkersThereAreOnce(int workers)
    {
        GuideText text = Often().With(" timeout check 60s\n", of: " timeout check 5s\n");
        int asked = 0;
        await using Stage stage = await Stage.StartLogged(text, workers: workers, before: s =>
            s["webB:check"].AnswerChecks(() =>
            {
                Interlocked.Increment(ref asked);
                return null; // until it is told, who asks does not ask again
            }));
        // The same machine's other line goes on at its own pace.
        for (int round = 0; round < 5; round++) await stage["bkpB"].NextCheck();
        Assert.Equal(1, Volatile.Read(ref asked));
    }

    private static GuideText Often(GuideText? text = null) => (text ?? GuideText.Section42).CheckedOften();

    /// <summary>Nobody answers on port 81, and the balancer knows.</summary>
    private static async Task<Stage> StartOnBackups(GuideText? text = null)
    {
        Stage stage = await Stage.StartLogged(Often(text), HttpLog, s =>
        {
            foreach (string letter in Letters) s[$"web{letter}:check"].Refuse();
        });
        stage.AnswerWithNames();
        string[] downs = await stage.Log.Events([.. Letters.Select(one => $"{Proxy}/web{one} is DOWN")]);
        Assert.All(downs.SkipLast(1), down => Assert.DoesNotContain("Running on backup", down));
        Assert.Contains(" 0 active and 4 backup servers left. Running on backup. ", downs[^1]);
        return stage;
    }

    private static async Task Open81(Stage stage, string letter)
    {
        stage[$"web{letter}:check"].Listen();
        await stage.Log.Event($"Server {Proxy}/web{letter} is UP");
    }

    /// <summary>
    /// Which server line served a request: a machine has two, and only the log tells them apart.
    /// </summary>
    /// <param name="stage">Where.</param>
    /// <param name="cookie">The letter in the client's cookie; none without.</param>
    /// <param name="letters">What the log says of the cookies.</param>
    private static async Task<string> ServerOf(Stage stage, string? cookie = null, string letters = "NI")
    {
        string answer = await stage.Ask(cookie is null ? "" : $"Cookie: SERVERID={cookie}\r\n");
        string line = await stage.Log.NextRequest();
        string server = line.Split(' ')[3].Split('/')[1];
        Assert.Contains($" 200 42 - - --{letters} ", line);
        Assert.Equal(answer[^1], server[^1]);
        return server;
    }
}
