using System;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Echo;

/// <summary>A client that sends numbered bytes, ends, and checks that they come back.</summary>
internal sealed class EchoClient : SimPeer
{
    private readonly int _count;
    private int _back;

    public EchoClient(int count) => _count = count;

    public bool IsDone { get; private set; }

    public bool IsComplete { get; private set; }

    protected internal override void OnConnected()
    {
        byte[] bytes = new byte[_count];
        for (int i = 0; i < _count; i++)
        {
            bytes[i] = ByteAt(i);
        }

        Send(bytes);
        EndSending();
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            Assert.Equal(ByteAt(_back++), one);
        }
    }

    protected internal override void OnEnd()
    {
        Assert.Equal(_count, _back);
        IsComplete = true;
        IsDone = true;
        Close();
    }

    protected internal override void OnBroken(int errno) => IsDone = true;

    private static byte ByteAt(int index) => (byte)((index * 7) + (index >> 8));
}
