using System;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// <c>balance source</c>: the XOR of the 32-bit words of the client's address, modulo the size of the map of
/// usable
/// servers, names the server.
/// </summary>
internal sealed class SourceHash(BackendPlan backend, int proxy, Board board) : IBalancer
{
    private readonly UsableServers _usable = new(backend, proxy, board);
    private readonly WeightMap _map = new();

    public int Pick(in BalanceInput input)
    {
        if (_usable.Refresh())
        {
            _map.Build(_usable.Positions, _usable.Weights);
        }

        ReadOnlySpan<int> slots = _map.Slots;
        if (slots.IsEmpty)
        {
            return -1;
        }

        int home = (int)(HashOf(input.Client) % (uint)slots.Length);
        return Turns.FirstOther(slots, home, input.Avoid);
    }

    /// <summary>For IPv4 the address itself, its first octet highest.</summary>
    internal static uint HashOf(in IpEndpoint client) =>
        (uint)(client.High >> 32) ^ (uint)client.High ^ (uint)(client.Low >> 32) ^ (uint)client.Low;
}
