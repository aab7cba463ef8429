using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>What <see cref="IIoBackend"/> promises, run on every backend.</summary>
public abstract class IoContract<TIo>
    where TIo : struct, IIoBackend
{
    protected virtual int BulkBytes => 4 * 1024 * 1024;

    /// <summary>Equal turns cost equal memory: false on a network that draws its windows.</summary>
    protected virtual bool IsSteady => true;

    private protected abstract IoBench<TIo> Open();

    [Fact]
    public void DialledAndAcceptedConnectionsStand()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        int caller = bench.Dial(at);
        bench.Await(listener, Ready.Read);
        int called = bench.Io.Accept(listener, out IpEndpoint peer);
        Assert.True(called >= 0);
        bench.Await(caller, Ready.Write);
        Assert.Equal(0, bench.Io.DialResult(caller));
        Assert.Equal(bench.Io.LocalAddress(caller), peer);
        Assert.Equal(at, bench.Io.LocalAddress(called));
        Assert.Equal(-Errno.EAGAIN, bench.Io.Accept(listener, out _));
        bench.Io.Close(caller, reset: false);
        bench.Io.Close(called, reset: false);
    }

    [Fact]
    public void RefusedDialIsToldWithItsErrno()
    {
        using IoBench<TIo> bench = Open();
        int caller = bench.Io.Dial(bench.NobodyThere(), default);
        if (caller >= 0)
        {
            Ready seen = bench.Await(caller, Ready.Write | Ready.Failed);
            Assert.True((seen & (Ready.Write | Ready.Failed)) != 0);
            int result = bench.Io.DialResult(caller);
            bench.Io.Close(caller, reset: false);
            caller = result;
        }

        Assert.Equal(-Errno.ECONNREFUSED, caller);
    }

    [Fact]
    public void UnansweredDialIsNotToldAndCanBeGivenUp()
    {
        using IoBench<TIo> bench = Open();
        int caller = bench.Dial(bench.Silence());
        Instant until = bench.Io.Now().After(50);
        while (bench.Io.Now() < until)
        {
            bench.Turn(50);
        }

        Assert.Equal(Ready.None, bench.Seen[caller]);
        bench.Io.Close(caller, reset: false);
    }

    [Fact]
    public void EchoReturnsTheSameBytes()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        for (int length = 1; length < 100_000; length = (length * 3) + 1)
        {
            byte[] sent = Pattern(length, length);
            byte[] there = new byte[length];
            byte[] back = new byte[length];
            bench.Carry(caller, called, sent, there);
            bench.Carry(called, caller, there, back);
            Assert.Equal(sent, back);
        }
    }

    [Fact]
    public void TwoPiecesArriveAsOne()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        byte[] all = Pattern(6000, 7);
        foreach (int cut in (int[])[0, 1, 700, 5999, 6000])
        {
            int taken = bench.Io.Send(caller, all.AsSpan(0, cut), all.AsSpan(cut));
            Assert.InRange(taken, 0, all.Length);
            byte[] got = new byte[all.Length];
            bench.ReceiveAll(called, got.AsSpan(0, taken));
            bench.Carry(caller, called, all.AsSpan(taken), got.AsSpan(taken));
            Assert.Equal(all, got);
        }
    }

    [Fact]
    public void SentBytesMayBeOverwrittenAtOnce()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        byte[] scratch = new byte[20];
        byte[] got = new byte[20 * 20];
        for (int i = 0; i < 20; i++)
        {
            scratch.AsSpan().Fill((byte)i);
            bench.SendAll(caller, scratch);
            scratch.AsSpan().Fill(0xFF);
        }

        bench.ReceiveAll(called, got);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(-1, got.AsSpan(20 * i, 20).IndexOfAnyExcept((byte)i));
        }
    }

    [Fact]
    public void NothingThereIsEagain()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        Assert.Equal(new Received(-Errno.EAGAIN, true), bench.Io.Receive(caller, out Span<byte> bytes));
        Assert.True(bytes.IsEmpty);
        Assert.Equal(new Received(-Errno.EAGAIN, true), bench.Io.Receive(called, out _));
    }

    [Fact]
    public void EachSideEndsOnItsOwn()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        byte[] got = new byte[5];
        bench.SendAll(caller, "first"u8);
        bench.Io.ShutdownSend(caller);
        bench.ReceiveAll(called, got);
        Assert.Equal("first"u8.ToArray(), got);
        bench.Await(called, Ready.PeerClosed);
        Assert.Equal(0, bench.ReceiveEnd(called));

        bench.SendAll(called, "after"u8);
        bench.ReceiveAll(caller, got);
        Assert.Equal("after"u8.ToArray(), got);
        bench.Io.Close(called, reset: false);
        Assert.Equal(0, bench.ReceiveEnd(caller));
        bench.Io.Close(caller, reset: false);
    }

    [Fact]
    public void EndAfterUnreadBytesIsNotLostWithItsEvent()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        bench.SendAll(caller, "last words"u8);
        bench.Io.Close(caller, reset: false);
        bench.Await(called, Ready.PeerClosed);

        // No further event will come: what "drained" says has to be enough to find the end.
        int bytes = 0;
        Received got;
        do
        {
            got = bench.Io.Receive(called, out _);
            bytes += int.Max(got.Count, 0);
            Assert.False(got is { Count: > 0, Drained: true });
        }
        while (got.Count > 0);
        Assert.Equal(10, bytes);
        Assert.Equal(0, got.Count);
    }

    [Fact]
    public void ResetIsToldAsFailed()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        bench.Io.Close(caller, reset: true);
        bench.Await(called, Ready.Failed);
        Assert.Equal(-Errno.ECONNRESET, bench.ReceiveEnd(called));
        Assert.Equal(-Errno.EPIPE, bench.Io.Send(called, "too late"u8, default));
        bench.Io.Close(called, reset: false);
    }

    [Fact]
    public void FullBufferCutsSendsShortAndTellsWhenThereIsRoom()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        byte[] piece = Pattern(64 * 1024, 3);
        long sent = Fill(bench, caller, piece);

        // Whatever the receiving side buffers for its owner has a bound.
        for (int quiet = 0; quiet < 3;)
        {
            bench.Turn(20);
            long more = Fill(bench, caller, piece);
            quiet = more == 0 ? quiet + 1 : 0;
            sent += more;
            Assert.True(sent < 64 * 1024 * 1024, "an unread connection takes bytes without end");
        }

        bench.Seen[caller] = Ready.None;
        for (long left = sent; left > 0;)
        {
            Received got = bench.Io.Receive(called, out _);
            if (got.Count == -Errno.EAGAIN)
            {
                bench.Await(called, Ready.Read);
                continue;
            }

            Assert.True(got.Count > 0);
            left -= got.Count;
        }

        bench.Await(caller, Ready.Write);
        Assert.True(bench.Io.Send(caller, piece, default) > 0);
    }

    [Fact]
    public void BulkBothWaysArrivesWhole()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        IoFlow<TIo> there = new(bench, caller, called, BulkBytes, 11);
        IoFlow<TIo> back = new(bench, called, caller, BulkBytes, 12);
        bench.AwaitThat(() =>
        {
            there.Advance();
            back.Advance();
            return there.IsDone && back.IsDone;
        });
    }

    [Fact]
    public void MoreConnectionsThanOneBatchHoldsAllServed()
    {
        const int Count = 600;
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        List<(int Caller, int Called)> all = [];
        byte[] got = new byte[4];
        for (int i = 0; i < Count; i++)
        {
            all.Add(bench.Connect(listener, at));
        }

        foreach ((int caller, _) in all)
        {
            bench.SendAll(caller, BitConverter.GetBytes(caller));
        }

        foreach ((int caller, int called) in all)
        {
            bench.ReceiveAll(called, got);
            Assert.Equal(caller, BitConverter.ToInt32(got));
            bench.Io.Close(caller, reset: false);
            Assert.Equal(0, bench.ReceiveEnd(called));
            bench.Io.Close(called, reset: false);
        }
    }

    [Fact]
    public void EventsOfADescriptorClosedMeanwhileAreDropped()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        List<int> watched = [];
        List<int> senders = [];
        for (int i = 0; i < 20; i++)
        {
            (int caller, int called) = bench.Connect(listener, at);
            senders.Add(caller);
            watched.Add(called);
        }

        for (int round = 0; round < 50; round++)
        {
            foreach (int sender in senders)
            {
                bench.SendAll(sender, "x"u8);
            }

            CloseAllButTheFirstTold(bench, watched, at);
            foreach (int sender in senders)
            {
                bench.Io.Close(sender, reset: true);
            }

            Refill(bench, listener, at, watched, senders);
        }
    }

    [Fact]
    public void WatchedDescriptorIsToldUntilItsOwnerHasReadIt()
    {
        using IoBench<TIo> bench = Open();
        int signal = bench.OpenSignal();
        bench.Io.Watch(signal);
        bench.Turn(10);
        Assert.Equal(Ready.None, bench.Seen[signal]);
        for (int i = 0; i < 3; i++)
        {
            bench.SetSignal(signal, raised: true);
            bench.Await(signal, Ready.Read);
            bench.Await(signal, Ready.Read);
            bench.SetSignal(signal, raised: false);
            bench.Turn(10); // what was under way when it was read
            bench.Seen[signal] = Ready.None;
            bench.Turn(10);
            Assert.Equal(Ready.None, bench.Seen[signal]);
        }

        bench.CloseSignal(signal);
    }

    [Fact]
    public void UnlistenedListenerIsNotToldAndKeepsItsQueue()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int first, int firstCalled) = bench.Connect(listener, at);
        bench.Io.Unlisten(listener);
        bench.Seen[listener] = Ready.None;
        int caller = bench.Dial(at);
        bench.Await(caller, Ready.Write);
        bench.Turn(20);
        bench.Turn(20);
        Assert.Equal(Ready.None, bench.Seen[listener]);

        bench.Io.Listen(listener);
        bench.Await(listener, Ready.Read);
        int called = bench.Accept(listener, out _);
        foreach (int fd in (int[])[first, firstCalled, caller, called])
        {
            bench.Io.Close(fd, reset: false);
        }

        bench.Io.Unlisten(listener);
        bench.CloseListener(listener);
    }

    [Fact]
    public void ListenerIsToldAgainWhileSomebodyWaits()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        for (int i = 0; i < 5; i++)
        {
            bench.Dial(at);
        }

        // One per event, as an owner does who has spent what a turn may cost.
        for (int taken = 0; taken < 5; taken++)
        {
            bench.Await(listener, Ready.Read);
            Assert.True(bench.Io.Accept(listener, out _) >= 0);
        }
    }

    [Fact]
    public void ClosedListenerRefuses()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        bench.Io.Unlisten(listener);
        bench.CloseListener(listener);
        bench.Turn(0);
        int caller = bench.Io.Dial(at, default);
        if (caller >= 0)
        {
            bench.Await(caller, Ready.Write | Ready.Failed);
            caller = bench.Io.DialResult(caller);
        }

        Assert.Equal(-Errno.ECONNREFUSED, caller);
    }

    [Fact]
    public void ConnectionEndedBeforeItsAcceptIsReadToItsEnd()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        int caller = bench.Dial(at);
        bench.Await(caller, Ready.Write);
        bench.SendAll(caller, "gone"u8);
        bench.Io.Close(caller, reset: false);
        int called = bench.Accept(listener, out _);
        byte[] got = new byte[4];
        bench.ReceiveAll(called, got);
        Assert.Equal("gone"u8.ToArray(), got);
        Assert.Equal(0, bench.ReceiveEnd(called));
    }

    [Fact]
    public void WaitNeverEndsBeforeItsInstantWithoutReason()
    {
        using IoBench<TIo> bench = Open();
        Instant until = bench.Io.Now().After(30);
        int waits = 0;
        while (bench.Io.Now() < until)
        {
            Assert.Equal(0, bench.Io.Wait(until));
            Assert.False(bench.Io.Next(out _));
            Assert.True(++waits < 20, "the wait spins");
        }
    }

    [Fact]
    public void SteadyStateAllocatesNothing()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        byte[] message = Pattern(300, 5);
        byte[] got = new byte[300];
        Exchange(bench, listener, at, message, got, 200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(bench, listener, at, message, got, 500);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(message, got);
        Assert.True(after == before || !IsSteady, $"{after - before} bytes were allocated");
    }

    private static int Listen(IoBench<TIo> bench, out IpEndpoint at)
    {
        int listener = bench.OpenListener(out at);
        bench.Io.Listen(listener);
        return listener;
    }

    private static byte[] Pattern(int length, int seed)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + seed + (i >> 8));
        }

        return bytes;
    }

    private static long Fill(IoBench<TIo> bench, int fd, byte[] piece)
    {
        long sent = 0;
        for (; ;)
        {
            int taken = bench.Io.Send(fd, piece, default);
            Assert.True(taken >= 0);
            sent += taken;
            if (taken < piece.Length)
            {
                return sent;
            }
        }
    }

    /// <summary>At the first event of a batch closes all others and dials anew: their events must not come any more.</summary>
    private static void CloseAllButTheFirstTold(IoBench<TIo> bench, List<int> watched, IpEndpoint at)
    {
        HashSet<int> closed = [];
        bool isFirstTold = false;
        bench.OnEvent = told =>
        {
            Assert.DoesNotContain(told.Fd, closed);
            if (isFirstTold || !watched.Contains(told.Fd))
            {
                return;
            }

            isFirstTold = true;
            foreach (int fd in watched)
            {
                if (fd != told.Fd)
                {
                    bench.Io.Close(fd, reset: true);
                    closed.Add(fd);
                }
            }

            watched.RemoveAll(closed.Contains);
            for (int i = 0; i < 5; i++)
            {
                watched.Add(bench.Io.Dial(at, default)); // may get numbers that the rest of this batch names
            }
        };
        bench.AwaitThat(() => isFirstTold);

        bench.OnEvent = null;
        foreach (int fd in watched)
        {
            bench.Seen[fd] = Ready.None;
            bench.Io.Close(fd, reset: true);
        }
    }

    private static void Refill(
        IoBench<TIo> bench, int listener, IpEndpoint at, List<int> watched, List<int> senders)
    {
        watched.Clear();
        senders.Clear();
        while (watched.Count < 20)
        {
            (int caller, int called) = bench.Connect(listener, at);
            senders.Add(caller);
            watched.Add(called);
        }
    }

    private static void Exchange(
        IoBench<TIo> bench, int listener, IpEndpoint at, byte[] message, byte[] got, int times)
    {
        (int caller, int called) = bench.Connect(listener, at);
        for (int i = 0; i < times; i++)
        {
            bench.Carry(caller, called, message, got);
            bench.Carry(called, caller, message, got);
            if (i % 10 == 0)
            {
                bench.Io.Close(caller, reset: false);
                bench.ReceiveEnd(called);
                bench.Io.Close(called, reset: false);
                (caller, called) = bench.Connect(listener, at);
            }
        }

        bench.Io.Close(caller, reset: true);
        bench.Io.Close(called, reset: true);
    }
}
