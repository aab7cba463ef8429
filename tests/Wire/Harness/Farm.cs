using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Counts;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// One test's whole world: a balancer on the given configuration, a scripted server for each of its
/// <c>server</c> lines (and one named NAME:check where <c>port</c> names another port for checks), and a sink
/// for its log. The text is written with the guide's addresses; see <see cref="Loopback"/>.
/// </summary>
internal sealed partial class Farm : IAsyncDisposable
{
    /// <summary>Where clients of a test come from unless it says otherwise: 127.a.b.200.</summary>
    public const int ClientByte = 200;

    /// <summary>2.6 does not tell what it has read: this is far more than it needs to read it.</summary>
    private const int ReadWithinMs = 50;

    private readonly Dictionary<string, ScriptedServer> _servers = [];
    private readonly List<RawConnection> _clients = [];
    private readonly string _front;
    private Balancer? _balancer;
    private Holdings _held;

    private Farm(Product product, string configuration)
    {
        Product = product;
        Log = new SyslogSink(product, Net["127.0.0.1:514"]);
        _front = ListenPlace().Match(configuration).Groups["place"].Captures[0].Value;
        foreach (Match line in ServerLine().Matches(configuration))
        {
            string name = line.Groups["name"].Value;
            _servers.Add(name, new ScriptedServer(name, Net[line.Groups["place"].Value]));
            if (!line.Groups["port"].Success) continue;
            string checkPlace = line.Groups["address"].Value + ":" + line.Groups["port"].Value;
            _servers.Add(name + ":check", new ScriptedServer(name + ":check", Net[checkPlace]));
        }
    }

    public Product Product { get; }

    public Loopback Net { get; } = new();

    public SyslogSink Log { get; }

    public Balancer Balancer => _balancer!;

    /// <summary>The configuration's first listener.</summary>
    public IPEndPoint Front => Net[_front];

    public IReadOnlyCollection<ScriptedServer> Servers => _servers.Values;

    public ScriptedServer this[string server] => _servers[server];

    /// <summary>
    /// Starts everything. The log preamble of guide-behaviour 3 comes before the unchanged text.
    /// </summary>
    /// <param name="before">Acts on the servers before the balancer starts: who refuses, who answers
    /// what.</param>
    public static async Task<Farm> Start(Product product, string configuration, Action<Farm>? before = null)
    {
        Farm farm = new(product, configuration);
        before?.Invoke(farm);
        // One worker, so that the order of servers and the reuse of connections are the documented ones on
        // both.
        string preamble = "global\n log 127.0.0.1:514 local0\n nbthread 1\n";
        string body = "defaults\n log global\n option httplog\n" + configuration;
        if (product == Product.Haproxy)
        {
            if (ModernText.IsClassic(body)) preamble += ModernText.CaseTable();
            body = ModernText.Of(body);
        }

        await farm.Run(preamble + body);
        return farm;
    }

    /// <summary>
    /// Starts on the text as it is, with no preamble: only addresses differ (and, on haproxy, spelling).
    /// </summary>
    public static async Task<Farm> StartLiteral(Product product, string configuration)
    {
        Farm farm = new(product, configuration);
        string text = product == Product.Haproxy
            ? "global\n" + ModernText.CaseTable() + ModernText.Of(configuration)
            : configuration;
        await farm.Run(text);
        return farm;
    }

    /// <summary>A client connection to the configuration's first listener.</summary>
    public Task<RawConnection> Connect(int from = ClientByte, int receiveBuffer = 0) =>
        RawConnection.Open(Net.Address(from), Net[_front], receiveBuffer);

    /// <summary>A client connection to the listener that the text calls <paramref name="place"/>.</summary>
    public Task<RawConnection> ConnectTo(
        string place) => RawConnection.Open(Net.Address(ClientByte), Net[place]);

    /// <summary>Each server answers every request with a body that is its own name.</summary>
    public void AnswerWithNames()
    {
        foreach (ScriptedServer server in Servers)
        {
            server.Answer($"HTTP/1.1 200 OK\r\ncontent-length: {server.Name.Length}\r\n\r\n{server.Name}");
        }
    }

    /// <summary>
    /// As <see cref="Start"/>, for a test about what is left behind: one request is served and both its
    /// connections are closed, so that all processes are at work, and what the balancer holds then is
    /// remembered for <see cref="ExpectNothingLeft"/>.
    /// </summary>
    public static async Task<Farm> StartWarm(Product product, string configuration)
    {
        Farm farm = await Start(product, configuration);
        try
        {
            await farm.WarmUp();
        }
        catch
        {
            await farm.DisposeAsync();
            throw;
        }

        return farm;
    }

    /// <summary>
    /// The balancer holds what it held after <see cref="StartWarm"/>: what a fault took is given back.
    /// </summary>
    public Task ExpectNothingLeft() => _balancer!.ExpectHeld(_held);

    /// <summary>
    /// So many requests (without HTTP: clients) are at servers or in queues. Weir itself says so, and it says
    /// how things were at the end of each worker's last turn.
    /// </summary>
    public Task HasInHand(int count) => Product == Product.Haproxy
        ? Task.Delay(ReadWithinMs)
        : Patience.Until(
            async () => (await Balancer.Held()).Streams == count,
            () => $"it never has {count} in hand");

    /// <summary>
    /// A client that has sent a request, and the connection by which its bytes, unchanged, have reached a
    /// server. Both end with the test at the latest.
    /// </summary>
    public async Task<(RawConnection Client, RawConnection Server)> Pass(string request, string server = "s1")
    {
        RawConnection client = await Connect();
        _clients.Add(client);
        await client.Send(request);
        RawConnection reached = await this[server].Accept();
        await reached.Expect(request);
        return (client, reached);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_balancer is not null) await _balancer.DisposeAsync();
        }
        finally
        {
            foreach (RawConnection client in _clients) await client.DisposeAsync();
            foreach (ScriptedServer server in Servers) await server.DisposeAsync();
            Log.Dispose();
        }
    }

    private async Task WarmUp()
    {
        (RawConnection client, RawConnection server) =
            await Pass("GET /warm HTTP/1.1\r\nhost: www\r\n\r\n", Servers.First().Name);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        server.Finish();
        await client.ReadThrough();
        client.Close();
        await server.ExpectClosed();
        await Log.NextRequest();

        // The children may still be opening what they keep: only two equal counts in a row are an answer.
        await Patience.Until(
            async () =>
            {
                bool areUp = Balancer.AreChildrenUp;
                Holdings before = _held;
                _held = await Balancer.Held();
                return areUp && _held == before && _held.NothingInUse;
            },
            () => $"it does not settle: {_held}");
    }

    private async Task Run(string text)
    {
        try
        {
            IEnumerable<IPEndPoint> listeners =
                ListenPlace().Matches(text).SelectMany(match => match.Groups["place"].Captures)
                    .Select(place => Net[place.Value]);
            _balancer = await Balancer.Start(Product, Net.Map(text), listeners);
            Log.Pid = _balancer.Pid;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    [GeneratedRegex(
        @"^ *(?:listen|frontend|bind)(?: +[^\s:]+)?(?:[ ,]+(?<place>[0-9.]+:\d+))+", RegexOptions.Multiline)]
    private static partial Regex ListenPlace();

    [GeneratedRegex(
        @"^ *server +(?<name>\S+) +(?<place>(?<address>[0-9.]+):\d+)(?:.* port +(?<port>\d+))?",
        RegexOptions.Multiline)]
    private static partial Regex ServerLine();
}
