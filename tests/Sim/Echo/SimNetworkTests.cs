using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Echo;

/// <summary>The simulator itself: deterministic, unkind, and leaking nothing.</summary>
public sealed class SimNetworkTests
{
    private static readonly IpEndpoint Address = IpEndpoint.V4(0x0A000001, 80);
    private static readonly IoLimits Limits = IoLimits.Default(1000);

    [Fact]
    public void EqualSeedsAreEqualRuns()
    {
        ulong first = Echo(new SimNetwork(1, SimFaults.Wild, Limits));
        ulong again = Echo(new SimNetwork(1, SimFaults.Wild, Limits));
        ulong other = Echo(new SimNetwork(2, SimFaults.Wild, Limits));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void WildNetworksLoseNoByteAndNoDescriptor() =>
        SimRun.Each(20, SimFaults.Wild, Limits, static network => Echo(network));

    [Fact]
    public void EveryEchoOnAKindNetworkIsComplete() =>
        SimRun.Each(5, SimFaults.None, Limits, static network => Echo(network, isComplete: true));

    [Fact]
    public void FailureNamesItsSeed()
    {
        SimMisuseException failure = Assert.Throws<SimMisuseException>(static () =>
            SimRun.One(42, SimFaults.None, Limits, static _ => throw new ArgumentException("reason")));
        Assert.Contains("seed 42", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reason", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ClosedDescriptorMustNotBeUsed()
    {
        SimNetwork network = new(1, SimFaults.None, Limits);
        SimIo io = new(network);
        int fd = io.Dial(Address, default);
        io.Close(fd, reset: false);
        Assert.Throws<SimMisuseException>(() => io.Send(fd, "x"u8, default));
    }

    [Fact]
    public void LentBytesAreSpoiltAtTheNextWait()
    {
        SimNetwork network = new(1, SimFaults.None, Limits);
        network.Serve(Address, static () => new Greeter());
        SimIo io = new(network);
        int fd = io.Dial(Address, default);
        Span<byte> lent = default;
        while (lent.IsEmpty)
        {
            io.Wait(network.Now.After(1000));
            while (io.Next(out _))
            {
            }

            io.Receive(fd, out lent);
        }

        Assert.Equal((byte)'h', lent[0]);
        io.Wait(network.Now.After(1));
        Assert.Equal(0xEE, lent[0]);
    }

    private static ulong Echo(SimNetwork network, bool isComplete = false)
    {
        EchoProgram program = new(network, Address);
        List<EchoClient> clients = [];
        for (int i = 0; i < 20; i++)
        {
            EchoClient client = new(1000 + (i * 100));
            clients.Add(client);
            network.After(i * 3, () => network.Connect(client, Address));
        }

        while (!clients.TrueForAll(static client => client.IsDone) || program.ConnectionCount > 0)
        {
            Assert.False(network.IsStalled);
            Assert.True(network.Step < 2_000_000, "it never ends");
            program.Turn();
        }

        Assert.Equal(1, network.OpenDescriptors);
        Assert.Equal(0, network.LinkCount);
        Assert.True(!isComplete || clients.TrueForAll(static client => client.IsComplete));
        return network.Digest;
    }

    private sealed class Greeter : SimPeer
    {
        protected internal override void OnConnected() => Send("hello"u8);
    }
}
