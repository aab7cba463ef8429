using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// One configuration of the guide at work: its network, a scripted server at each address that a
/// <c>server</c> line names, the balancer, and a sink for its log.
/// </summary>
internal sealed partial class Stage : IAsyncDisposable
{
    /// <summary>The client of the guide's drawings.</summary>
    public const string Client = "10.1.2.3";


    private readonly Dictionary<string, ScriptedServer> _servers = [];
    // A client that a test has no more use for stays connected all the same.
    private readonly List<RawConnection> _clients = [];
    private readonly IPEndPoint[] _listeners;
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-guide-").FullName;
    private Balancer? _balancer;

    private Stage(GuideText text, Lan lan)
    {
        Lan = lan;
        Log = new SyslogSink(Product.Weir, IPEndPoint.Parse("127.0.0.1:514"), lan.Front.Udp);
        _listeners = [.. Places(text.Text).Distinct()]; // a section can be called as its address
        Dictionary<IPEndPoint, ScriptedServer> at = [];
        string request = CheckLine().Match(text.Text).Groups["request"].Value;
        foreach (Match line in ServerLine().Matches(text.Text))
        {
            string name = line.Groups["name"].Value;
            string place = line.Groups["place"].Value;
            bool hasPort = place.Contains(':', StringComparison.Ordinal);
            // A server without a port is reached at each port that clients use.
            foreach (int port in hasPort ? [0] : _listeners.Select(listener => listener.Port))
            {
                IPEndPoint endpoint = IPEndPoint.Parse(hasPort ? place : $"{place}:{port}");
                if (!at.TryGetValue(endpoint, out ScriptedServer? server))
                {
                    server = Server(name, endpoint, request);
                    server.HasChecks = line.Value.Contains(" check", StringComparison.Ordinal);
                    at.Add(endpoint, server);
                }

                _servers.Add(hasPort ? name : $"{name}:{port}", server);
            }

            AddCheckPort(line, request);
        }
    }

    public Lan Lan { get; }

    public SyslogSink Log { get; }

    public Balancer Balancer => _balancer!;

    public IEnumerable<ScriptedServer> Servers => _servers.Values.Distinct();

    /// <summary>By its name; NAME:PORT for one whose line has no port.</summary>
    public ScriptedServer this[string server] => _servers[server];

    /// <summary>Starts on the text and nothing else.</summary>
    /// <param name="text">The configuration.</param>
    /// <param name="before">Acts on the servers before the balancer starts.</param>
    /// <param name="lan">The network, where it is not the whole of the guide's.</param>
    public static Task<Stage> Start(GuideText text, Action<Stage>? before = null, Lan? lan = null) =>
        Open(text, "", before, lan);

    /// <summary>
    /// The same with a log: the guide's files have no <c>log</c> line, so a file with one comes before. One
    /// worker, so that what happens to two clients one after the other is done in that order.
    /// </summary>
    /// <param name="text">The configuration.</param>
    /// <param name="defaults">More lines for the defaults.</param>
    /// <param name="before">Acts on the servers before the balancer starts.</param>
    /// <param name="lan">The network, where it is not the whole of the guide's.</param>
    /// <param name="workers">How many, where it is not one.</param>
    public static Task<Stage> StartLogged(
        GuideText text,
        string defaults = "",
        Action<Stage>? before = null,
        Lan? lan = null,
        int workers = 1) =>
        Open(
            text,
            $"global\n log 127.0.0.1:514 local0\n nbthread {workers}\ndefaults\n log global\n{defaults}",
            before,
            lan);

    /// <summary>A client's connection; to the text's first listener unless said otherwise.</summary>
    public async Task<RawConnection> Connect(string from = Client, string? to = null)
    {
        IPEndPoint front = to is not null ? IPEndPoint.Parse(to) : Reachable(_listeners[0]);
        RawConnection client = await RawConnection.Open(IPAddress.Parse(from), front, make: Lan.Front.Tcp);
        lock (_clients) _clients.Add(client);
        return client;
    }

    /// <summary>Each server answers every request with a body that is its own name.</summary>
    public void AnswerWithNames()
    {
        foreach (ScriptedServer server in Servers)
        {
            server.Answer($"HTTP/1.1 200 OK\r\nContent-Length: {server.Name.Length}\r\n\r\n{server.Name}");
        }
    }

    /// <summary>Who answered one request, after <see cref="AnswerWithNames"/>.</summary>
    public async Task<string> Ask(string fields = "", string from = Client)
    {
        await using RawConnection client = await Connect(from);
        await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{fields}\r\n");
        string head = await client.ReadThrough();
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal)) return head;
        Match length = ContentLength().Match(head);
        return await client.Read(int.Parse(length.Groups["count"].Value));
    }

    /// <summary>
    /// Returns when the balancer has read all that the client has sent: what it then does to that client
    /// comes before anything that it does to bytes sent later.
    /// </summary>
    public Task HasRead(RawConnection client) => Patience.Until(
        () => File.ReadLines($"/proc/{Balancer.Pid}/net/tcp").Any(line => IsRead(line, client)),
        () => $"the balancer does not read what {client.Local} sent");

    /// <summary>What the balancer says when it refuses to start on a text; its status is 1.</summary>
    public static async Task<string> Refusal(GuideText text, Lan? lan = null)
    {
        InvalidOperationException refused =
            await Assert.ThrowsAsync<InvalidOperationException>(async () =>
            {
                await using Stage stage = await Start(text, lan: lan);
            });
        Assert.Contains(" ended with 1\n", refused.Message);
        return refused.Message.Replace(text.Text, "", StringComparison.Ordinal);
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
            Lan.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>What a server line checks at another port than its own is NAME:check.</summary>
    private void AddCheckPort(Match line, string request)
    {
        IPEndPoint place = IPEndPoint.Parse(line.Groups["place"].Value);
        if (!line.Groups["port"].Success || int.Parse(line.Groups["port"].Value) == place.Port) return;
        string name = line.Groups["name"].Value + ":check";
        IPEndPoint endpoint = new(place.Address, int.Parse(line.Groups["port"].Value));
        _servers.Add(name, Server(name, endpoint, request));
    }

    private ScriptedServer Server(string name, IPEndPoint endpoint, string request)
    {
        ScriptedServer server = new(name, endpoint, Lan.Farm.Tcp);
        if (request.Length > 0) server.CheckRequest = request + "\r\n";
        return server;
    }

    private static async Task<Stage> Open(GuideText text, string preamble, Action<Stage>? before, Lan? lan)
    {
        Stage stage = new(text, lan ?? new Lan());
        try
        {
            before?.Invoke(stage);
            List<string> files = [];
            if (preamble.Length > 0) files.Add(stage.Write("log.cfg", preamble));
            files.Add(text.Path ?? stage.Write("changed.cfg", text.Text));
            stage._balancer = await Balancer.StartOn(
                Product.Weir, files, stage._listeners, stage.Launch);
            stage.Log.Pid = stage._balancer.Pid;
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    // A line is "sl local remote state tx_queue:rx_queue ...", addresses in the machine's byte order.
    private static bool IsRead(string line, RawConnection client)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words[1] == Hex(client.Remote) && words[2] == Hex(client.Local)
            && words[4].EndsWith(":00000000", StringComparison.Ordinal);
    }

    private static string Hex(IPEndPoint endpoint) =>
        $"{BitConverter.ToUInt32(endpoint.Address.GetAddressBytes()):X8}:{endpoint.Port:X4}";

    // The guide's machines know the balancer by the name of haproxy.
    private Process Launch(ProcessStartInfo start)
    {
        string known = Path.Combine(_folder, "haproxy");
        File.CreateSymbolicLink(known, start.FileName);
        start.FileName = known;
        return Lan.Front.Launch(start);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static IEnumerable<IPEndPoint> Places(string text) =>
        from line in ListenLine().Matches(text)
        from place in line.Groups["place"].Captures
        select IPEndPoint.Parse(place.Value.StartsWith(':') ? "0.0.0.0" + place.Value : place.Value);

    private static IPEndPoint Reachable(IPEndPoint listener) =>
        listener.Address.Equals(IPAddress.Any)
            ? new IPEndPoint(IPAddress.Parse("192.168.1.1"), listener.Port)
            : listener;

    [GeneratedRegex(
        @"^ *(?:listen|bind)(?: +[^\s:]+)?(?:[ ,]+(?<place>[0-9.]*:\d+))+", RegexOptions.Multiline)]
    private static partial Regex ListenLine();

    [GeneratedRegex(
        @"^ *server +(?<name>\S+) +(?<place>[0-9.]+(?::\d+)?)(?:.* port +(?<port>\d+))?.*$",
        RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"^ *option +httpchk +(?<request>.*\S) *$", RegexOptions.Multiline)]
    private static partial Regex CheckLine();

    [GeneratedRegex(@"\r\ncontent-length: (?<count>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
