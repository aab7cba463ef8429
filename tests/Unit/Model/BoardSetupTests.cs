using Weir.Model.Live;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Unit.Model;

public sealed class BoardSetupTests
{
    private const string Text = """
        listen www 127.0.0.1:80
         server a 127.0.0.1:8001 check weight 10
         server b 127.0.0.1:8002 check

        """;

    private readonly ConfigPlan _now = Config.Good(Text);
    private readonly Board _board;

    public BoardSetupTests()
    {
        _board = Board.InPrivateMemory(BoardSetup.ShapeFor(_now, workers: 2));
        BoardSetup.Initialise(_now, _board);
        _board.Server(0).Health = ServerHealth.Down;
        _board.Server(0).Weight = 3; // somebody has changed it since
        _board.ServerCounts(1, 0).Sessions = 7;
    }

    [Fact]
    public void TheBoardHasRoomForMoreAndKnowsWhatIsUsed()
    {
        Assert.True(_board.Shape.Servers > 100);
        Assert.Equal(2, _board.Used.Servers);
        Assert.Equal(1, _board.Used.Proxies);
    }

    [Fact]
    public void WhatStaysIsLeftAloneAndWhatIsNewBeginsUp()
    {
        ConfigPlan next = Config.Good(Text + " server c 127.0.0.1:8003 weight 5\n");
        BoardSetup.Prepare(next, [_now], _board, nowMs: 0);
        Assert.Equal(ServerHealth.Down, _board.Server(0).Health);
        Assert.Equal(3, _board.Server(0).Weight);
        Assert.Equal(7, _board.ServerCounts(1, 0).Sessions);
        Assert.Equal((ServerHealth.Up, 5), (_board.Server(2).Health, _board.Server(2).Weight));
        Assert.Equal(3, _board.Used.Servers);
    }

    [Fact]
    public void ANumberThatIsUsedAgainHasNoPast()
    {
        BoardSetup.Prepare(_now, [], _board, nowMs: 0);
        Assert.Equal(0, _board.ServerCounts(1, 0).Sessions);
        Assert.Equal(ServerHealth.Up, _board.Server(0).Health);
    }

    [Fact]
    public void WhatComesBackWhileRequestsRunKeepsItsCountsAndIsTakenForUp()
    {
        ConfigPlan without = new()
        {
            Global = _now.Global,
            Proxies = _now.Proxies,
            Listeners = _now.Listeners,
            Servers = [_now.Servers[1]],
        };
        BoardSetup.Prepare(_now, [without, _now], _board, nowMs: 0);
        Assert.Equal(7, _board.ServerCounts(1, 0).Sessions);
        Assert.Equal(ServerHealth.Up, _board.Server(0).Health);
    }

    [Theory]
    [InlineData("weight 10", "weight 10", false, ServerHealth.Down, 3)]
    [InlineData("weight 10", "weight 20", true, ServerHealth.Down, 20)]
    [InlineData("127.0.0.1:8001", "127.0.0.2:8001", true, ServerHealth.Up, 10)]
    [InlineData("127.0.0.1:8001", "127.0.0.1:8011", true, ServerHealth.Up, 10)]
    [InlineData("8001 check", "8001 check port 81", true, ServerHealth.Up, 10)]
    [InlineData("8001 check", "8001", true, ServerHealth.Up, 10)]
    [InlineData("8001 check", "8001 check inter 9", false, ServerHealth.Down, 3)]
    public void WhatThePlanSaysDifferentlyIsTakenOver(
        string now, string next, bool changes, ServerHealth health, int weight)
    {
        ConfigPlan plan = Config.Good(Text.Replace(now, next, System.StringComparison.Ordinal));
        bool changed = BoardSetup.Conform(plan.Servers[0], ref _board.Server(0));
        Assert.Equal(changes, changed);
        Assert.Equal((health, weight), (_board.Server(0).Health, _board.Server(0).Weight));
        Assert.False(BoardSetup.Conform(plan.Servers[0], ref _board.Server(0)));
    }
}
