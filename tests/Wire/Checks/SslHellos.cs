using System;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary>What <c>option ssl-hello-chk</c> calls up and down, and in which words.</summary>
public sealed class SslHellos
{
    private const string HelloStart = "\u0016\u0003\u0000\u0000\u0079";
    private const int HelloLength = 126;

    private const string Alert = "\u0015\u0003\u0000\u0000\u0002\u0002\u0028";
    private const string Handshake = "\u0016\u0003\u0000\u0000\u002a\u0002\u0000\u0000\u0026";

    [Theory]
    [Both(Alert)]
    [Both(Handshake)]
    public async Task AnAlertOrAHandshakeIsUp(Product product, string answer)
    {
        await using Farm farm = await Start(product, "timeout check 5s", "");
        await farm.Log.Event("Server web/s1 is DOWN");
        farm["s1"].CheckAnswer = answer;
        await farm.Log.Event("Server web/s1 is UP, reason: Layer6 check passed, check duration: ");
    }

    [Theory]
    [Both("", "info: \"TCPCHK got an empty response at step 2\", ")]
    [Both("220 smtp.example ESMTP\r\n", "")]
    public async Task AnythingElseIsDown(Product product, string answer, string info)
    {
        await using Farm farm = await Start(product, "timeout check 5s", answer);
        await farm.Log.Event(
            $"Server web/s1 is DOWN, reason: Layer6 invalid response, {info}check duration: ");
    }

    [Theory]
    [WeirAlone("2.6 takes the first byte of an alert for a whole one when nothing follows")]
    public async Task LessThanARecordsHeaderIsDown(Product product)
    {
        await using Farm farm = await Start(product, "timeout check 5s", "\u0015\u0003\u0000\u0000");
        await farm.Log.Event("Server web/s1 is DOWN, reason: Layer6 invalid response, check duration: ");
    }

    [Theory, Both]
    public async Task SilenceIsATimeoutOfThatLayer(Product product)
    {
        await using Farm farm = await Start(product, "", answer: null);
        await farm.Log.Event("Server web/s1 is DOWN, reason: Layer6 timeout, check duration: ");
    }

    [Theory, Both]
    public async Task TheHelloIsTheSameButForItsTime(Product product)
    {
        long before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        await using Farm farm = await Start(product, "", Alert);
        string hello = await farm["s1"].NextCheck();
        Assert.EndsWith("\u0000\u0039\u0000\u003a\u0001\u0000", hello);
        Assert.Equal("HAPROXYSSLCHK\nHAPROXYSSLCHK\n\u0000\u0000\u004e\u0000\u0001", hello[15..48]);
        long time = 0;
        foreach (char one in hello[11..15]) time = (time << 8) | one;
        Assert.InRange(time, before, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
    }

    private static Task<Farm> Start(Product product, string line, string? answer) => Farm.Start(
        product,
        Texts.Web("option ssl-hello-chk\n" + line, 1, "check inter 300"),
        before: farm =>
        {
            farm["s1"].CheckRequest = HelloStart;
            farm["s1"].ReadCheck = static check => check.Read(HelloLength);
            farm["s1"].CheckAnswer = answer;
        });
}
