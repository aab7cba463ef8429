using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Section7;

/// <summary>
/// A server at work: each request takes its time, or waits until it is let go. A request is counted out
/// before its answer leaves: a balancer that has the answer may send the next one at once.
/// </summary>
internal sealed class Shift
{
    private readonly Channel<bool> _gate = Channel.CreateUnbounded<bool>();
    private readonly List<string> _seen = [];
    private readonly string _name;
    private readonly int _ms;
    private int _busy;
    private int _peak;

    /// <param name="server">Whose requests these are.</param>
    /// <param name="ms">What each takes; -1: until <see cref="Let"/>.</param>
    public Shift(ScriptedServer server, int ms = -1)
    {
        _name = server.Name;
        _ms = ms;
        server.Serve(Play);
    }

    /// <summary>Requests that it has now.</summary>
    public int Busy => Volatile.Read(ref _busy);

    /// <summary>The most it has had at once.</summary>
    public int Peak => Volatile.Read(ref _peak);

    /// <summary>The targets of all requests so far, in order.</summary>
    public string[] Seen
    {
        get
        {
            lock (_seen) return [.. _seen];
        }
    }

    public static Shift[] All(Farm farm, int ms = -1) =>
        [.. farm.Servers.Select(server => new Shift(server, ms))];

    /// <summary>So many requests are answered: those that it has, or that come.</summary>
    public void Let(int count)
    {
        for (int i = 0; i < count; i++) _gate.Writer.TryWrite(true);
    }

    /// <summary>Waits until it has so many.</summary>
    public Task UntilBusy(int count) =>
        Patience.Until(() => Busy == count, () => $"{_name} has {Busy} requests, not {count}");

    /// <summary>Waits until it has seen so many.</summary>
    public Task UntilSeen(int count) =>
        Patience.Until(() => Seen.Length == count, () => $"{_name} saw {Seen.Length} requests, not {count}");

    private async Task Play(RawConnection connection)
    {
        string head = await connection.ReadThrough();
        int busy = Interlocked.Increment(ref _busy);
        for (int seen = Peak; busy > seen; seen = Peak) Interlocked.CompareExchange(ref _peak, busy, seen);
        lock (_seen) _seen.Add(head.Split(' ')[1]);
        await (_ms < 0 ? _gate.Reader.ReadAsync().AsTask() : Task.Delay(_ms));
        Interlocked.Decrement(ref _busy);
        await connection.Send($"HTTP/1.0 200 OK\r\nContent-Length: {_name.Length}\r\n\r\n{_name}");
    }
}
