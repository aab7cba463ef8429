using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Faults;

/// <summary>
/// A balancer with several workers before three servers, of which the third is down, and visitors that come
/// without a pause. Each server takes a few requests at a time, so that there are queues.
/// </summary>
internal sealed class UnderLoad : IAsyncDisposable
{
    public const int PlacesEach = 3;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _visitors = [];
    private Started? _weir;

    public Place Place { get; } = new();

    public Losses Losses { get; } = new();

    public GatedServer A { get; } = new("a");

    public GatedServer B { get; } = new("b");

    public GatedServer Down { get; } = new("c", listens: false);

    public Started Weir => _weir!;

    /// <summary>The workers that run, by age.</summary>
    public List<int> Workers => [.. Weir.Family.Where(pid => Started.RoleOf(pid) == "worker").Order()];

    /// <param name="workers">How many.</param>
    /// <param name="visitors">How many.</param>
    /// <param name="stay">Whether they keep their connections.</param>
    public static async Task<UnderLoad> Start(int workers, int visitors, bool stay)
    {
        UnderLoad load = new();
        try
        {
            load._weir = await Started.Ready(Binaries.Weir, load.Place.Write("load.cfg", load.Text(workers)));
            await load.Weir.Says("Server be/c is DOWN");
            _ = load.Weir.Family;
            for (int i = 0; i < visitors; i++)
            {
                Visitor visitor = new(load.Place.Endpoint, $"v{i}", stay, load.Losses);
                load._visitors.Add(visitor.Run(load._stop.Token));
            }

            await load.MoreAnswers(visitors);
            return load;
        }
        catch
        {
            await load.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until so many more requests have been answered.</summary>
    public Task MoreAnswers(int more)
    {
        int wanted = Losses.Answered + more;
        return Patience.Until(() => Losses.Answered >= wanted, () => $"{Losses}\n{Weir.Errors}");
    }

    /// <summary>Every visitor ends its request and goes.</summary>
    public async Task StopVisitors()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_visitors).WaitAsync(3 * Patience.Limit);
    }

    /// <summary>Streams in progress in all workers together, as SIGQUIT tells.</summary>
    public async Task<int> Streams()
    {
        int told = Dumps();
        Weir.Signal(ProcessTree.SigQuit);
        await Patience.Until(() => Dumps() > told, () => "SIGQUIT is not answered");
        string dump = Weir.Errors[Weir.Errors.LastIndexOf("Pool stream : ", StringComparison.Ordinal)..];
        return int.Parse(dump[..dump.IndexOf(" used", StringComparison.Ordinal)].Split(' ')[^1]);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_weir is not null) await _weir.DisposeAsync();
        A.Dispose();
        B.Dispose();
        Down.Dispose();
        Place.Dispose();
        _stop.Dispose();
    }

    private int Dumps() => Weir.Errors.Split("Total: ").Length;

    private string Text(int workers) =>
        $"""
        global
            maxconn 500
            nbthread {workers}
        defaults
            mode http
            retries 0
            timeout client 30s
            timeout server 30s
            timeout connect 10s
            timeout queue 30s
        frontend fe
            bind 127.0.0.1:{Place.Port}
            default_backend be
        backend be
            balance roundrobin
            server a {A.Address} check inter 2s maxconn {PlacesEach}
            server b {B.Address} check inter 2s maxconn {PlacesEach}
            server c {Down.Address} check inter 100 rise 1 fall 1

        """;
}
