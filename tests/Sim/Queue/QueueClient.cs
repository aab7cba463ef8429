using System;
using System.Text;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Queue;

/// <summary>A client with one request. It may have a cookie, and it may lose its patience.</summary>
internal sealed class QueueClient : SimPeer
{
    private readonly SimNetwork _network;
    private readonly byte[] _request;
    private readonly StringBuilder _got = new();

    public QueueClient(SimNetwork network, string cookie = "")
    {
        _network = network;
        string line = cookie.Length > 0 ? $"Cookie: SERVERID={cookie}\r\n" : "";
        _request = Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: h\r\n{line}\r\n");
    }

    /// <summary>After so many milliseconds it goes, whatever it has; 0: it stays.</summary>
    public int PatienceMs { get; init; }

    /// <summary>It goes with a reset, not with an end.</summary>
    public bool IsRude { get; init; }

    public bool IsDone { get; private set; }

    /// <summary>It went before it had its answer.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>The status of its answer; 0: none.</summary>
    public int Status { get; private set; }

    protected internal override void OnConnected()
    {
        Send(_request);
        if (PatienceMs > 0)
        {
            _network.After(this, PatienceMs, 0);
        }
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes) =>
        _got.Append(Encoding.ASCII.GetString(bytes));

    protected internal override void OnTimer(int tag)
    {
        if (IsDone || IsOver)
        {
            return;
        }

        HasLeft = true;
        IsDone = true;
        if (IsRude)
        {
            Reset();
        }
        else
        {
            Close();
        }
    }

    protected internal override void OnEnd()
    {
        string got = _got.ToString();
        Status = got.Length > 12 ? int.Parse(got.AsSpan(9, 3)) : 0;
        IsDone = true;
        Close();
    }

    protected internal override void OnBroken(int errno) => IsDone = true;
}
