using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Model.Places;

public sealed class ServerLimitsTests
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(3333, 4)]
    [InlineData(5000, 6)]
    [InlineData(9999, 11)]
    [InlineData(10000, 12)]
    [InlineData(20000, 12)]
    public void LimitOf7_10FollowsTheLoad(int sessions, int limit)
    {
        ServerLimits limits = Limits(minConn: 4, maxConn: 12, fullConn: 10000, sessions, out _);
        Assert.True(limits.FollowLoad);
        Assert.Equal(limit, limits.Of(0));
    }

    [Fact]
    public void ServerWithoutMaxconnIsNeverFull()
    {
        ServerLimits limits = Limits(minConn: 0, maxConn: 0, fullConn: 10, sessions: 0, out Board board);
        board.Places.Server(0).Held = 1_000_000;
        Assert.False(limits.Any);
        Assert.False(limits.IsFull(0));
    }

    [Fact]
    public void PlaceThatOthersWaitForIsNoPlaceForNewcomers()
    {
        ServerLimits limits = Limits(minConn: 0, maxConn: 2, fullConn: 10, sessions: 0, out Board board);
        Assert.False(limits.IsFull(0));
        board.Places.Server(0).Waiting = 1;
        Assert.True(limits.IsFull(0));
        board.Places.Server(0) = new ServerLoad { Held = 2 };
        Assert.True(limits.IsFull(0));
    }

    private static ServerLimits Limits(int minConn, int maxConn, int fullConn, int sessions, out Board board)
    {
        BalanceAlgorithm algorithm = BalanceTable.Rows[0];
        ServerPlan server = new()
        {
            Id = 0,
            Index = 0,
            Name = "s",
            NameText = [],
            Address = default(IpEndpoint),
            MinConn = minConn,
            MaxConn = maxConn,
        };
        BackendPlan backend = new() { Servers = [server], Balance = algorithm, FullConn = fullConn };
        board = Board.InPrivateMemory(new BoardShape(Workers: 2, Proxies: 1, Servers: 1));
        board.Places.Backend(0).Sessions = sessions;
        return new ServerLimits(backend, 0, board);
    }
}
