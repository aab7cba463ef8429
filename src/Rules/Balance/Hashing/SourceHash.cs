using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>balance source</c>: the XOR of the 32-bit words of the client's address names the server. It is a
/// number already: of <c>hash-type</c> only the avalanche changes it.
/// </summary>
internal sealed class SourceHash(BackendPlan backend, int proxy, Board board) : IBalancer
{
    private readonly KeyedServers _servers = new(backend, proxy, board);

    public bool ReadsLoads => _servers.ReadsLoads;

    public int Pick(in BalanceInput input)
    {
        uint hash = HashOf(input.Client);
        BalanceKey key = new(backend.Hash.Avalanche ? KeyHash.Mix(hash) : hash, Exists: true);
        return _servers.Of(key, input.Avoid);
    }

    /// <summary>For IPv4 the address itself, its first octet highest.</summary>
    internal static uint HashOf(in IpEndpoint client) =>
        (uint)(client.High >> 32) ^ (uint)client.High ^ (uint)(client.Low >> 32) ^ (uint)client.Low;
}
