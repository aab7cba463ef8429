using System;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Queue;

/// <summary>A server that answers one request after a drawn time, and closes.</summary>
internal sealed class QueueOrigin(SimNetwork network, int mostMs) : SimPeer
{
    private readonly SimNetwork _network = network;
    private readonly int _mostMs = mostMs;
    private int _matched; // bytes of a head's end seen last

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            bool fits = one == "\r\n\r\n"u8[_matched];
            _matched = fits ? _matched + 1 : one == '\r' ? 1 : 0;
            if (_matched == 4)
            {
                _matched = 0;
                SimDice dice = new(_network.Seed ^ (ulong)_network.Step);
                _network.After(this, dice.Between(1, _mostMs), 0);
            }
        }
    }

    protected internal override void OnTimer(int tag)
    {
        Send("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"u8);
        Close();
    }

    protected internal override void OnEnd() => Close();
}
