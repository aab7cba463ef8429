using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Addresses;

/// <summary>
/// A balancer between clients and one server, on a network that brings it what is sent to addresses which it
/// does not have: those of <see cref="Nobodys"/>, and the server's where <see cref="Client"/> asks for it and
/// the balancer, too, has not taken that client's address.
/// </summary>
internal sealed class Crossing : IAsyncDisposable
{
    public const string Client = "10.1.2.3";

    public const string Nobodys = "10.7.7.0/24";

    private readonly Lan _lan = new();
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"weir-crossing-{Guid.NewGuid():n}.cfg");
    private readonly List<RawConnection> _clients = [];
    private Balancer? _balancer;

    private Crossing(bool catches)
    {
        _lan.Front.Ip("route add local default dev lo table 100", $"rule add to {Nobodys} lookup 100");
        if (catches) _lan.Front.Ip($"rule add from {Client} to 192.168.1.11 lookup 100");
        Server = new ScriptedServer("s1", IPEndPoint.Parse("192.168.1.11:80"), _lan.Farm.Tcp)
        {
            HasChecks = false,
        };
    }

    public ScriptedServer Server { get; }

    /// <param name="product">Which program.</param>
    /// <param name="lines">The section <c>web</c>, its timeouts excepted.</param>
    /// <param name="listener">Where it listens.</param>
    public static async Task<Crossing> Start(Product product, string lines, string listener)
    {
        Crossing crossing = new(catches: !lines.Contains("usesrc", StringComparison.Ordinal));
        try
        {
            await File.WriteAllTextAsync(
                crossing._file,
                "listen web\n mode http\n timeout client 30s\n timeout server 30s\n timeout connect 5s\n"
                    + $" retries 0\n bind {listener}\n {lines.Replace("\n", "\n ")}\n");
            crossing._balancer = await Balancer.StartOn(
                product,
                [crossing._file],
                [IPEndPoint.Parse(listener.Split(' ')[0])],
                crossing._lan.Front.Launch);
            return crossing;
        }
        catch
        {
            await crossing.DisposeAsync();
            throw;
        }
    }

    /// <summary>A request from the client to an address, with what it reaches at the server.</summary>
    public async Task<(RawConnection Client, RawConnection Server)> Pass(string to, string fields = "")
    {
        RawConnection client =
            await RawConnection.Open(IPAddress.Parse(Client), IPEndPoint.Parse(to), make: _lan.Front.Tcp);
        _clients.Add(client);
        string request = $"GET / HTTP/1.1\r\nhost: w\r\n{fields}\r\n";
        await client.Send(request);
        RawConnection server = await Server.Accept();
        await server.Expect(request);
        return (client, server);
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
            await Server.DisposeAsync();
            _lan.Dispose();
            File.Delete(_file);
        }
    }
}
