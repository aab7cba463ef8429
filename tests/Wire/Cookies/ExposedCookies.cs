using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Cookies;

/// <summary><c>option checkcache</c>: cookies that a cache could keep and give to others (manual).</summary>
public sealed class ExposedCookies
{
    private const string Cookie = "set-cookie: a=b\r\n";

    [Theory]
    [Both("GET", 200, "")]
    [Both("GET", 302, Cookie)]
    [Both("GET", 500, Cookie + "cache-control: max-age=60\r\n")]
    [Both("DELETE", 200, Cookie + "cache-control: max-age=60\r\n")]
    [Both("GET", 200, Cookie + "cache-control: private\r\n")]
    [Both("GET", 200, Cookie + "cache-control: max-age=60, no-store\r\n")]
    [Both("GET", 200, Cookie + "cache-control: no-cache\r\n")]
    [Both("GET", 200, Cookie + "Cache-Control: MAX-AGE=0\r\n")]
    [Both("GET", 200, Cookie + "cache-control: s-maxage=0\r\n")]
    [Both("GET", 200, Cookie + "cache-control: no-cache=\"set-cookie\"\r\n")]
    [Both("GET", 200, Cookie + "cache-control: no-cache=\"Set-Cookie,x\"\r\n")]
    [Both("GET", 200, "pragma: no-cache\r\n" + Cookie)]
    public async Task WhatNoCacheMayKeepPasses(Product product, string method, int status, string lines)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option checkcache"));
        RawConnection client = await Answered(farm, method, status, lines);
        Assert.StartsWith($"HTTP/1.1 {status} Status\r\n", await client.ReadThrough());
        Assert.Contains(" ---- ", await farm.Log.NextRequest());
    }

    [Theory]
    [WeirAlone("2.6 withholds only what declares itself cacheable", "GET", 200, Cookie)]
    [WeirAlone("2.6 withholds only what declares itself cacheable", "HEAD", 404, Cookie)]
    [WeirAlone("2.6 answers so with the page for 200", "GET", 200, Cookie + "etag: \"x\"\r\n")]
    [WeirAlone("2.6 answers so with the page for 200", "GET", 301, "cache-control: max-age=9\r\n" + Cookie)]
    [WeirAlone("2.6 passes it", "GET", 200, Cookie + "cache-control: no-cache=\"x\"\r\n")]
    [WeirAlone("2.6 passes it", "DELETE", 302, Cookie + "cache-control: public\r\n")]
    public async Task WhatACacheCouldKeepIsWithheld(Product product, string method, int status, string lines)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option checkcache"));
        RawConnection client = await Answered(farm, method, status, lines);
        await client.Expect(method == "HEAD" ? ErrorPages.Head(502) + "\r\n" : ErrorPages.Keeping(502));
        Assert.Contains(" 502 0 - - PH-- ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task AnAlertTellsWhoseItWas(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option checkcache"));
        await Answered(farm, "GET", 200, Cookie + "cache-control: max-age=60\r\n");
        string alert = await farm.Log.Event("Blocking");
        Assert.StartsWith("<129>", alert); // local0.alert
        Assert.Equal(
            "Blocking cacheable cookie in response from instance web, server s1.",
            LogPattern.Message(alert, farm.Balancer.Pid));
        Assert.Contains(" PH-- ", await farm.Log.NextRequest());
    }

    private static async Task<RawConnection> Answered(Farm farm, string method, int status, string lines)
    {
        (RawConnection client, RawConnection server) =
            await farm.Pass($"{method} / HTTP/1.1\r\nhost: w\r\n\r\n");
        await server.Send($"HTTP/1.1 {status} Status\r\n{lines}content-length: 0\r\n\r\n");
        return client;
    }
}
