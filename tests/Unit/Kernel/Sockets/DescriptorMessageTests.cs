using System;
using System.Linq;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Xunit;

namespace Weir.Tests.Unit.Kernel.Sockets;

public sealed class DescriptorMessageTests : IDisposable
{
    private readonly int[] _descriptors = new int[DescriptorMessage.DescriptorsMost];
    private readonly byte[] _message = new byte[1024];
    private readonly int _one;
    private readonly int _other;

    public DescriptorMessageTests()
    {
        Assert.True(Sys.MessagePair(out _one, out _other) >= 0);
    }

    [Fact]
    public void TheReceiverHasADescriptorOfItsOwnForTheSameThing()
    {
        int call = Sys.CallDescriptor();
        Assert.Equal(0, DescriptorMessage.Send(_one, "abc"u8, [call, call]));
        Sys.Close(call);

        int length = DescriptorMessage.Receive(_other, _message, _descriptors, out int count);

        Assert.Equal("abc"u8.ToArray(), _message[..length]);
        Assert.Equal(2, count);
        Sys.CallOn(_descriptors[0]);
        Watched[] watched = [new Watched { Descriptor = _descriptors[1], Wanted = Watched.Readable }];
        Assert.Equal(1, Sys.Poll(watched, 0));
        Sys.Close(_descriptors[0]);
        Sys.Close(_descriptors[1]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(DescriptorMessage.DescriptorsMost)]
    public void AsManyArriveAsWereSentAndEachMessageKeepsItsOwn(int sent)
    {
        int[] all = [.. Enumerable.Range(0, sent).Select(static _ => Sys.CallDescriptor())];
        Assert.Equal(0, DescriptorMessage.Send(_one, "x"u8, all));
        Assert.Equal(0, DescriptorMessage.Send(_one, "y"u8));

        Assert.Equal(1, DescriptorMessage.Receive(_other, _message, _descriptors, out int count));
        Assert.Equal(sent, count);
        Array.ForEach(_descriptors[..count], static one => Sys.Close(one));
        Assert.Equal(1, DescriptorMessage.Receive(_other, _message, _descriptors, out count));
        Assert.Equal(0, count);
        Array.ForEach(all, static one => Sys.Close(one));
    }

    [Fact]
    public void NeitherSideWaits()
    {
        Assert.Equal(-Errno.EAGAIN, DescriptorMessage.Receive(_other, _message, _descriptors, out _));
        int error;
        while ((error = DescriptorMessage.Send(_one, _message)) == 0)
        {
            // until the other side's queue is full
        }

        Assert.Equal(-Errno.EAGAIN, error);
    }

    [Fact]
    public void TheEndIsTold()
    {
        Sys.Close(_one);
        Assert.Equal(0, DescriptorMessage.Receive(_other, _message, _descriptors, out _));
        Assert.Equal(-Errno.EPIPE, DescriptorMessage.Send(_other, "x"u8));
    }

    public void Dispose()
    {
        Sys.Close(_one);
        Sys.Close(_other);
    }
}
