using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Addresses;

/// <summary>
/// <c>source ... usesrc</c>: servers see an address that is not the balancer's (manual, 4.2).
/// </summary>
public sealed class ForeignSources
{
    private const string Listener = "192.168.1.1:80";

    [Theory]
    [Both("usesrc 10.7.7.7", "10.7.7.7")]
    [Both("usesrc clientip", Crossing.Client)]
    [Both("usesrc hdr_ip(x-client)", "10.7.7.9")]
    [Both("usesrc hdr_ip(x-client,1)", "10.7.7.8")]
    public async Task TheServerSeesAnotherAddress(Product product, string words, string seen)
    {
        await using Crossing crossing = await Crossing.Start(
            product, $"source 0.0.0.0 {words}\nserver s1 192.168.1.11:80", Listener);
        (RawConnection client, RawConnection server) =
            await crossing.Pass(Listener, "x-client: 10.7.7.8, 10.7.7.9\r\n");
        Assert.Equal(seen, server.Remote.Address.ToString());
        await server.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
    }

    [Theory, Both]
    public async Task TheServerSeesTheClientWithItsPort(Product product)
    {
        await using Crossing crossing = await Crossing.Start(
            product, "source 0.0.0.0 usesrc client\nserver s1 192.168.1.11:80", Listener);
        (RawConnection client, RawConnection server) = await crossing.Pass(Listener);
        Assert.Equal(client.Local, server.Remote);
        await server.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
    }
}
