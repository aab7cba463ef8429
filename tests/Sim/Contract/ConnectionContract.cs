using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>
/// What <see cref="IIoBackend"/> promises of connections, listeners and events, run on every backend.
/// </summary>
public abstract class ConnectionContract<TIo> : OfferContract<TIo>
    where TIo : struct, IIoBackend
{
    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
    public void MoreConnectionsThanOneBatchHoldsAllServed()
    {
        const int Count = 1500;
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

    [Promise]
    public void ThousandsClosedInOneTurnAreGone()
    {
        // More than any queue of completions holds.
        const int Pairs = 4300;
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        List<int> all = [];
        for (int i = 0; i < Pairs; i++)
        {
            (int caller, int called) = bench.Connect(listener, at);
            all.Add(caller);
            all.Add(called);
        }

        foreach (int fd in all)
        {
            bench.Io.Close(fd, reset: true);
        }

        HashSet<int> closed = [.. all];
        bench.OnEvent = told => Assert.DoesNotContain(told.Fd, closed);
        bench.Turn(0);
        bench.Turn(0);
        bench.OnEvent = null;
        (int lateCaller, int lateCalled) = bench.Connect(listener, at);
        byte[] got = new byte[3];
        bench.Carry(lateCaller, lateCalled, "yes"u8, got);
        Assert.Equal("yes"u8.ToArray(), got);
    }

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    private protected static int Listen(IoBench<TIo> bench, out IpEndpoint at)
    {
        int listener = bench.OpenListener(out at);
        bench.Io.Listen(listener);
        return listener;
    }

    private protected static byte[] Pattern(int length, int seed)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++)
        {
            bytes[i] = (byte)((i * 31) + seed + (i >> 8));
        }

        return bytes;
    }

    /// <summary>
    /// At the first event of a batch closes all others and dials anew: their events must not come any more.
    /// </summary>
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
}
