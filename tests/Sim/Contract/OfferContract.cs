using System;
using System.Collections.Generic;
using System.Text;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>
/// What <see cref="IIoBackend"/> promises of connections that are offered to another process.
/// </summary>
public abstract class OfferContract<TIo>
    where TIo : struct, IIoBackend
{
    private readonly byte[] _message = new byte[64];

    private protected abstract IoBench<TIo> Open();

    [Promise]
    public void AnOfferedConnectionIsTakenWithItsMessage()
    {
        using IoBench<TIo> bench = Open();
        (int offers, int takes) = Channel(bench);
        int ours = bench.Io.Offer(offers, "for whom"u8);
        Assert.True(ours >= 0);
        bench.Await(takes, Ready.Read);
        int theirs = bench.Io.TakeOffer(takes, _message, out int length);
        Assert.True(theirs >= 0);
        Assert.Equal("for whom", Encoding.ASCII.GetString(_message.AsSpan(0, length)));
        Assert.Equal(-Errno.EAGAIN, bench.Io.TakeOffer(takes, _message, out _));
        byte[] got = new byte[200_000];
        bench.Carry(ours, theirs, new byte[200_000], got);
        bench.Carry(theirs, ours, new byte[200_000], got);
        bench.Io.Close(theirs, reset: false);
        Assert.Equal(0, bench.ReceiveEnd(ours));
        bench.Io.Close(ours, reset: false);
    }

    [Promise]
    public void BytesMayBeSentBeforeAnybodyHasTakenIt()
    {
        using IoBench<TIo> bench = Open();
        (int offers, int takes) = Channel(bench);
        int ours = bench.Io.Offer(offers, "x"u8);
        bench.SendAll(ours, "early"u8);
        bench.Turn(0);
        bench.Await(takes, Ready.Read);
        int theirs = bench.Io.TakeOffer(takes, _message, out _);
        byte[] got = new byte[5];
        bench.ReceiveAll(theirs, got);
        Assert.Equal("early"u8.ToArray(), got);
        bench.Io.Close(ours, reset: false);
        Assert.Equal(0, bench.ReceiveEnd(theirs));
        bench.Io.Close(theirs, reset: false);
    }

    [Promise]
    public void OffersThatNobodyTakesHaveABound()
    {
        using IoBench<TIo> bench = Open();
        (int offers, int takes) = Channel(bench);
        List<int> ours = [];
        int last;
        while ((last = bench.Io.Offer(offers, "x"u8)) >= 0)
        {
            ours.Add(last);
            Assert.True(ours.Count < 10_000, "nothing ends it");
        }

        Assert.Equal(-Errno.EAGAIN, last);
        bench.Await(takes, Ready.Read);
        int theirs = bench.Io.TakeOffer(takes, _message, out _);
        Assert.True(theirs >= 0);
        ours.ForEach(fd => bench.Io.Close(fd, reset: false));
        Assert.Equal(0, bench.ReceiveEnd(theirs));
        bench.Io.Close(theirs, reset: false);
    }

    private static (int Offers, int Takes) Channel(IoBench<TIo> bench)
    {
        (int offers, int takes) = bench.OpenChannel();
        bench.Io.Watch(takes);
        return (offers, takes);
    }
}
