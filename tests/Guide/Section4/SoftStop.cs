using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section4;

/// <summary>Section 4.1: a file is removed from a server, and its users finish what they do.</summary>
public sealed class SoftStop
{
    private const string HttpLog = " option httplog\n";
    private const string Gone = "HTTP/1.0 404 Not Found\r\n\r\n";

    private static GuideText Often => GuideText.Section41.CheckedOften();

    [Fact]
    public async Task Id_41_01_TwoAnswersOf404InARowTakeAServerDown()
    {
        const int LastGood = 13;
        int checks = 0;
        bool wasDownBefore = false;
        await using Stage stage = await Stage.StartLogged(Often, HttpLog, before: s =>
            s["webB"].AnswerChecks(() =>
            {
                int number = Interlocked.Increment(ref checks);
                if (number == LastGood) wasDownBefore = s.Log.All.Contains("DOWN");
                return number <= LastGood && number % 2 == 1 ? ScriptedServer.GoodCheck : Gone;
            }));
        string down = await stage.Log.Event("Server 192.168.1.1:80/webB is DOWN");
        Assert.Contains("reason: Layer7 wrong status, code: 404, info: \"Not Found\"", down);
        Assert.False(wasDownBefore);
        Assert.True(checks >= LastGood + 2);
    }

    [Fact]
    public async Task Id_41_01_And_02_TheFileOfTheGuideIsAskedForAndItsAbsenceIsAlertedAtOnce()
    {
        // The guide's own intervals: four seconds to go, four to come back.
        await using Stage stage = await Stage.StartLogged(GuideText.Section41);
        Assert.Equal("HEAD /running HTTP/1.0\r\n\r\n", await stage["webB"].NextCheck());
        stage["webB"].CheckAnswer = Gone;
        string down = await stage.Log.Event("Server 192.168.1.1:80/webB is DOWN");
        Assert.StartsWith("<129>", down); // local0, alert
        Assert.Contains(" 3 active and 0 backup servers left. ", down);
        await stage.Balancer.Complains("Server 192.168.1.1:80/webB is DOWN");
        stage["webB"].CheckAnswer = ScriptedServer.GoodCheck;
        string up = await stage.Log.Event("Server 192.168.1.1:80/webB is UP");
        Assert.StartsWith("<133>", up); // local0, notice
        Assert.Contains(" 4 active and 0 backup servers online. ", up);
    }

    [Fact]
    public async Task Id_41_03_NewUsersGoToTheOthers()
    {
        await using Stage stage = await StartWithout("webB");
        string[] seen = [await stage.Ask(), await stage.Ask(), await stage.Ask(), await stage.Ask()];
        Assert.Equal(["webA", "webC", "webD"], seen.Distinct().Order());
    }

    [Fact]
    public async Task Id_41_04_ItsUsersStillReachItAndKeepTheirCookie()
    {
        await using Stage stage = await StartWithout("webB", answers: false);
        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=B\r\n\r\n");
        RawConnection server = await stage["webB"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        await ExpectLine(stage, client, "webB */*/*/*/* 204 27B - - --DN 1/1/0/0/0");
    }

    [Fact]
    public async Task Id_41_05_WhenItIsStoppedForGoodItsUsersGetAnotherAtOnce()
    {
        await using Stage stage = await StartWithout("webB");
        stage["webB"].Refuse();
        (RawConnection client, string cookie) = await AskWithCookie(stage, "B");
        Assert.Matches("^[ACD]$", cookie);
        await ExpectLine(stage, client, $"web{cookie} */*/*/*/* 200 42B - - --DI 1/1/0/0/+1");
    }

    [Fact]
    public async Task Id_41_06_AServerThatSuddenlyRefusesIsTriedAgainBeforeAnotherIs()
    {
        // Checked only every minute: what happens here happens before detection.
        GuideText text = GuideText.Section41.With(" inter 60000", of: " inter 2000");
        await using Stage stage = await Stage.StartLogged(text, HttpLog);
        stage.AnswerWithNames();
        await stage["webA"].NextCheck(); // the one at the start, which would find the refusal
        stage["webA"].Refuse();
        (RawConnection client, string cookie) = await AskWithCookie(stage, "A");
        Assert.Matches("^[BCD]$", cookie);
        string line = await stage.Log.NextRequest();
        LogPattern.Check(
            Product.Weir,
            $"{client.Local} [date] 192.168.1.1:80 192.168.1.1:80/web{cookie} */*/*/*/* 200 42B - - --DI "
                + "1/1/0/0/+3 0/0 \"GET / HTTP/1.1\"",
            line);
        Assert.InRange(Waited(line), 2000, int.MaxValue); // two pauses of a second
    }

    [Theory]
    [InlineData(true, 1, 1000)]
    [InlineData(false, 3, 3000)]
    public async Task Id_41_07_AServerWithoutPowerCostsAConnectTimeoutForEachAttempt(
        bool isKnown, int attempts, int leastMs)
    {
        GuideText text = GuideText.Section41.With("contimeout 1000", of: "contimeout 5000");
        text = isKnown ? text.CheckedOften() : text.With(" inter 60000", of: " inter 2000");
        await using Stage stage = await Stage.StartLogged(text, HttpLog);
        stage.AnswerWithNames();
        await stage["webA"].NextCheck(); // the one at the start, which would find it switched off
        if (isKnown)
        {
            stage["webA"].CheckAnswer = Gone;
            await stage.Log.Event("Server 192.168.1.1:80/webA is DOWN");
        }

        await stage["webA"].Vanish();
        (_, string cookie) = await AskWithCookie(stage, "A");
        Assert.Matches("^[BCD]$", cookie);
        string line = await stage.Log.NextRequest();
        Assert.Contains($" --DI 1/1/0/0/+{attempts} ", line);
        Assert.InRange(Waited(line), leastMs, int.MaxValue);
    }

    [Fact]
    public async Task Id_41_08_WithoutRedispatchItsUsersGetA503()
    {
        GuideText text = GuideText.Section41.With(" retries 1\n", of: " redispatch\n");
        await using Stage stage = await StartWithout("webB", text: text);
        stage["webB"].Refuse();
        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=B\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
        await ExpectLine(stage, client, "webB */*/-1/-1/* 503 0B - - SCDN 1/1/0/0/1");
    }

    [Fact]
    public async Task Id_41_08_WithoutPersistItsUsersGoAtOnce()
    {
        GuideText text = GuideText.Section41.With("", of: " option persist\n");
        await using Stage stage = await StartWithout("webB", text: text);
        (RawConnection client, string cookie) = await AskWithCookie(stage, "B");
        Assert.Matches("^[ACD]$", cookie);
        await ExpectLine(stage, client, $"web{cookie} */*/*/*/* 200 42B - - --DI 1/1/0/0/0");
    }

    [Fact]
    public async Task Id_41_09_WhenAllAreDownOldUsersAreStillServedAndNewOnesAreNot()
    {
        await using Stage stage = await Stage.StartLogged(Often, HttpLog, before: s =>
        {
            foreach (ScriptedServer server in s.Servers) server.CheckAnswer = "HTTP/1.0 500 Oops\r\n\r\n";
        });
        stage.AnswerWithNames();
        string none = await stage.Log.Event("proxy 192.168.1.1:80 has no server available!");
        Assert.StartsWith("<128>", none); // local0, emergency
        await using RawConnection client = await stage.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
        await ExpectLine(stage, client, "<NOSRV> */-1/-1/-1/* 503 0B - - SCNN 1/1/0/0/0");
        Assert.Equal("webC", await stage.Ask("Cookie: SERVERID=C\r\n"));
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("304 Not Modified")]
    public async Task Id_41_10_ARedirectionCountsAsRunning(string status)
    {
        await using Stage stage = await StartWithout("webB");
        stage["webB"].CheckAnswer = $"HTTP/1.0 {status}\r\n\r\n";
        await stage.Log.Event("Server 192.168.1.1:80/webB is UP");
    }

    /// <summary>The file of one server is gone, and the balancer knows.</summary>
    private static async Task<Stage> StartWithout(string server, GuideText? text = null, bool answers = true)
    {
        Stage stage = await Stage.StartLogged(
            (text ?? GuideText.Section41).CheckedOften(), HttpLog, s => s[server].CheckAnswer = Gone);
        if (answers) stage.AnswerWithNames();
        await stage.Log.Event($"Server 192.168.1.1:80/{server} is DOWN");
        return stage;
    }

    /// <summary>A user's request, and the letter of the server that it has a cookie of afterwards.</summary>
    private static async Task<(RawConnection Client, string Cookie)> AskWithCookie(Stage stage, string cookie)
    {
        RawConnection client = await stage.Connect();
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\nCookie: SERVERID={cookie}\r\n\r\n");
        const string Field = "\r\nSet-Cookie: SERVERID=";
        string head = await client.ReadThrough();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
        int at = head.IndexOf(Field, System.StringComparison.Ordinal) + Field.Length;
        Assert.EndsWith("; path=/\r\n\r\n", head);
        string given = head[at..^"; path=/\r\n\r\n".Length];
        await client.Expect("web" + given);
        return (client, given);
    }

    private static Task ExpectLine(Stage stage, RawConnection client, string middle) =>
        stage.Log.ExpectRequest(client, $"192.168.1.1:80/{middle} 0/0", "GET / HTTP/1.1");

    /// <summary>The second of a line's times, in milliseconds: in queues and between attempts.</summary>
    private static int Waited(string line) => int.Parse(line.Split(' ')[4].Split('/')[1]);
}
