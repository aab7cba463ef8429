using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>
/// The application on its eight servers: port 80, and port 81 for checks alone. It gives a session to
/// whoever has none, and answers with its server's name, who asked, and what was asked.
/// </summary>
internal sealed class Application : IAsyncDisposable
{
    private readonly Dictionary<string, ScriptedServer> _servers = [];

    public Application(Map map)
    {
        foreach (int site in new[] { 1, 2 })
        {
            for (int last = 1; last <= 4; last++)
            {
                foreach (int port in new[] { 80, 81 })
                {
                    string name = $"W{site}{last}";
                    IPEndPoint at = new(IPAddress.Parse($"10.{site}.2.{last}"), port);
                    ScriptedServer server = new(name, at, map[$"farm{site}"].Tcp)
                    {
                        CheckRequest = "HEAD / HTTP/1.0\r\n",
                    };
                    _servers.Add(port == 80 ? name : $"{name}:{port}", server);
                    Open(name);
                }
            }
        }
    }

    /// <summary>W14 at port 80, W14:81 for its checks.</summary>
    public ScriptedServer this[string name] => _servers[name];

    /// <summary>A server answers everybody by itself, as it does until a test plays it by hand.</summary>
    public void Open(string name) => this[name].Serve(connection => Answer(name, connection));

    /// <summary>All ports of a site.</summary>
    public IEnumerable<ScriptedServer> At(string site) =>
        _servers.Where(one => one.Key[1] == site[^1]).Select(one => one.Value);

    public async ValueTask DisposeAsync()
    {
        foreach (ScriptedServer server in _servers.Values) await server.DisposeAsync();
    }

    private static async Task Answer(string name, RawConnection connection)
    {
        string request = await connection.ReadThrough();
        string body = $"{name} {connection.Remote.Address}\n{request}";
        string session = request.Contains("JSESSIONID=", StringComparison.Ordinal)
            ? ""
            : "Set-Cookie: JSESSIONID=123; path=/app\r\n";
        await connection.Send($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n{session}\r\n{body}");
    }
}
