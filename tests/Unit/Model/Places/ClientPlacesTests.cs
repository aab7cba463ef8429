using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Model.Places;

public sealed class ClientPlacesTests
{
    private const int All = -1;

    private readonly Board _board = Board.InPrivateMemory(new BoardShape(Workers: 3, Proxies: 2, Servers: 1));

    [Theory]
    [InlineData(1)]
    [InlineData(All)]
    public void RoomIsSharedByAllWorkers(int proxy)
    {
        Assert.True(Hand(0).TryTake(proxy, 2));
        Assert.True(Hand(1).TryTake(proxy, 2));
        Assert.False(Hand(2).TryTake(proxy, 2));
        Assert.Equal(-1, Hand(1).GiveBack(proxy));
        Assert.True(Hand(2).TryTake(proxy, 2));
    }

    [Fact]
    public void WhoWantsRoomIsWokenInTurn()
    {
        Hand(0).Want(0);
        Hand(2).Want(0);
        Assert.Equal(2, Hand(1).NextWanting(0));
        Assert.Equal(0, Hand(1).NextWanting(0));
        Assert.Equal(2, Hand(1).NextWanting(0));
        Hand(2).WantNoMore(0);
        Assert.Equal(0, Hand(1).NextWanting(0));
        Hand(0).WantNoMore(0);
        Assert.Equal(-1, Hand(1).NextWanting(0));
    }

    [Fact]
    public void RoomOfDeadWorkerComesBack()
    {
        Assert.True(Hand(1).TryTake(0, 2));
        Assert.True(Hand(1).TryTake(All, 2));
        Assert.True(Hand(2).TryTake(All, 2));
        Hand(1).Want(0);
        Hand(1).Want(All);
        Assert.True(_board.TryClearGauges(1ul << 1));
        Assert.Equal(0, _board.Places.Clients(0).Held);
        Assert.Equal(1, _board.Places.AllClients.Held);
        Assert.Equal(-1, Hand(0).NextWanting(0));
        Assert.Equal(-1, Hand(0).NextWanting(All));
    }

    private ClientPlaces Hand(int worker) => new(_board, worker);
}
