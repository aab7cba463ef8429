using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary>What a check sends, where to, and how often it must fail (classic-language 11).</summary>
public sealed class CheckForms
{
    [Theory]
    [Both("option httpchk", "OPTIONS / HTTP/1.0\r\n\r\n")]
    [Both("option httpchk /health?x=1", "OPTIONS /health?x=1 HTTP/1.0\r\n\r\n")]
    [Both("option httpchk GET /health", "GET /health HTTP/1.0\r\n\r\n")]
    [Both("option httpchk HEAD /a HTTP/1.0", "HEAD /a HTTP/1.0\r\n\r\n")]
    public async Task HttpCheckSendsWhatItsLineSays(Product product, string line, string expected)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web(line, 1, "check inter 200"), before: f => f["s1"].CheckRequest = expected);
        for (int i = 0; i < 2; i++) Assert.Equal(expected, await farm["s1"].NextCheck());
    }

    [Theory, Both]
    public async Task PlainCheckOnlyConnects(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("", 1, "check inter 200"));
        // Not seen by the server: 2.6 resets before the handshake is complete.
        farm["s1"].Refuse();
        await farm.Log.Event("Server web/s1 is DOWN, reason: Layer4 connection problem");
        farm["s1"].Listen();
        await farm.Log.Event("Server web/s1 is UP, reason: Layer4 check passed");
    }

    [Theory, Both]
    public async Task PortMovesChecksAndNotTraffic(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("option httpchk HEAD /index.html HTTP/1.0", 1, "check inter 200 port 81"));
        Assert.Equal("HEAD /index.html HTTP/1.0\r\n\r\n", await farm["s1:check"].NextCheck());
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        farm["s1:check"].Refuse();
        await farm.Log.Event("Server web/s1 is DOWN");
    }

    [Theory]
    [Both(1, 1)]
    [Both(3, 2)]
    [Both(2, 4)]
    public async Task RiseAndFallCountChecksInARow(Product product, int rise, int fall)
    {
        const string Check = "HEAD /index.html HTTP/1.0";
        string words = $"check inter 400 rise {rise} fall {fall}";
        await using Farm farm =
            await Farm.Start(product, Texts.Web($"option httpchk {Check}\ntimeout check 10s", 1, words));
        ScriptedServer server = farm["s1"];
        for (int i = 0; i < 2; i++) await server.NextCheck();
        int asked = 0;
        // One failure too few, then a good one: that must not count towards the fall.
        server.AnswerChecks(() => ++asked == fall ? ScriptedServer.GoodCheck : "HTTP/1.0 500 no\r\n\r\n");
        await farm.Log.Event("Server web/s1 is DOWN");
        Assert.Equal(fall == 1 ? 2 : 2 * fall, asked);
        asked = 0;
        server.AnswerChecks(() =>
        {
            asked++;
            return ScriptedServer.GoodCheck;
        });
        await farm.Log.Event("Server web/s1 is UP");
        Assert.Equal(rise, asked);
    }
}
