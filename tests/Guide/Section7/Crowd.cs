using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section7;

/// <summary>
/// Clients with one request each, before servers that answer only when they are let. Who comes is counted at
/// the servers, so a limit is exact: nobody answers early.
/// </summary>
internal sealed class Crowd : IDisposable
{
    private readonly List<RawConnection> _clients = [];
    private readonly SemaphoreSlim _gate = new(0);
    private readonly Stage _stage;
    private readonly Burden[] _burdens;

    public Crowd(Stage stage)
    {
        _stage = stage;
        _burdens = [.. stage.Servers.Select(server => new Burden(server, () => _gate.WaitAsync()))];
    }

    /// <summary>Requests at each server, in file order, answered or not.</summary>
    public int[] Arrivals => [.. _stage.Servers.Select(server => server.Arrivals)];

    /// <summary>The most that each server had in its hands at one moment.</summary>
    public int[] Peaks => [.. _burdens.Select(burden => burden.Most)];

    /// <summary>More clients ask; returns when the balancer has read what all of them sent.</summary>
    public async Task Ask(int count, string fields = "")
    {
        for (int i = 0; i < count; i++)
        {
            RawConnection client = await _stage.Connect();
            await client.Send($"GET / HTTP/1.1\r\nHost: www\r\n{fields}\r\n");
            _clients.Add(client);
        }

        foreach (RawConnection client in _clients.TakeLast(count)) await _stage.HasRead(client);
    }

    /// <summary>So many requests are at the servers.</summary>
    public Task Arrive(int count) => Patience.Until(
        () => Arrivals.Sum() == count, () => $"{string.Join('/', Arrivals)} arrived instead of {count}");

    /// <summary>Every request is answered from now on, and every client has got a 200.</summary>
    public async Task<bool> AllAreServed()
    {
        _gate.Release(_clients.Count);
        bool all = true;
        foreach (RawConnection client in _clients)
        {
            string head = await client.ReadThrough();
            all &= head.StartsWith("HTTP/1.1 200 OK\r\n", StringComparison.Ordinal);
        }

        return all;
    }

    public void Dispose() => _gate.Dispose();
}
