using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Addresses;

/// <summary>Clients that do not know that there is a balancer (manual, <c>transparent</c>).</summary>
public sealed class OriginalDestinations
{
    [Theory]
    [Both("option transparent")]
    [Both("server s1 0.0.0.0")]
    [WeirAlone("2.6 knows the option only", "transparent")]
    public async Task TheClientReachesWhomItMeant(Product product, string line)
    {
        await using Crossing crossing = await Crossing.Start(product, line, "0.0.0.0:80 transparent");
        (RawConnection client, RawConnection server) = await crossing.Pass("192.168.1.11:80");
        Assert.NotEqual(client.Local, server.Remote);
        await server.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
    }

    [Theory, Both]
    public async Task AListenerMayHaveAnAddressThatIsNotOurs(Product product)
    {
        await using Crossing crossing = await Crossing.Start(
            product, "server s1 192.168.1.11:80", "10.7.7.7:80 transparent");
        (RawConnection client, RawConnection server) = await crossing.Pass("10.7.7.7:80");
        await server.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
    }
}
