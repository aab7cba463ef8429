using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>One balancer on its machine, with its file and its log.</summary>
internal sealed class Hop : IAsyncDisposable
{
    // Before the guide's file, which has no log line. A check may take long: where there are more balancers
    // than processors, a slow answer is not a dead server.
    private const string Preamble = """
        global
            log 127.0.0.1:514 local0
            nbthread 1
        defaults
            log global
            option httplog
            timeout check 10s

        """;

    private readonly NetworkSpace _machine;
    private readonly string[] _files;
    private readonly SyslogSink _log;
    private Balancer? _balancer;

    /// <param name="name">Its name in the guide.</param>
    /// <param name="machine">Where it runs.</param>
    /// <param name="text">What it runs on.</param>
    /// <param name="folder">For files that are not the guide's own.</param>
    public Hop(string name, NetworkSpace machine, GuideText text, string folder)
    {
        Name = name;
        _machine = machine;
        _log = new SyslogSink(Product.Weir, IPEndPoint.Parse("127.0.0.1:514"), machine.Udp);
        string changed = Path.Combine(folder, name + ".cfg");
        if (text.Path is null) File.WriteAllText(changed, text.Text);
        string log = Path.Combine(folder, name + "-log.cfg");
        File.WriteAllText(log, Preamble);
        _files = [log, text.Path ?? changed];
        IPEndPoint traffic = At(80);
        IPEndPoint checks = At(81);
        bool hasChecks = text.Text.Contains($"listen {checks}", StringComparison.Ordinal);
        Listeners = hasChecks ? [traffic, checks] : [traffic];
    }

    public string Name { get; }

    public IReadOnlyList<IPEndPoint> Listeners { get; }

    public int Pid => _balancer!.Pid;

    /// <summary>Everything that it has logged.</summary>
    public string Log => _log.All;

    /// <summary>Starts, or starts again.</summary>
    public async Task Start()
    {
        if (_balancer is not null) await _balancer.DisposeAsync();
        _balancer = await Balancer.StartOn(Product.Weir, _files, Listeners, _machine.Launch);
    }

    /// <summary>Asks it to leave, by the guide's <c>kill -USR1</c>; returns when port 81 is closed.</summary>
    public Task Leave()
    {
        ProcessTree.Signal(Pid, ProcessTree.SigUsr1);
        return Patience.Until(() => !Listens(81), () => $"{Name} is asked to leave, and stays\n{Log}");
    }

    /// <summary>Returns when all of its processes are dead.</summary>
    public Task Kill()
    {
        IReadOnlyList<int> family = _balancer!.Processes;
        foreach (int pid in family) ProcessTree.Signal(pid, ProcessTree.SigKill);
        return Patience.Until(() => !family.Any(ProcessTree.IsAlive), () => $"{Name} does not die");
    }

    public bool Listens(int port) => _machine.IsListening(At(port));

    /// <summary>Returns when what it last said of a server is that it is up, or down.</summary>
    public Task Sees(string server, bool isUp) => Patience.Until(
        () => IsUp(server) == isUp,
        () => $"{Name} does not see {server} {(isUp ? "up" : "down")}\n{Log}");

    /// <summary>The newest line of its log with this text, when there is one.</summary>
    public async Task<string> LineWith(string text)
    {
        string? line = null;
        await Patience.Until(
            () => (line = _log.Newest(one => one.Contains(text, StringComparison.Ordinal))) is not null,
            () => $"{Name} does not log {text}\n{Log}");
        return line!;
    }

    /// <summary>How many connections it has from a client at the moment.</summary>
    public int ConnectionsFrom(IPAddress client) => _machine.Connections(At(80), client);

    public async ValueTask DisposeAsync()
    {
        if (_balancer is not null) await _balancer.DisposeAsync();
        _log.Dispose();
    }

    // At the start all are, and nothing is said of it.
    private bool IsUp(string server) =>
        _log.Newest(line => line.Contains($"/{server} is ", StringComparison.Ordinal)) is not { } line
        || line.Contains($"/{server} is UP", StringComparison.Ordinal);

    private IPEndPoint At(int port) => new(Map.Addresses[Name], port);
}
