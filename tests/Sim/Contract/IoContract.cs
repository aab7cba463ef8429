using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>And of the bytes that they carry.</summary>
public abstract class IoContract<TIo> : ConnectionContract<TIo>
    where TIo : struct, IIoBackend
{
    protected virtual int BulkBytes => 4 * 1024 * 1024;

    /// <summary>Equal turns cost equal memory: false on a network that draws its windows.</summary>
    protected virtual bool IsSteady => true;

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
    public void NothingThereIsEagain()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int caller, int called) = bench.Connect(listener, at);
        Assert.Equal(new Received(-Errno.EAGAIN, true), bench.Io.Receive(caller, out Span<byte> bytes));
        Assert.True(bytes.IsEmpty);
        Assert.Equal(new Received(-Errno.EAGAIN, true), bench.Io.Receive(called, out _));
    }

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
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

    [Promise]
    public void UnreadConnectionsStarveNobody()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        List<(int Caller, int Called, int Sent)> all = [];
        byte[] piece = Pattern(40_000, 9);
        for (int i = 0; i < 200; i++)
        {
            (int caller, int called) = bench.Connect(listener, at);
            all.Add((caller, called, bench.Io.Send(caller, piece, default)));
        }

        (int lateCaller, int lateCalled) = bench.Connect(listener, at);
        byte[] got = new byte[40_000];
        bench.Carry(lateCaller, lateCalled, piece, got);
        Assert.Equal(piece, got);
        foreach ((_, int called, int sent) in all)
        {
            bench.ReceiveAll(called, got.AsSpan(0, sent));
            Assert.True(got.AsSpan(0, sent).SequenceEqual(piece.AsSpan(0, sent)));
        }
    }

    [Promise]
    public void BytesTakenBeforeACloseArrive()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint address);
        (int caller, int called) = bench.Connect(listener, address);
        byte[] piece = Pattern(1500, 4);
        int taken = piece.Length;
        long sent = 0;
        for (; taken == piece.Length; sent += taken)
        {
            taken = bench.Io.Send(caller, piece, default);
            bench.Turn(0);
        }

        bench.Io.Close(caller, reset: false);
        for (long at = 0; at < sent;)
        {
            Received got = bench.Io.Receive(called, out Span<byte> bytes);
            foreach (byte one in bytes)
            {
                Assert.True(one == piece[at++ % piece.Length]);
            }

            if (got.Count == -Errno.EAGAIN)
            {
                bench.Await(called, Ready.Read);
            }
        }

        Assert.Equal(0, bench.ReceiveEnd(called));
    }

    [Promise]
    public void BytesPassThroughAPipe()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        (int teller, int source) = bench.Connect(listener, at);
        (int sink, int hearer) = bench.Connect(listener, at);
        if (!bench.Io.TryOpenPipe(out SplicePipe pipe))
        {
            return; // one of the backends has none, and says so
        }

        byte[] told = Pattern(50, 3); // the smallest window takes it
        byte[] heard = new byte[told.Length];
        bench.SendAll(teller, told);
        bench.Io.ShutdownSend(teller);
        int read = 0;
        while (read < 30)
        {
            FillSome(bench, ref pipe, source);
            while (pipe.Held > 0)
            {
                int before = pipe.Held;
                Assert.Equal(0, bench.Io.Empty(ref pipe, sink));
                bench.ReceiveAll(hearer, heard.AsSpan(read, before - pipe.Held));
                read += before - pipe.Held;
            }
        }

        while (read < told.Length)
        {
            FillSome(bench, ref pipe, source);
            int held = pipe.Held;
            bench.Io.Read(ref pipe, heard.AsSpan(read));
            Assert.Equal(0, pipe.Held);
            read += held;
        }

        int end;
        while ((end = bench.Io.Fill(ref pipe, source)) == -Errno.EAGAIN)
        {
            bench.Await(source, Ready.Read | Ready.PeerClosed);
        }

        Assert.Equal(0, end);
        Assert.Equal(told, heard);
        bench.Io.ClosePipe(ref pipe);
        Assert.False(pipe.IsOpen);
    }

    [Promise]
    public void ConversationsOfAllKindsKeepTheirBytes()
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            using IoBench<TIo> bench = Open();
            int listener = Listen(bench, out IpEndpoint at);
            new IoStorm<TIo>(bench, listener, at, seed).Run(400);
        }
    }

    [Promise]
    public void SteadyStateAllocatesNothing()
    {
        using IoBench<TIo> bench = Open();
        int listener = Listen(bench, out IpEndpoint at);
        byte[] message = Pattern(300, 5);
        byte[] got = new byte[300];
        Exchange(bench, (listener, at), message, got, 200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(bench, (listener, at), message, got, 500);
        long after = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(message, got);
        Assert.True(after == before || !IsSteady, $"{after - before} bytes were allocated");
    }

    private static void FillSome(IoBench<TIo> bench, ref SplicePipe pipe, int source)
    {
        int count = bench.Io.Fill(ref pipe, source);
        if (count == -Errno.EAGAIN)
        {
            bench.Await(source, Ready.Read);
            return;
        }

        Assert.InRange(count, 1, SplicePipe.HeldMax);
        Assert.Equal(count, pipe.Held);
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

    private static void Exchange(
        IoBench<TIo> bench, (int Fd, IpEndpoint At) listener, byte[] message, byte[] got, int times)
    {
        (int caller, int called) = bench.Connect(listener.Fd, listener.At);
        for (int i = 0; i < times; i++)
        {
            bench.Carry(caller, called, message, got);
            bench.Carry(called, caller, message, got);
            if (i % 10 == 0)
            {
                bench.Io.Close(caller, reset: false);
                bench.ReceiveEnd(called);
                bench.Io.Close(called, reset: false);
                (caller, called) = bench.Connect(listener.Fd, listener.At);
            }
        }

        bench.Io.Close(caller, reset: true);
        bench.Io.Close(called, reset: true);
    }
}
