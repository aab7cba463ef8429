using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Ground.Net;
using Weir.Main.Startup;
using Xunit;

namespace Weir.Tests.Unit.Main.Startup;

public sealed class NameServersTests
{
    [Fact]
    public void AShortNameIsTriedBelowTheSearchListFirst()
    {
        NameServers servers = new("domain ignored.example\nsearch one.example two.example\n");

        Assert.Equal(["web.one.example", "web.two.example", "web"], servers.Candidates("web"));
    }

    [Fact]
    public void ANameWithADotStandsForItself()
    {
        NameServers servers = new("search one.example\n");

        Assert.Equal(["web.other"], servers.Candidates("web.other"));
    }

    [Fact]
    public async Task TheNextServerIsAskedWhenOneIsNotThere()
    {
        using UdpClient server = new(new IPEndPoint(IPAddress.Loopback, 0));
        ushort port = (ushort)((IPEndPoint)server.Client.LocalEndPoint!).Port;
        NameServers servers = new("nameserver 127.0.0.2\nnameserver 127.0.0.1\n", port);

        Task<IpEndpoint?> asked = Task.Run(() => servers.Ask("web.example", DnsMessage.TypeA));
        UdpReceiveResult question = await server.ReceiveAsync();
        byte[] answer = [.. question.Buffer, 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7];
        answer[2] = 0x81;
        answer[7] = 1;
        byte[] forged = [.. answer];
        forged[0] ^= 1;
        forged[^1] = 66;
        await server.SendAsync(forged, question.RemoteEndPoint);
        await server.SendAsync(answer, question.RemoteEndPoint);

        Assert.Equal(IpEndpoint.V4(0xc0000207, 0), await asked);
    }

    [Fact]
    public void WithoutServersNobodyKnowsAnything() =>
        Assert.Null(new NameServers("# nothing\n").Ask("web.example", DnsMessage.TypeA));
}
