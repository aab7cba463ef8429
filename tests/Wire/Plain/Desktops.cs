using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>
/// Clients of Remote Desktop, by their cookie (<c>balance</c> and <c>persist rdp-cookie</c>).
/// </summary>
public sealed class Desktops
{
    private const string Wait = """
        tcp-request inspect-delay 30s
        tcp-request content accept if RDP_COOKIE
        tcp-request content reject

        """;

    [Theory]
    [Both("balance rdp-cookie", "mstshash=bob", "s3")]
    [Both("balance rdp-cookie(user)\nhash-type consistent", "User=alice", "s1")]
    public async Task ACookieHasAServer(Product product, string lines, string cookie, string server)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(Wait + lines, servers: 3));
        Assert.Equal(server, await Reached(farm, cookie));
        Assert.Equal(server, await Reached(farm, cookie));
    }

    [Theory, Both]
    public async Task ATokenNamesTheServerByItsAddress(Product product)
    {
        await using Farm farm = await PlainText.Start(
            product, PlainText.Raw(Wait + "persist rdp-cookie\nbalance first", servers: 3));
        Assert.Equal("s3", await Reached(farm, $"msts={TokenOf(farm["s3"])}.0000"));
        Assert.Equal("s2", await Reached(farm, $"msts={TokenOf(farm["s2"])}.0000"));
        Assert.Equal("s1", await Reached(farm, "msts=1.1.0000"));
    }

    private static string TokenOf(ScriptedServer server)
    {
        byte[] address = server.Endpoint.Address.GetAddressBytes();
        uint number = System.BitConverter.ToUInt32(address);
        int port = server.Endpoint.Port;
        return $"{number}.{((port & 255) << 8) | (port >> 8)}";
    }

    /// <summary>The name of the server that a client with this cookie comes to.</summary>
    private static async Task<string> Reached(Farm farm, string cookie)
    {
        await using RawConnection client = await farm.Connect();
        foreach (ScriptedServer server in farm.Servers)
        {
            server.Serve(connection => connection.Send(server.Name));
        }

        string line = $"Cookie: {cookie}\r\n";
        byte[] head = [3, 0, 0, (byte)(11 + line.Length), (byte)(6 + line.Length), 0xe0, 0, 0, 0, 0, 0];
        await client.Send(Encoding.Latin1.GetString(head) + line);
        return await client.Read(2);
    }
}
