using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Control;

public sealed class KeeperLoopTests
{
    private const string Ok = "HTTP/1.0 200 OK\r\n\r\n";

    [Fact]
    public void ADeadServerIsDownAtItsFirstCheck()
    {
        using DeadPort port = new();
        using RunningKeeper keeper = Started(RunningKeeper.Http(port.Number), null);
        Assert.Matches(
            "^<129>Server px/a is DOWN, reason: Layer4 connection problem, info: \"Connection refused\", " +
            "check duration: \\d+ms. " +
            "1 active and 0 backup servers left. 0 sessions active, 0 requeued, 0 remaining in queue.$",
            keeper.NextEvent());
        Assert.Equal(ServerHealth.Down, keeper.Board.Server(0).Health);
        Assert.Equal(ServerHealth.Up, keeper.Board.Server(1).Health);
        Assert.Equal(1u, keeper.Board.Backend(0).Version);
        Assert.Equal(1, keeper.Board.Server(0).DownTransitions);
    }

    [Fact]
    public void EachCheckIsOneConnectionWithExactlyTheRequest()
    {
        using CheckedServer server = new(Ok);
        using RunningKeeper keeper = Started(RunningKeeper.Http(server.Port));
        for (int i = 0; i < 4; i++)
        {
            Assert.True(server.Requests.TryTake(out string? request, 10_000));
            Assert.Equal("HEAD /index.html HTTP/1.0\r\n\r\n", request);
        }

        Assert.Equal(200, keeper.Board.Server(0).CheckCode);
        Assert.Equal(1, keeper.Board.Server(0).Checked);
        Assert.Equal(4, keeper.Board.Server(0).CheckScore);
        Assert.Equal(0u, keeper.Board.Backend(0).Version);
    }

    [Theory]
    [InlineData("Layer7 wrong status, code: 404, info: \"Not Found\"", "HTTP/1.0 404 Not Found\r\n\r\n")]
    [InlineData("Layer7 wrong status, code: 404", "HTTP/1.0 404\r\n\r\n")]
    [InlineData("Layer7 invalid response", "hello world\r\n\r\n")]
    [InlineData("Layer7 invalid response", "HTTP/1.0 20")]
    [InlineData("Layer7 invalid response", "HTTP/1.0 200 OK\r\n")]
    public void ABadAnswerTakesTheServerDown(string reason, params string[] pieces)
    {
        using CheckedServer server = new(pieces);
        using RunningKeeper keeper = Started(RunningKeeper.Http(server.Port));
        Begins($"<129>Server px/a is DOWN, reason: {reason}, check duration", keeper.NextEvent());
        Assert.Equal("<128>backend px has no server available!", keeper.NextEvent());
    }

    [Fact]
    public void SilenceForTheIntervalTakesTheServerDown()
    {
        using CheckedServer silent = new();
        using RunningKeeper keeper = Started(RunningKeeper.Http(silent.Port, timeoutMs: -1));
        Begins("<129>Server px/a is DOWN, reason: Layer7 timeout, check duration", keeper.NextEvent());
    }

    [Fact]
    public void AResetIsASocketError()
    {
        using CheckedServer server = new() { Resets = true };
        using RunningKeeper keeper = Started(RunningKeeper.Http(server.Port));
        Begins(
            "<129>Server px/a is DOWN, reason: Socket error, info: \"Connection reset by peer\", check",
            keeper.NextEvent());
    }

    [Fact]
    public void AHeadLargerThanTheBufferIsInvalid()
    {
        string[] pieces = [.. Enumerable.Repeat("HTTP/1.0 200 OK\r\nA: " + new string('y', 5000), 8)];
        using CheckedServer server = new(pieces);
        using RunningKeeper keeper = Started(RunningKeeper.Http(server.Port, intervalMs: 2000));
        Begins("<129>Server px/a is DOWN, reason: Layer7 invalid response,", keeper.NextEvent());
    }

    [Fact]
    public void AnAnswerInPiecesIsWholeAndItsBodyIsNotWaitedFor()
    {
        string[] answer = ["HTTP/1.", "1 20", "0 OK\r\nContent-Le", "ngth: 100\r\n\r", "\n12"];
        using CheckedServer pieces = new(answer) { Closes = false };
        using CheckedServer dead = new("no");
        using RunningKeeper keeper = Started(
            RunningKeeper.Http(pieces.Port, intervalMs: 500), RunningKeeper.Http(dead.Port, intervalMs: 500));
        Begins("<129>Server px/b is DOWN", keeper.NextEvent());
        Assert.True(pieces.Requests.TryTake(out _, 10_000));
        Assert.True(pieces.Requests.TryTake(out _, 10_000)); // a second check: the first one has its verdict
        Assert.Equal(200, keeper.Board.Server(0).CheckCode);
        Assert.Equal(ServerHealth.Up, keeper.Board.Server(0).Health);
    }

    [Fact]
    public void ServersComeBackAfterTheirRiseAndBackupsAreNamed()
    {
        using CheckedServer server = new("HTTP/1.0 500 Oops\r\n\r\n");
        using CheckedServer backup = new(Ok);
        using RunningKeeper keeper = new(
            [RunningKeeper.Http(server.Port), RunningKeeper.Http(backup.Port)],
            backups: 1,
            connectTimeoutMs: -1);
        keeper.Start();
        Assert.EndsWith(
            "0 active and 1 backup servers left. Running on backup. " +
            "0 sessions active, 0 requeued, 0 remaining in queue.",
            keeper.NextEvent(),
            StringComparison.Ordinal);
        backup.Pieces = ["HTTP/1.0 503 No\r\n\r\n"];
        Begins("<129>Backup Server px/b is DOWN", keeper.NextEvent());
        Assert.Equal("<128>backend px has no server available!", keeper.NextEvent());
        server.Pieces = ["HTTP/1.0 302 Found\r\n\r\n"];
        Assert.Matches(
            "^<133>Server px/a is UP, reason: Layer7 check passed, code: 302, check duration: \\d+ms. " +
            "1 active and 0 backup servers online. 0 sessions requeued, 0 total in queue.$",
            keeper.NextEvent());
        Assert.Equal(3u, keeper.Board.Backend(0).Version);
    }

    [Fact]
    public void ATcpCheckPassesOnAcceptance()
    {
        using DeadPort port = new();
        using RunningKeeper keeper = Started(RunningKeeper.Tcp(port.Number));
        Begins("<129>Server px/a is DOWN, reason: Layer4 connection problem", keeper.NextEvent());
        Assert.Equal("<128>backend px has no server available!", keeper.NextEvent());
        port.Revive();
        Begins("<133>Server px/a is UP, reason: Layer4 check passed, check duration", keeper.NextEvent());
    }

    [Fact]
    public async Task AServerWhoseQueueIsFullIsALayer4Timeout()
    {
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        using Socket waiting = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await waiting.ConnectAsync(full.LocalEndPoint!);
        int port = ((IPEndPoint)full.LocalEndPoint!).Port;
        using RunningKeeper keeper = Started(RunningKeeper.Http(port, intervalMs: 100));
        Begins("<129>Server px/a is DOWN, reason: Layer4 timeout, check duration", keeper.NextEvent());
    }

    [Fact]
    public void TheAnswersOwnTimeoutEndsACheckLongBeforeItsInterval()
    {
        using CheckedServer silent = new();
        using RunningKeeper keeper = Started(
            RunningKeeper.Http(silent.Port, intervalMs: 3_600_000, timeoutMs: 20));
        Begins("<129>Server px/a is DOWN, reason: Layer7 timeout, check duration", keeper.NextEvent());
    }

    [Fact]
    public void ANewKeeperGoesOnWhereTheOldOneStopped()
    {
        using CheckedServer server = new(Ok);
        using RunningKeeper keeper = new(
            RunningKeeper.Http(server.Port), RunningKeeper.Http(server.Port, intervalMs: 3_600_000));
        foreach (int down in new[] { 0, 1 })
        {
            keeper.Board.Server(down).Health = ServerHealth.Down;
            keeper.Board.Server(down).CheckScore = 0;
            keeper.Board.Server(down).Checked = 1;
        }

        keeper.Start();
        Begins("<133>Server px/a is UP, reason: Layer7 check passed", keeper.NextEvent());
        Assert.Equal(ServerHealth.Down, keeper.Board.Server(1).Health); // one good check of the two it needs
        Assert.Equal(2u, keeper.Board.Backend(0).Version); // its start, and the transition
    }

    [Fact]
    public void SessionsOfAllWorkersAreCounted()
    {
        using DeadPort port = new();
        using RunningKeeper keeper = new(RunningKeeper.Http(port.Number));
        keeper.Board.ServerCounts(0, 0).Current = 3;
        keeper.Board.ServerCounts(1, 0).Current = 4;
        keeper.Start();
        Assert.Contains(" 7 sessions active, 0 requeued", keeper.NextEvent(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASoftStopEndsTheLoop()
    {
        using CheckedServer silent = new();
        using RunningKeeper keeper = Started(RunningKeeper.Http(silent.Port, intervalMs: 3_600_000));
        Assert.True(silent.Requests.TryTake(out _, 10_000)); // a check is running
        Assert.Equal(0, await keeper.SoftStop().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task TheMastersEndEndsTheLoop()
    {
        using RunningKeeper keeper = new RunningKeeper([null]).Start();
        Assert.Equal(0, await keeper.HangUp().WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static RunningKeeper Started(params Weir.Model.Plan.Checks.CheckPlan?[] checks) =>
        new RunningKeeper(checks, backups: 0, connectTimeoutMs: -1).Start();

    private static void Begins(string expected, string seen) =>
        Assert.StartsWith(expected, seen, StringComparison.Ordinal);
}
