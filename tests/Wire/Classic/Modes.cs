using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary>Ways to work that today's versions have dropped, by the manuals of 1.3 to 2.0.</summary>
public sealed class Modes
{
    private const string Gone = "2.6 does not know it";
    private const string Ineffective = "2.6 knows the word, and does nothing";

    [Theory]
    [WeirAlone(Gone, "", "OK\n")]
    [WeirAlone(Gone, "option httpchk", "HTTP/1.0 200 OK\r\n\r\n")]
    public async Task HealthIsToldToWhoeverConnects(Product product, string line, string told)
    {
        await using Farm farm = await Farm.Start(
            product, $"listen web\n bind 192.168.1.1:80\n mode health\n {line}\n");
        await using RawConnection client = await farm.Connect();
        await client.Expect(told);
        await client.ExpectEnd();
    }

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

    [Theory]
    [WeirAlone(Gone)]
    public async Task ATunnelReadsTheFirstExchangeOnly(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option http-tunnel"));
        (RawConnection client, RawConnection server) =
            await farm.Pass("GET / HTTP/1.1\r\nhost: w\r\nconnection: keep-alive, x\r\n\r\n");
        string head = "HTTP/1.1 200 OK\r\nconnection: x\r\ncontent-length: 2\r\n\r\n";
        await server.Send(head + "ok");
        await client.Expect(head + "ok");
        await client.Send("no request\n");
        await server.Expect("no request\n");
        await server.Send("no response\n");
        await client.Expect("no response\n");
        server.Finish();
        await client.ExpectEnd();
        client.Close();
        Assert.Contains(" 200 ", await farm.Log.NextRequest());
    }

    [Theory]
    [Both("option http-server-close", "connection: close\r\n")]
    [Both("option httpclose", "connection: close\r\n")]
    [WeirAlone(Ineffective, "option http-server-close\noption http-pretend-keepalive", "")]
    public async Task AServerIsToldThatItsConnectionEnds(Product product, string lines, string told)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect($"GET / HTTP/1.1\r\nhost: w\r\n{told}\r\n");
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok");
        Assert.EndsWith("\r\n\r\n", await client.ReadThrough());
        await client.Expect("ok");
        await server.ExpectClosed(); // whatever it was told
        Assert.Contains(" ---- ", await farm.Log.NextRequest());
    }

    [Theory]
    [WeirAlone(Ineffective, "proxy-connection: close\r\n", "proxy-connection: close\r\n", false)]
    [WeirAlone(Ineffective, "connection: close\r\n", "", true)]
    public async Task ProxiesSayItInAFieldOfTheirOwn(
        Product product, string said, string answered, bool stays)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option http-use-proxy-header"));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET http://w/ HTTP/1.1\r\nhost: w\r\n{said}\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET http://w/ HTTP/1.1\r\nhost: w\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nproxy-connection: x\r\n\r\n");
        await client.Expect($"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n{answered}\r\n");
        if (stays)
        {
            await client.Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
            await server.Expect("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        }
        else
        {
            await client.ExpectEnd();
        }
    }

    private static string Web(string line) =>
        "listen web\n bind 192.168.1.1:80\n mode http\n timeout client 30s\n timeout server 30s\n"
        + $" timeout connect 5s\n retries 0\n {line}\n";
}
