using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rules;

/// <summary>
/// <c>block</c>, and <c>http-request</c> and <c>http-response</c> with <c>allow</c>, <c>deny</c> and
/// <c>tarpit</c>.
/// </summary>
public sealed class Refusals
{
    private const string Get = "GET /secret HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string Counts = "1/1/0/0/0 0/0";

    [Theory]
    [WeirAlone("2.6 no longer has block", "block if { path_beg /secret }", 403)]
    [Both("http-request deny if { path_beg /secret }", 403)]
    [Both("http-request deny deny_status 429 if { path_beg /secret }", 429)]
    [Both("acl known hdr(x-key) -m found\nhttp-request deny unless known", 403)]
    [Both("http-request deny if { path_beg /secret }\nhttp-request allow", 403)]
    public async Task WhatIsRefusedIsToldSoAndTheConnectionStays(Product product, string lines, int status)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(lines));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(status));
        await farm.ExpectLogged(
            client, $"web/<NOSRV> */-1/-1/-1/* {status} * - - PR-- {Counts}", "GET /secret HTTP/1.1");
        const string Other = "GET /other HTTP/1.1\r\nhost: www\r\nx-key: 1\r\n\r\n";
        await client.Send(Other);
        await (await farm["one"].Accept()).Expect(Other);
    }

    [Theory]
    [Both("http-request allow if { path /secret }\nhttp-request deny")]
    [Both("http-request deny if { path /secre }\nhttp-request deny if !{ path /secret }")]
    public async Task WhatIsNotRefusedGoesOn(Product product, string lines)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(lines));
        await farm.Pass(Get, "one");
    }

    [Theory]
    [Both("http-request allow\nhttp-request deny", "http-request deny if { path /secret }")]
    [Both("", "http-request deny if { path /secret }")]
    public async Task ABackendHasRulesOfItsOwn(Product product, string frontend, string backend)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(frontend, backend));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(403));
        await farm.ExpectLogged(
            client, $"one/<NOSRV> */-1/-1/-1/* 403 * - - PR-- {Counts}", "GET /secret HTTP/1.1");
    }

    [Theory, Both]
    public async Task ABodyOfARefusedRequestIsNotTakenForARequest(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of("http-request deny if METH_POST"));
        await using RawConnection client = await farm.Connect();
        await client.Send("POST /secret HTTP/1.1\r\nhost: www\r\ncontent-length: 18\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 403 Forbidden\r\n", await client.ReadThrough());
        await client.Send("GET / HTTP/1.1\r\n\r\n"); // 18 bytes: the body
        await client.ReadToEnd();
        Assert.Equal(0, farm["one"].Arrivals);
    }

    [Theory, Both]
    public async Task WhatIsInTheTarpitHasToWait(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("timeout tarpit 300ms\nhttp-request tarpit if { path /secret }"));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(500));
        await farm.ExpectLogged(
            client, $"web/<NOSRV> -1/*/-1/-1/* 500 * - - PT-- {Counts}", "GET /secret HTTP/1.1");
    }

    [Theory]
    [Both("http-response deny if { status 500 }")]
    [Both("http-response deny unless { res.hdr(x-good) 1 }")]
    [Both("acl bad shdr_reg(server) -i ^leak\nhttp-response deny if bad")]
    public async Task AResponseIsRefusedWith502(Product product, string lines)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(lines));
        (RawConnection client, RawConnection server) = await farm.Pass(Get, "one");
        await server.Send("HTTP/1.1 500 Broken\r\nserver: Leaky/1\r\ncontent-length: 0\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(502));
        await farm.ExpectLogged(
            client, "one/one */*/*/-1/* 502 * - - PH-- */*/*/*/* 0/0", "GET /secret HTTP/1.1");
    }

    [Theory, Both]
    public async Task AResponseThatMayPassDoes(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(
            "http-response deny if { status 400:599 } !{ res.hdr_cnt(x-good) ge 1 }"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get, "one");
        const string Response = "HTTP/1.1 404 Not Found\r\nx-good: 1\r\ncontent-length: 2\r\n\r\nok";
        await server.Send(Response);
        await client.Expect(Response);
    }
}
