using Weir.Ground.Net;

namespace Weir.Model.Contracts;

/// <summary>What an algorithm may look at to choose a server.</summary>
/// <param name="client">The client's address.</param>
/// <param name="avoid">Position of a server that has just failed this request and is taken only when it is
/// the last one; -1: none.</param>
/// <param name="key">What <see cref="IBalancer.KeyOf"/> said of the request.</param>
public readonly ref struct BalanceInput(IpEndpoint client, int avoid, BalanceKey key = default)
{
    public IpEndpoint Client { get; } = client;

    public int Avoid { get; } = avoid;

    public BalanceKey Key { get; } = key;
}
