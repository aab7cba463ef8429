using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Wire.Peers;

/// <summary>A balancer with one nginx for each of its four servers.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly Loopback _net = new();
    private readonly List<Nginx> _servers = [];
    private Balancer? _balancer;

    public IReadOnlyList<Nginx> Servers => _servers;

    private IPEndPoint Front => _net["192.168.1.1:80"];

    public static async Task<Site> Start(Product product, string configuration)
    {
        Site site = new();
        foreach (char letter in "ABCD")
        {
            site._servers.Add(new Nginx("web" + letter, site._net[$"192.168.1.1{letter - 'A' + 1}:80"]));
        }

        await Task.WhenAll(site._servers.Select(server => server.WhenListening()));
        string text = product == Product.Haproxy ? ModernText.Of(configuration) : configuration;
        site._balancer = await Balancer.Start(product, site._net.Map(text), [site.Front]);
        return site;
    }

    public string Url(string path) => $"http://{Front}{path}";

    public Task<RawConnection> Connect() => RawConnection.Open(_net.Address(Farm.ClientByte), Front);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_balancer is not null) await _balancer.DisposeAsync();
        }
        finally
        {
            foreach (Nginx server in _servers) await server.DisposeAsync();
        }
    }
}
