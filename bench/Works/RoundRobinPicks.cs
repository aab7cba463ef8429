using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Rules.Balance;

namespace Weir.Bench.Works;

/// <summary>
/// The next server in turn. Checksum: the weights of the servers picked; over whole laps it does not depend
/// on the order within a lap, which is all that the two differ in.
/// </summary>
internal static class RoundRobinPicks
{
    public static readonly Work FourEqual = Of("roundrobin/4 equal", Enumerable.Repeat(1, 4).ToArray());

    public static readonly Work ManyWeighted =
        Of("roundrobin/200 weighted", Enumerable.Range(0, 200).Select(i => 1 + (i % 5)).ToArray());

    private static Work Of(string name, int[] weights)
    {
        BalanceAlgorithm algorithm = BalanceTable.Rows.Single(row => row.Name == "roundrobin");
        ServerPlan[] servers = weights.Select(NewServer).ToArray();
        BackendPlan backend = new() { Servers = servers, Balance = algorithm };
        Board board = Board.InPrivateMemory(new BoardShape(Workers: 1, Proxies: 1, Servers: servers.Length));
        ConfigPlan plan =
            new() { Global = new GlobalPlan(), Proxies = [], Listeners = [], Servers = servers };
        BoardSetup.Initialise(plan, board);
        IBalancer balancer = algorithm.Create(backend, 0, board);
        return new Work(name, times => Ours(times, balancer, weights), times => Naive(times, weights));
    }

    private static long Ours(int times, IBalancer balancer, int[] weights)
    {
        long sum = 0;
        int lap = weights.Sum();
        for (int i = 0; i < times * lap; i++)
        {
            sum += weights[balancer.Pick(new BalanceInput(default, avoid: -1))];
        }

        return sum;
    }

    /// <summary>Smooth weighted round robin as it is usually written: every server is looked at for each
    /// pick.</summary>
    private static long Naive(int times, int[] weights)
    {
        long sum = 0;
        int lap = weights.Sum();
        int[] credit = new int[weights.Length];
        for (int i = 0; i < times * lap; i++)
        {
            int best = 0;
            for (int server = 0; server < weights.Length; server++)
            {
                credit[server] += weights[server];
                best = credit[server] > credit[best] ? server : best;
            }

            credit[best] -= lap;
            sum += weights[best];
        }

        return sum;
    }

    private static ServerPlan NewServer(int weight, int index) => new()
    {
        Id = index,
        Index = index,
        Name = $"s{index}",
        NameText = Encoding.ASCII.GetBytes($"s{index}"),
        Address = IpEndpoint.V4(0x7f000001, 80),
        Weight = weight,
    };
}
