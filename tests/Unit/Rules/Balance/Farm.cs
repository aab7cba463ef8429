using System.Linq;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Rules.Balance;

namespace Weir.Tests.Unit.Rules.Balance;

/// <summary>A backend on a private board: servers A, B, C, ... with the weights given.</summary>
internal sealed class Farm
{
    private readonly BalanceAlgorithm _algorithm;

    public Farm(string algorithm, int[] weights, int backups = 0, bool allBackups = false)
    {
        _algorithm = BalanceTable.Rows.Single(row => row.Name == algorithm);
        int active = weights.Length - backups;
        ServerPlan[] servers = [.. weights.Select((weight, i) => NewServer(i, weight, i >= active))];
        Backend = new BackendPlan { Servers = servers, Balance = _algorithm, AllBackups = allBackups };
        Board = Board.InPrivateMemory(new BoardShape(Workers: 1, Proxies: 1, Servers: servers.Length));
        BoardSetup.Initialise(PlanOf(servers), Board);
    }

    public BackendPlan Backend { get; }

    public Board Board { get; }

    public IBalancer NewWorker() => _algorithm.Create(Backend, 0, Board);

    public void Set(int server, ServerHealth health)
    {
        Board.Server(server).Health = health;
        Board.Changed(0);
    }

    public void SetWeight(int server, int weight)
    {
        Board.Server(server).Weight = weight;
        Board.Changed(0);
    }

    public static int Pick(IBalancer worker, int avoid = -1) => worker.Pick(new BalanceInput(default, avoid));

    public static int PickFor(IBalancer worker, string client, int avoid = -1) =>
        worker.Pick(new BalanceInput(Address(client), avoid));

    public static string Picks(IBalancer worker, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('A' + Pick(worker))));

    public static IpEndpoint Address(string text)
    {
        byte[] bytes = System.Net.IPAddress.Parse(text).GetAddressBytes();
        return bytes.Length == 16
            ? IpEndpoint.V6(bytes, 0)
            : IpEndpoint.V4(System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes), 0);
    }

    private static ServerPlan NewServer(int index, int weight, bool backup)
    {
        string name = ((char)('A' + (index % 26))).ToString();
        return new ServerPlan
        {
            Id = index,
            Index = index,
            Name = name,
            NameText = System.Text.Encoding.ASCII.GetBytes(name),
            Address = IpEndpoint.V4(0x7f000001, 80),
            Weight = weight,
            Backup = backup,
        };
    }

    private static ConfigPlan PlanOf(ServerPlan[] servers) =>
        new() { Global = new GlobalPlan(), Proxies = [], Listeners = [], Servers = servers };
}
