using System;
using System.Text;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Worker;

/// <summary>A client that sends what it is given and keeps all that comes, and how it ended.</summary>
internal sealed class ScriptedClient : SimPeer
{
    private readonly StringBuilder _got = new();
    private readonly string _says;

    /// <param name="says">Sent as soon as the connection stands.</param>
    public ScriptedClient(string says) => _says = says;

    /// <summary>Everything received so far.</summary>
    public string Got => _got.ToString();

    /// <summary>The other side has ended the connection in good order.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The connection was reset, or refused.</summary>
    public bool IsBroken { get; private set; }

    public bool IsGone => IsEnded || IsBroken;

    public void Say(string text) => Send(Encoding.ASCII.GetBytes(text));

    protected internal override void OnConnected() => Say(_says);

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes) =>
        _got.Append(Encoding.ASCII.GetString(bytes));

    protected internal override void OnEnd()
    {
        IsEnded = true;
        Close();
    }

    protected internal override void OnBroken(int errno) => IsBroken = true;
}
