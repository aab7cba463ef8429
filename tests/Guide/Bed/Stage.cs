using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// One configuration of the guide at work: its network, a scripted server at each address that a
/// <c>server</c> line names, the balancer, and a sink for its log.
/// </summary>
internal sealed partial class Stage : IAsyncDisposable
{
    /// <summary>The client of the guide's drawings.</summary>
    public const string Client = "10.1.2.3";

    // What stands before the text for tests about logs (the guide's files have no "log" line).
    private const string Logging = "global\n log 127.0.0.1:514 local0\ndefaults\n log global\n";

    private readonly Dictionary<string, ScriptedServer> _servers = [];
    private readonly IPEndPoint[] _listeners;
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-guide-").FullName;
    private Balancer? _balancer;

    private Stage(GuideText text, Lan lan)
    {
        Lan = lan;
        Log = new SyslogSink(Product.Weir, IPEndPoint.Parse("127.0.0.1:514"), lan.Udp);
        _listeners = [.. Places(text.Text)];
        Dictionary<IPEndPoint, ScriptedServer> at = [];
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
                    server = new ScriptedServer(name, endpoint, lan.Tcp);
                    at.Add(endpoint, server);
                }

                _servers.Add(hasPort ? name : $"{name}:{port}", server);
            }
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

    /// <summary>The same with a log, and with <paramref name="lines"/> more in the defaults.</summary>
    public static Task<Stage> StartLogged(
        GuideText text, string lines = "", Action<Stage>? before = null, Lan? lan = null) =>
        Open(text, Logging + lines, before, lan);

    /// <summary>A client's connection; to the text's first listener unless said otherwise.</summary>
    public Task<RawConnection> Connect(string from = Client, string? to = null)
    {
        IPEndPoint front = to is not null ? IPEndPoint.Parse(to) : Reachable(_listeners[0]);
        return RawConnection.Open(IPAddress.Parse(from), front, make: Lan.Tcp);
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

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_balancer is not null) await _balancer.DisposeAsync();
        }
        finally
        {
            foreach (ScriptedServer server in Servers) await server.DisposeAsync();
            Log.Dispose();
            Lan.Dispose();
            Directory.Delete(_folder, recursive: true);
        }
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
                Product.Weir, files, stage._listeners, stage.Lan.Launch);
            stage.Log.Pid = stage._balancer.Pid;
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
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

    [GeneratedRegex(@"^ *server +(?<name>\S+) +(?<place>[0-9.:]+)", RegexOptions.Multiline)]
    private static partial Regex ServerLine();

    [GeneratedRegex(@"\r\ncontent-length: (?<count>\d+)\r\n", RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
