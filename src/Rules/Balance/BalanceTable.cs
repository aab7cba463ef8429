using Weir.Model.Contracts;

namespace Weir.Rules.Balance;

/// <summary>
/// The words of <c>balance</c>, sorted by name. A new algorithm is one file in this folder and one row here.
/// </summary>
public static class BalanceTable
{
    public static BalanceAlgorithm[] Rows { get; } =
    [
        new(
            "roundrobin",
            "Servers in turn, each as often as its weight says, spread as evenly as possible.",
            static (backend, proxy, board) => new RoundRobin(backend, proxy, board)),
        new(
            "source",
            "A hash of the client's address: a client keeps its server while the usable ones stay the same.",
            static (backend, proxy, board) => new SourceHash(backend, proxy, board)),
    ];
}
