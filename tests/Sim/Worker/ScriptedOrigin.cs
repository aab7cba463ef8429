using System;
using System.Text;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Worker;

/// <summary>
/// A server that answers every head with the same bytes, in two pieces with a pause between.
/// </summary>
internal sealed class ScriptedOrigin : SimPeer
{
    private const int PauseMs = 5;

    private readonly SimNetwork _network;
    private readonly byte[] _answer;
    private readonly int _cut;
    private readonly bool _closes;
    private HeadEnds _heads;

    /// <param name="network">Whose time passes between the pieces.</param>
    /// <param name="answer">What is said to each request; nothing: it never answers.</param>
    /// <param name="cut">Bytes of the first piece.</param>
    /// <param name="closes">Whether the connection ends after the answer.</param>
    public ScriptedOrigin(SimNetwork network, string answer, int cut, bool closes)
    {
        _network = network;
        _answer = Encoding.ASCII.GetBytes(answer);
        _cut = cut;
        _closes = closes;
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        if (_heads.Count(bytes) > 0 && _answer.Length > 0)
        {
            Send(_answer.AsSpan(0, _cut));
            _network.After(this, PauseMs, 0);
        }
    }

    protected internal override void OnTimer(int tag)
    {
        Send(_answer.AsSpan(_cut));
        if (_closes)
        {
            Close();
        }
    }

    protected internal override void OnEnd() => Close();
}
