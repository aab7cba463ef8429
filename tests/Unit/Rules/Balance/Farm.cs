using System;
using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Rules.Balance;
using Weir.Tests.Unit.Model;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

/// <summary>A backend on a private board: servers A, B, C, ... with the weights given.</summary>
internal sealed class Farm
{
    public const int WorkersMax = 4;

    private readonly BalanceAlgorithm _algorithm;

    /// <param name="algorithm">A row that takes no argument.</param>
    /// <param name="weights">One for each server.</param>
    /// <param name="backups">How many of the last are backups.</param>
    /// <param name="allBackups"><c>option allbackups</c>.</param>
    /// <param name="maxConn">Every server's limit; 0: none.</param>
    public Farm(string algorithm, int[] weights, int backups = 0, bool allBackups = false, int maxConn = 0)
    {
        _algorithm = BalanceTable.Rows.Single(row => row.Name == algorithm);
        int active = weights.Length - backups;
        ServerPlan[] servers = [.. weights.Select((weight, i) => NewServer(i, weight, i >= active, maxConn))];
        Backend = new BackendPlan { Servers = servers, Balance = _algorithm, AllBackups = allBackups };
        Board = Board.InPrivateMemory(new BoardShape(WorkersMax, Proxies: 1, Servers: servers.Length));
        BoardSetup.Initialise(PlanOf(servers), Board);
    }

    private Farm(BackendPlan backend)
    {
        _algorithm = backend.Balance;
        Backend = backend;
        Board = Board.InPrivateMemory(new BoardShape(WorkersMax, Proxies: 1, backend.Servers.Length));
        BoardSetup.Initialise(PlanOf(backend.Servers), Board);
    }

    /// <summary>The same from lines of a configuration.</summary>
    /// <param name="lines">The <c>balance</c> line, and more lines after line feeds.</param>
    /// <param name="words">The words of each server's line.</param>
    public static Farm Of(string lines, params string[] words)
    {
        string text =
            Config.QuietDefaults + "backend b\n " + lines.Replace("\n", "\n ", StringComparison.Ordinal);
        for (int i = 0; i < words.Length; i++)
        {
            text += $"\n server {(char)('A' + i)} 127.0.0.1:80 {words[i]}";
        }

        return new Farm(Config.Good(text + "\n").Proxies[0].Backend!);
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

    /// <summary>A worker's hand in what servers carry.</summary>
    public ServerPlaces Hand(int worker) => new(Board, worker);

    /// <summary>A pick whose request stays with its server.</summary>
    public char Hold(IBalancer balancer, ServerPlaces hand)
    {
        int server = Pick(balancer);
        Assert.True(server >= 0 && hand.TryTake(server, int.MaxValue));
        hand.Touch(0, server);
        return (char)('A' + server);
    }

    /// <summary>A request leaves its server.</summary>
    public static void GiveBack(ServerPlaces hand, char server)
    {
        hand.GiveBack(server - 'A');
        hand.Touch(0, server - 'A');
    }

    /// <summary>What a worker's balancer sees in a request.</summary>
    public static BalanceKey KeyOf(IBalancer worker, string target, string fields = "")
    {
        byte[] head = Encoding.Latin1.GetBytes($"GET {target} HTTP/1.1\r\nhost: www\r\n{fields}\r\n");
        Field[] found = new Field[32];
        Assert.Equal(ParseStatus.Complete, RequestParser.Parse(head, found, out RequestHead parsed, out _));
        return worker.KeyOf(new BalanceRequest(
            head.AsSpan(parsed.TargetStart, parsed.TargetLength), head, found.AsSpan(0, parsed.FieldCount)));
    }

    public static int PickFor(IBalancer worker, BalanceKey key, int avoid = -1) =>
        worker.Pick(new BalanceInput(default, avoid, key));

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

    private static ServerPlan NewServer(int index, int weight, bool backup, int maxConn)
    {
        string name = ((char)('A' + (index % 26))).ToString();
        return new ServerPlan
        {
            Id = index,
            Index = index,
            NumericId = index + 1,
            MaxConn = maxConn,
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
