using System;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Wire.Counts;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Faults;

/// <summary>
/// Many faults at once: nothing that they opened may stay open, and the next request is served.
/// </summary>
public sealed class Leaks
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Post = "POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 100000\r\n\r\n";

    private static readonly Func<RawConnection, Task>[] Clients =
    [
        client => client.Send("garbage\r\n\r\n"),
        client => client.Send("GET / HTTP/1.1\r\nho"),
        client => client.Send(Get + Get + Get),
        client => client.Send(Post + "part of it"),
        client => client.Send(Get),
        _ => Task.CompletedTask,
    ];

    private static readonly Func<RawConnection, Task>[] Servers =
    [
        server => server.Send("garbage\r\n\r\n"),
        server => server.Send("HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\npart"),
        server => server.Send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\npar"),
        server => server.Send(
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
        server => server.Send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"),
        _ => Task.CompletedTask,
    ];

    [Theory, Both]
    public async Task HundredsOfBrokenExchangesLeaveNothing(Product product)
    {
        await using Farm farm =
            await Farm.StartWarm(product, Texts.Web("timeout server 2s\ntimeout client 2s"));
        int arrived = 0;
        farm["s1"].Serve(async server =>
        {
            int kind = System.Threading.Interlocked.Increment(ref arrived);
            await Servers[kind % Servers.Length](server);
            await Task.Delay(5);
            if (kind % 2 == 0) server.Reset();
        });
        for (int round = 0; round < 6; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 60).Select(number => Break(farm, number)));
        }

        await farm.ExpectNothingLeft();
        await using RawConnection after = await farm.Connect();
        farm["s1"].Answer("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        await after.Send(Get);
        await after.Expect("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
    }

    /// <summary>The counts that all cases here rely on do count.</summary>
    [Theory, WeirAlone("2.6's pools keep what is free")]
    public async Task WhatAnExchangeTakesIsCountedUntilItEnds(Product product)
    {
        await using Farm farm = await Farm.StartWarm(product, Texts.Web());
        Holdings empty = await farm.Balancer.Held();
        await using RawConnection client = await farm.Connect();
        await client.Send(Get[..9]);
        Holdings half = empty with { Descriptors = empty.Descriptors + 1, Clients = 1, Buffers = 1 };
        await farm.Balancer.ExpectHeld(half);
        await client.Send(Get[9..]);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
        Holdings whole = half with { Descriptors = empty.Descriptors + 2, Servers = 1, Streams = 1 };
        await farm.Balancer.ExpectHeld(whole);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        await farm.Balancer.ExpectHeld(whole with { Streams = 0, Buffers = 0 });
        client.Close();
        server.Close();
        await farm.ExpectNothingLeft();
    }

    private static async Task Break(Farm farm, int number)
    {
        await using RawConnection client = await farm.Connect();
        try
        {
            await Clients[number % Clients.Length](client);
            await Task.Delay(number % 7 * 3);
            if (number % 3 == 0) client.Reset();
            else if (number % 3 == 1) client.Finish();
        }
        catch (SocketException)
        {
            // The balancer was faster.
        }
    }
}
