using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rules;

/// <summary><c>redirect</c>: the answer that what was asked for is elsewhere, byte for byte.</summary>
public sealed class Redirects
{
    private const string Fence = "cache-control: no-cache\r\n";

    [Theory]
    [Both("location http://a/b", "302 Found", "http://a/b", Fence)]
    [Both("location /b code 301", "301 Moved Permanently", "/b", "")]
    [Both("location /b code 303", "303 See Other", "/b", Fence)]
    [Both("location /b code 307", "307 Temporary Redirect", "/b", Fence)]
    [Both("location /b code 308", "308 Permanent Redirect", "/b", "")]
    [Both("prefix http://m", "302 Found", "http://m/a/b?c=d", Fence)]
    [Both("prefix http://m drop-query", "302 Found", "http://m/a/b", Fence)]
    [Both("prefix http://m drop-query append-slash", "302 Found", "http://m/a/b/", Fence)]
    [Both("prefix / drop-query", "302 Found", "/a/b", Fence)]
    [Both("scheme https code 301", "301 Moved Permanently", "https://www:8080/a/b?c=d", "")]
    [Both("location /b set-cookie SEEN=1", "302 Found", "/b", Fence + "set-cookie: SEEN=1; path=/;\r\n")]
    [Both("location /b clear-cookie ID=", "302 Found", "/b",
        Fence + "set-cookie: ID=; path=/; Max-Age=0;\r\n")]
    public async Task TheClientIsToldWhereToGo(
        Product product, string words, string status, string location, string fields)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of($"redirect {words} if {{ path_beg /a }}"));
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++) // the connection stays
        {
            await client.Send("GET /a/b?c=d HTTP/1.1\r\nhost: www:8080\r\n\r\n");
            await client.Expect(
                $"HTTP/1.1 {status}\r\ncontent-length: 0\r\nlocation: {location}\r\n{fields}\r\n");
        }

        await farm.ExpectLogged(
            client, $"web/<NOSRV> */-1/-1/-1/* {status[..3]} * - - LR-- 1/1/0/0/0 0/0",
            "GET /a/b?c=d HTTP/1.1");
        Assert.Equal(0, farm["one"].Arrivals);
    }

    [Theory, Both]
    public async Task AnAbsoluteTargetIsItsPath(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of("redirect prefix http://m"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET http://www/a HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(
            $"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: http://m/a\r\n{Fence}\r\n");
    }

    [Theory]
    [Both("GET /a HTTP/1.0\r\n\r\n")]
    [Both("GET /a HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n")]
    public async Task WhoWantsTheEndGetsIt(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of("redirect location /b"));
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        Assert.Equal(
            $"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: /b\r\n{Fence}connection: close\r\n\r\n",
            await client.ReadToEnd());
    }

    [Theory, Both]
    public async Task RulesOfRefusalComeFirst(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("http-request deny if METH_GET\nredirect location /b"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /a HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(403));
    }

    [Theory, Both]
    public async Task ABackendRedirectsWhatItIsGiven(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("", "redirect location /b unless METH_POST"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /a HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect($"HTTP/1.1 302 Found\r\ncontent-length: 0\r\nlocation: /b\r\n{Fence}\r\n");
        await farm.ExpectLogged(
            client, "one/<NOSRV> */-1/-1/-1/* 302 * - - LR-- 1/1/0/0/0 0/0", "GET /a HTTP/1.1");
    }
}
