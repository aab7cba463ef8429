using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary>Ways to work that today's versions have dropped, by the manuals of 1.3 to 2.0.</summary>
public sealed class Modes
{
    private const string Gone = "2.6 does not know it";

    [Theory]
    [WeirAlone(Gone, "/x")]
    [WeirAlone(Gone, "")]
    public async Task AProxyGoesWhereTheTargetSays(Product product, string path)
    {
        await using Farm farm = await Farm.Start(product, Web("option http_proxy"));
        await using ScriptedServer origin = new("origin", farm.Net["192.168.1.11:80"]);
        await using RawConnection client = await farm.Connect();
        string request =
            $"GET http://{origin.Endpoint}{path} HTTP/1.1\r\nhost: {origin.Endpoint}\r\n\r\n";
        await client.Send(request);
        RawConnection reached = await origin.Accept();
        await reached.Expect(request);
        await reached.Send("HTTP/1.1 204 None\r\n\r\n");
        await client.Expect("HTTP/1.1 204 None\r\n\r\n");
        Assert.Contains(" web/<NOSRV> ", await farm.Log.NextRequest());
    }

    [Theory]
    [WeirAlone(Gone, "/x")]
    [WeirAlone(Gone, "http://w/")]
    public async Task AProxyRefusesWhatNamesNoAddress(Product product, string target)
    {
        await using Farm farm = await Farm.Start(product, Web("option http_proxy"));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {target} HTTP/1.1\r\nhost: w\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 503 ", await client.ReadThrough());
        Assert.Contains(" 503 ", await farm.Log.NextRequest());
    }

    private static string Web(string line) =>
        "listen web\n bind 192.168.1.1:80\n mode http\n timeout client 30s\n timeout server 30s\n"
        + $" timeout connect 5s\n retries 0\n {line}\n";
}
