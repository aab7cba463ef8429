using System;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rewriting;

/// <summary>
/// The words that begin with <c>req</c>. 2.6 no longer has them: it is given the line of today that does the
/// same, which proves what is expected.
/// </summary>
public sealed class RequestLines
{
    private const string Counts = "---- 1/1/0/0/0 0/0";
    private const string NoContent = "HTTP/1.1 204 No Content\r\n\r\n";
    private const string FromS1 = "web/s1 */*/*/*/*";

    [Theory]
    [Both(@"reqrep ^([^\ :]*)\ /old/(.*) \1\ /new/\2", "http-request replace-uri ^/old/(.*) /new/\\1",
        "GET /new/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n")]
    [Both(@"reqirep ^HOST:.* host:\ other", "http-request replace-header host .* other",
        "GET /old/a?b=c HTTP/1.1\r\nhost: other\r\nx-test: one\r\n\r\n")]
    [Both(@"reqrep ^x-test:\ (o)(ne) x-test:\ \2\1", @"http-request replace-header x-test (o)(ne) \2\1",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: neo\r\n\r\n")]
    [Both("reqidel ^X-TEST:", "http-request del-header x-test",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both(@"reqadd x-new:\ 1", "http-request add-header x-new 1",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\nx-new: 1\r\n\r\n")]
    [Both(@"reqrep ^GET POST\ /old\ HTTP/1.1", "http-request set-method POST\n http-request set-uri /old",
        "POST /old HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n")]
    [Both("reqrep ^x-test:.* x-a:\\ 1\\r\\nx-b:\\ 2",
        "http-request del-header x-test\n http-request add-header x-a 1\n http-request add-header x-b 2",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-a: 1\r\nx-b: 2\r\n\r\n")]
    [Both(@"reqadd x-new:\ 1 if { path_beg /old } METH_GET",
        "http-request add-header x-new 1 if { path_beg /old } METH_GET",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\nx-new: 1\r\n\r\n")]
    [Both("reqidel ^x-test: unless { hdr(x-test) two }",
        "http-request del-header x-test unless { hdr(x-test) two }",
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\n\r\n")]
    [Both(@"reqrep ^host:.*z host:\ z", "", // no line matches
        "GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n")]
    public async Task AServerSeesWhatTheyHaveMade(Product product, string classic, string today, string seen)
    {
        await using Farm farm = await Farm.Start(product, Text(product, classic, today));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /old/a?b=c HTTP/1.1\r\nhost: www\r\nx-test: one\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(seen);
        await server.Send(NoContent);
        await client.Expect(NoContent);
        await farm.Log.ExpectRequest( // which shows what the client has asked for
            client, $"{FromS1} 204 * - - {Counts}", "GET /old/a?b=c HTTP/1.1");
    }

    [Theory]
    [Both("reqideny ^USER-AGENT:.*bot", "http-request deny if { hdr_reg(user-agent) bot }")]
    [Both(@"reqdeny ^GET\ /secret", "http-request deny if { path_beg /secret }")]
    [Both("reqallow ^PUT\nreqpass ^host:\nreqdeny (www|bot)",
        "http-request deny if { hdr_reg(user-agent) bot }")]
    [Both("reqdeny . if { path_beg /secret }", "http-request deny if { path_beg /secret }")]
    public async Task WhatIsDeniedGets403(Product product, string classic, string today)
    {
        await using Farm farm = await Farm.Start(product, Text(product, classic, today));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /secret HTTP/1.1\r\nhost: www\r\nuser-agent: a bot\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(403));
        await farm.Log.ExpectRequest(client, "web/<NOSRV> */-1/-1/-1/* 403 * - - PR-- 1/1/0/0/0 0/0",
            "GET /secret HTTP/1.1");
        await client.Send("PUT / HTTP/1.1\r\nhost: www\r\nuser-agent: other\r\n\r\n"); // goes on
        await (await farm["s1"].Accept()).ReadThrough();
    }

    [Theory]
    [Both("reqitarpit ^USER-AGENT:.*bot", "http-request tarpit if { hdr_reg(user-agent) bot }")]
    public async Task WhatIsInTheTarpitWaitsForIts500(Product product, string classic, string today)
    {
        await using Farm farm = await Farm.Start(
            product, Text(product, classic + "\ntimeout tarpit 300ms", today + "\n timeout tarpit 300ms"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\nuser-agent: a bot\r\n\r\n");
        await client.Expect(ErrorPages.Keeping(500));
        await farm.Log.ExpectRequest(client, "web/<NOSRV> -1/*/-1/-1/* 500 * - - PT-- 1/1/0/0/0 0/0",
            "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task ABodyIsNotTouched(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text(product,
            "reqrep secret public\nreqidel ^content-length:\nreqadd x:\\ 1", "http-request add-header x 1"));
        await using RawConnection client = await farm.Connect();
        await client.Send("POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 6\r\n\r\nsecret");
        RawConnection server = await farm["s1"].Accept();
        string head = await server.ReadThrough();
        Assert.Contains("content-length: 6\r\n", head);
        Assert.Contains("x: 1\r\n", head);
        await server.Expect("secret");
    }

    [Theory, Both]
    public async Task EachRequestOfAConnectionIsRewritten(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text(product,
            @"reqrep ^(GET)\ /(.*) \1\ /x/\2", @"http-request replace-uri ^/(.*) /x/\1"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /1 HTTP/1.1\r\nhost: a\r\n\r\nGET /2 HTTP/1.1\r\nhost: a\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET /x/1 HTTP/1.1\r\nhost: a\r\n\r\n");
        await server.Send(NoContent);
        await server.Expect("GET /x/2 HTTP/1.1\r\nhost: a\r\n\r\n");
    }

    [Theory, Both]
    public async Task TheFrontendsLinesComeFirst(Product product)
    {
        const string sections = "frontend f\n bind 192.168.1.1:80\n FRONT\n default_backend b\n"
            + "backend b\n BACK\n server s1 192.168.1.11:80\n";
        const string defaults = "defaults\n mode http\n timeout client 9s\n timeout connect 9s\n"
            + " timeout server 9s\n";
        (string front, string back) = product == Product.Weir
            ? (@"reqadd x-one:\ 1", "reqrep ^(x-one:.*) \\1,b\n reqadd x-two:\\ 2")
            : ("http-request add-header x-one 1",
                "http-request replace-header x-one (.*) \\1,b\n http-request add-header x-two 2");
        string text = defaults + sections.Replace("FRONT", front, StringComparison.Ordinal)
            .Replace("BACK", back, StringComparison.Ordinal);
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        await (await farm["s1"].Accept()).Expect(
            "GET / HTTP/1.1\r\nhost: a\r\nx-one: 1,b\r\nx-two: 2\r\n\r\n");
    }

    [Theory]
    [WeirAlone("2.6 has no reqsetbe", "/img/a", "s2")]
    [WeirAlone("2.6 has no reqsetbe", "/a", "s1")]
    public async Task ALineChoosesTheBackendBeforeUseBackendDoes(Product product, string path, string server)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(@"reqisetbe ^get\ /img/ images")
            + "backend images\n mode http\n timeout server 9s\n timeout connect 9s\n"
            + " server s2 192.168.1.12:80\n");
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {path} HTTP/1.1\r\nhost: a\r\n\r\n");
        await (await farm[server].Accept()).ReadThrough();
    }

    [Theory]
    [WeirAlone("2.6 cannot write such lines", @"reqrep ^x:\ (.*) \1\r\n\r\nGET\ /smuggled\ HTTP/1.1")]
    [WeirAlone("2.6 cannot write such lines", @"reqrep ^x:\ (.*) x\ :\ \1")]
    [WeirAlone("2.6 cannot write such lines", @"reqrep ^x:\ (.*) transfer-encoding:\ chunked,\ \1")]
    [WeirAlone("2.6 cannot write such lines", @"reqrep ^GET.* GET\ /\ HTTP/1.1\ HTTP/1.1")]
    public async Task WhatWouldBeNoRequestReachesNobody(Product product, string line)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(line));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: a\r\nx: y\r\n\r\n");
        await client.Expect(ErrorPages.Last(400));
        await farm.Log.ExpectRequest(client, "web/<NOSRV> */-1/-1/-1/* 400 * - - PR-- 1/1/0/0/0 0/0",
            "GET / HTTP/1.1");
    }

    private static string Text(Product product, string classic, string today) =>
        Texts.Web(product == Product.Weir ? classic : today.TrimStart());
}
