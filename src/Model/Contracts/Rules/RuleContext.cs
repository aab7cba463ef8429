using System;
using Weir.Ground.Net;
using Weir.Model.Plan;

namespace Weir.Model.Contracts.Rules;

/// <summary>
/// All that rules may look at and decide while they run on one request, response or connection. Made for the
/// run, and gone with it.
/// </summary>
public ref struct RuleContext
{
    private readonly Span<byte> _samples;
    private int _samplesUsed;

    /// <summary>The message at hand.</summary>
    public RuleMessage Message;

    public RuleContext(RuleMessage message, Span<byte> samples)
    {
        Message = message;
        _samples = samples;
    }

    /// <summary>The worker that runs the rules.</summary>
    public required IRuleFacts Worker { get; init; }

    public required ProxyPlan Frontend { get; init; }

    /// <summary>
    /// Whose servers will serve, or have; null: nobody's. <c>use_backend</c> changes it.
    /// </summary>
    public ProxyPlan? Backend { get; set; }

    /// <summary>
    /// A rule of the list of requests has chosen the backend: <c>use_backend</c> is not asked any more.
    /// </summary>
    public bool IsSwitched { get; set; }

    /// <summary>
    /// A <c>reqallow</c> has matched: the words of its family refuse nothing any more, those of the backend
    /// neither.
    /// </summary>
    public bool IsAllowed { get; set; }

    /// <summary>The client's descriptor.</summary>
    public required int Connection { get; init; }

    public required IpEndpoint Client { get; init; }

    /// <summary>The number of the listener that the client has reached, from 0.</summary>
    public required int Listener { get; init; }

    /// <summary>Which request of its connection this is, from 1.</summary>
    public required int RequestNumber { get; init; }

    public Persistence Persistence { get; set; }

    /// <summary>The request speaks to a proxy, in fields of its own for that.</summary>
    public readonly bool IsForProxy =>
        Frontend.Frontend!.UsesProxyField && Message.Target[0] is not ((byte)'/' or (byte)'*');

    /// <summary>
    /// Position of a server in the backend's list: the one that <c>use-server</c> names, or that has
    /// answered; -1: none.
    /// </summary>
    public int Server { get; set; } = -1;

    /// <summary>Memory for a sample that stands nowhere in the message; empty when none is left.</summary>
    /// <param name="length">Bytes that are wanted.</param>
    public Span<byte> TakeRoom(int length)
    {
        if (length > _samples.Length - _samplesUsed)
        {
            return default;
        }

        _samplesUsed += length;
        return _samples.Slice(_samplesUsed - length, length);
    }

    /// <summary>The samples of the last rule are no longer looked at.</summary>
    public void FreeRoom() => _samplesUsed = 0;
}
