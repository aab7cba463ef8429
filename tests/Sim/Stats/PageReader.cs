using System;
using System.Text;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Stats;

/// <summary>Asks for the figures once, and reads them at a pace drawn from the run's seed.</summary>
internal sealed class PageReader(SimNetwork network, int pauses) : SimPeer
{
    private readonly StringBuilder _got = new();
    private int _pauses = pauses;

    /// <summary>It goes in the middle.</summary>
    public bool IsImpatient { get; init; }

    public bool IsDone { get; private set; }

    /// <summary>The connection broke, on the network's own or by a reset.</summary>
    public bool IsBroken { get; private set; }

    public string Got => _got.ToString();

    /// <summary>The answer came to its own end.</summary>
    public bool IsWhole => Got.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal);

    protected internal override void OnConnected() =>
        Send("GET /s;csv HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n"u8);

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        _got.Append(Encoding.ASCII.GetString(bytes));
        if (IsImpatient && _got.Length > 20_000)
        {
            IsDone = true;
            Reset();
        }
        else if (_pauses-- > 0)
        {
            Pause();
            network.After(this, 500, 0);
        }
    }

    protected internal override void OnTimer(int tag) => Resume();

    protected internal override void OnEnd()
    {
        IsDone = true;
        Close();
    }

    protected internal override void OnBroken(int errno) => IsDone = IsBroken = true;
}
