using Weir.Ground.Net;

namespace Weir.Model.Contracts;

/// <summary>What an algorithm may look at to choose a server.</summary>
/// <param name="Client">The client's address.</param>
/// <param name="Avoid">Position of a server that has just failed this request and is taken only when it is
/// the last one; -1: none.</param>
public readonly ref struct BalanceInput(IpEndpoint client, int avoid)
{
    public IpEndpoint Client { get; } = client;

    public int Avoid { get; } = avoid;
}

/// <summary>
/// Chooses a server for a request that no cookie has bound. One instance per backend and worker; no
/// allocation in <see cref="Pick"/>.
/// </summary>
public interface IBalancer
{
    /// <summary>Position in the backend's server list, or -1 when no server is usable.</summary>
    int Pick(in BalanceInput input);
}
