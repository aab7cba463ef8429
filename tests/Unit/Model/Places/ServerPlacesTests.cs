using System;
using System.Linq;
using System.Threading;
using Weir.Model.Live;
using Weir.Model.Places;
using Xunit;

namespace Weir.Tests.Unit.Model.Places;

public sealed class ServerPlacesTests
{
    private const int Workers = 4;
    private const int AnyServer = -1;

    private readonly Board _board = Board.InPrivateMemory(new BoardShape(Workers, Proxies: 1, Servers: 2));
    private readonly ServerPlaces[] _hands;

    public ServerPlacesTests() =>
        _hands = [.. Enumerable.Range(0, Workers).Select(worker => new ServerPlaces(_board, worker))];

    [Fact]
    public void NobodyTakesMoreThanTheLimit()
    {
        Assert.True(_hands[0].TryTake(0, 2));
        Assert.True(_hands[1].TryTake(0, 2));
        Assert.False(_hands[2].TryTake(0, 2));
        Assert.True(_hands[2].TryTake(1, 2));
        _hands[0].GiveBack(0);
        Assert.True(_hands[2].TryTake(0, 2));
        Assert.Equal(2, _board.Places.Server(0).Held);
    }

    [Fact]
    public void LimitHoldsAmongThreadsThatNeverPause()
    {
        const int limit = 3;
        int now = 0;
        int peak = 0;
        Thread[] threads = [.. _hands.Select(hand => new Thread(() =>
        {
            for (int i = 0; i < 50_000; i++)
            {
                if (hand.TryTake(0, limit))
                {
                    int seen = Interlocked.Increment(ref now);
                    peak = Math.Max(peak, seen);
                    Interlocked.Decrement(ref now);
                    hand.GiveBack(0);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.InRange(peak, 1, limit);
        Assert.Equal(0, _board.Places.Server(0).Held);
    }

    [Fact]
    public void OldestOfBothQueuesIsFirstWhicheverWorkerHoldsIt()
    {
        Assert.Equal(1, Wait(worker: 2, server: AnyServer));
        Assert.Equal(1, Wait(worker: 1, server: 0));
        Assert.Equal(2, Wait(worker: 3, server: AnyServer));
        Assert.Equal(new Oldest(2, false), Oldest(server: 0));
        Serve(worker: 2, server: AnyServer);
        Assert.Equal(new Oldest(1, true), Oldest(server: 0));
        Assert.Equal(new Oldest(3, false), Oldest(server: 1));
        Serve(worker: 1, server: 0);
        Serve(worker: 3, server: AnyServer);
        Assert.Equal(-1, Oldest(server: 0).Worker);
        Assert.Equal(0, _board.Places.Backend(0).Waiting);
    }

    [Fact]
    public void ServerThatIsNotForEveryoneServesItsOwnQueueOnly()
    {
        Wait(worker: 0, server: AnyServer);
        Wait(worker: 1, server: 0);
        Assert.Equal(new Oldest(1, true), _hands[0].FindOldest(0, 0, takesOwn: true, takesAny: false));
        Assert.Equal(new Oldest(0, false), _hands[0].FindOldest(0, 0, takesOwn: false, takesAny: true));
    }

    [Fact]
    public void NumberThatIsBeingTakenCannotBeOvertaken()
    {
        ulong first = 0;
        _hands[0].Join(0, AnyServer, ref first); // stopped before it told its number
        Wait(worker: 1, server: AnyServer);
        Assert.Equal(0, Oldest(server: 0).Worker);
    }

    [Fact]
    public void PlacesOfDeadWorkerComeBack()
    {
        Assert.True(_hands[0].TryTake(0, 4));
        Assert.True(_hands[1].TryTake(0, 4));
        Assert.True(_hands[1].TryTake(0, 4));
        Wait(worker: 1, server: AnyServer);
        Wait(worker: 1, server: 0);
        _hands[1].Come(0);
        Assert.True(_board.TryClearGauges(1ul << 1));
        Assert.Equal(1, _board.Places.Server(0).Held);
        Assert.Equal(0, _board.Places.Server(0).Waiting);
        Assert.Equal(0, _board.Places.Backend(0).Waiting);
        Assert.Equal(0, _board.Places.Backend(0).Sessions);
        Assert.Equal(-1, Oldest(server: 0).Worker);
    }

    [Fact]
    public void WorkerThatDiedWhileTakingLeavesNothingEither()
    {
        Assert.True(_hands[0].TryTake(0, 4));
        _board.Places.BeginMove(1);
        _board.Places.Server(0).Held++; // the shared word is written, its own part not yet
        Assert.True(_board.TryClearGauges(1ul << 1));
        Assert.Equal(1, _board.Places.Server(0).Held);
    }

    [Fact]
    public void WorkerThatDiedWhileGivingBackGivesBackOnce()
    {
        Assert.True(_hands[0].TryTake(0, 4));
        Assert.True(_hands[1].TryTake(0, 4));
        _board.Places.BeginMove(1);
        _board.Places.ServerShare(1, 0).Held--; // its own part is written, the shared word not yet
        Assert.True(_board.TryClearGauges(1ul << 1));
        Assert.Equal(1, _board.Places.Server(0).Held);
    }

    [Fact]
    public void WorkersThatDiedTogetherAreCountedTogether()
    {
        Assert.True(_hands[0].TryTake(0, 4));
        Assert.True(_hands[2].TryTake(0, 4));
        _board.Places.BeginMove(1);
        _board.Places.Server(0).Held++;
        Assert.False(_board.TryClearGauges(1ul << 2)); // the other may live, and be about to go on
        Assert.True(_board.TryClearGauges(1ul << 1 | 1ul << 2));
        Assert.Equal(1, _board.Places.Server(0).Held);
    }

    [Fact]
    public void WithoutACountNoLimitIsBroken()
    {
        Assert.True(_hands[0].TryTake(0, 4));
        Assert.True(_hands[2].TryTake(0, 4));
        _board.Places.BeginMove(1);
        _board.Places.Server(0).Held++;
        _board.ClearGauges(1ul << 2);
        Assert.Equal(2, _board.Places.Server(0).Held); // its own and one that may be somebody's
        _board.ClearGauges(1ul << 2);
        Assert.Equal(2, _board.Places.Server(0).Held);
        Assert.True(_board.TryClearGauges(1ul << 1));
        Assert.Equal(1, _board.Places.Server(0).Held);
    }

    [Fact]
    public void BusyWorkerIsCalledOnce()
    {
        Assert.True(WakeCalls.Call(_board.Places, 3));
        Assert.False(WakeCalls.Call(_board.Places, 3));
        WakeCalls.Answer(_board.Places, 3);
        Assert.True(WakeCalls.Call(_board.Places, 3));
    }

    private int Wait(int worker, int server)
    {
        ulong arrival = 0;
        int position = _hands[worker].Join(0, server, ref arrival);
        _hands[worker].Publish(0, server, arrival);
        return position;
    }

    private void Serve(int worker, int server)
    {
        _hands[worker].Leave(0, server);
        _hands[worker].Publish(0, server, 0);
    }

    private Oldest Oldest(int server) =>
        _hands[0].FindOldest(0, server, takesOwn: true, takesAny: true);
}
