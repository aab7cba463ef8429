using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>Servers whose port is the client's, or so far from it (manual, <c>server</c>).</summary>
public sealed class Ports
{
    private const string Places = "192.168.1.1:80,192.168.1.1:81";

    [Theory]
    [Both("tcp", "", 0)]
    [Both("tcp", ":+1", 1)]
    [Both("tcp", ":-2", -2)]
    [Both("http", ":+1", 1)]
    public async Task EachListenerLeadsToAPortOfItsOwn(Product product, string mode, string port, int offset)
    {
        string text = $"listen raw\n bind {Places}\n mode {mode}\n http-reuse always\n timeout client 9s\n"
            + $" timeout server 9s\n timeout connect 9s\n server far 192.168.1.11{port}\n";
        await using Farm farm = await Farm.Start(product, text);
        foreach (string place in Places.Split(','))
        {
            await using RawConnection client = await farm.ConnectTo(place);
            IPEndPoint far = new(farm.Net.Address(11), client.Remote.Port + offset);
            await using ScriptedServer server = new("far", far);
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            RawConnection reached = await server.Accept();
            Assert.Equal(far, reached.Local);
            await reached.Expect("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            await reached.Send("HTTP/1.1 204 No Content\r\n\r\n");
            await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        }
    }
}
