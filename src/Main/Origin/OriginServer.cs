using System.Text;
using Weir.Ground.Net;

namespace Weir.Main.Origin;

/// <summary>
/// One of the servers that a process plays: a name, an address, and whether it passes for healthy.
/// </summary>
internal sealed class OriginServer
{
    public OriginServer(string name, IpEndpoint address)
    {
        Name = name;
        Address = address;
        Token = Encoding.UTF8.GetBytes(name);
        Greeting = Encoding.UTF8.GetBytes($"hello from {name}\n");
        Usual = Encoding.UTF8.GetBytes(
            $"HTTP/1.1 200 OK\r\nServer: origin/{name}\r\nContent-Type: text/plain\r\n" +
            $"Content-Length: {Greeting.Length}\r\n\r\nhello from {name}\n");
    }

    public string Name { get; }

    /// <summary>Where it listens; the port is the real one once it does.</summary>
    public IpEndpoint Address { get; set; }

    /// <summary>The address as it is written in a URL.</summary>
    public string Place =>
        Address.Family == IpFamily.V6 ? $"[{Address}]:{Address.Port}" : $"{Address}:{Address.Port}";

    public int Listener { get; set; } = -1;

    /// <summary>The name as bytes.</summary>
    public byte[] Token { get; }

    /// <summary>The body of the plain page.</summary>
    public byte[] Greeting { get; }

    /// <summary>
    /// The whole answer to an ordinary request: a load test gets nothing else, and it costs one copy.
    /// </summary>
    public byte[] Usual { get; }

    /// <summary>
    /// Switched by <c>/health/down</c> and <c>/health/up</c>: the page of the health checks is refused.
    /// </summary>
    public bool IsDown { get; set; }

    public long Connections { get; set; }

    public long Requests { get; set; }

    /// <summary>Bytes of request bodies, framing not counted.</summary>
    public long BodyBytes { get; set; }
}
