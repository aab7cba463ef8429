using Weir.Ground.Net;
using Weir.Tests.Sim.Contract;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Backends;

public sealed class SimBench : IoBench<SimIo>
{
    private static readonly IpEndpoint Host = IpEndpoint.V4(0x0A000001, 0);

    private readonly SimNetwork _network;
    private ushort _port = 8000;

    public SimBench(ulong seed, SimFaults faults)
    {
        _network = new SimNetwork(seed, faults, Limits);
        Use(new SimIo(_network));
    }

    public override int OpenListener(out IpEndpoint at)
    {
        at = Host.WithPort(_port++);
        return _network.OpenListener(at);
    }

    public override void CloseListener(int listener) => _network.CloseListener(listener);

    public override IpEndpoint NobodyThere() => Host.WithPort(_port++);

    public override IpEndpoint Silence()
    {
        IpEndpoint at = Host.WithPort(_port++);
        _network.Silence(at);
        return at;
    }

    public override int OpenSignal() => _network.OpenSignal();

    public override void SetSignal(int signal, bool raised) => _network.SetSignal(signal, raised);

    public override void CloseSignal(int signal) => _network.CloseSignal(signal);

    public override (int Offers, int Takes) OpenChannel()
    {
        int channel = _network.OpenChannel();
        return (channel, channel);
    }
}
