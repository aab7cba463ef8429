using System;
using System.Text;
using System.Threading.Tasks;
using System.Xml;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>Who may see the page, in which form, and what is logged of it.</summary>
public sealed class Page
{
    private const string Start = "HTTP/1.1 200 OK\r\ncache-control: no-cache\r\n";
    private const string Html = Start + "content-type: text/html\r\n";
    private const string Down = "<tr class=\"down\"";
    private const string Csv = Start + "content-type: text/plain\r\n";

    private const string Closed =
        "stats uri /s\nstats realm Our\\ servers\nstats auth admin:secret\nstats auth other";

    private const string Unauthorised = "HTTP/1.1 401 Unauthorized\r\ncontent-length: 112\r\n"
        + "cache-control: no-cache\r\ncontent-type: text/html\r\n"
        + "www-authenticate: Basic realm=\"Our servers\"\r\n";

    private const string UnauthorisedBody = "<html><body><h1>401 Unauthorized</h1>\n"
        + "You need a valid user and password to access this content.\n</body></html>\n";

    [Theory]
    [Both("GET /s HTTP/1.1", Html)]
    [Both("GET /stats-and-more HTTP/1.1", Html)]
    [Both("GET http://www/s HTTP/1.1", Html)]
    [Both("GET /s;csv HTTP/1.1", Csv)]
    [Both("GET /s?x;norefresh;csv HTTP/1.1", Csv)]
    public async Task WhatBeginsWithTheAddressIsAnsweredAndTheConnectionStays(
        Product product, string line, string head)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send($"{line}\r\nhost: www\r\n\r\n");
            await client.Expect(head + "transfer-encoding: chunked\r\n\r\n");
            Assert.Contains("web", await client.ReadChunked());
            await farm.Log.ExpectRequest(client, "web/<STATS> */*/*/*/* 200 * - - LR-- 1/1/0/0/0 0/0", line);
        }
    }

    [Theory]
    [Both("GET /other HTTP/1.1")]
    [Both("PUT /s HTTP/1.1")]
    [Both("OPTIONS /s HTTP/1.1")]
    public async Task AllElseGoesToServers(Product product, string line)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await farm.Pass($"{line}\r\nhost: www\r\n\r\n");
    }

    [Theory, Both]
    public async Task TheAddressIsKnownToEverybodyUnlessItIsSet(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats enable"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /haproxy?stats HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Html);
        await farm.Pass("GET /haproxy HTTP/1.1\r\nhost: www\r\n\r\n");
    }

    [Theory, Both]
    public async Task HeadIsToldTheHeadAlone(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD /s;csv HTTP/1.1\r\nhost: www\r\n\r\nHEAD /s HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Csv + "\r\n" + Html + "\r\n");
    }

    [Theory, Both]
    public async Task WhoeverOrdersSomethingIsToldThatItIsDenied(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await using RawConnection client = await farm.Connect();
        await client.Send("POST /s;csv HTTP/1.1\r\nhost: www\r\ncontent-length: 9\r\n\r\n");
        await client.Send("s=s1&a=no");
        await client.Expect("HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\n"
            + "content-type: text/plain\r\ncontent-length: 0\r\nlocation: /s;st=DENY\r\n\r\n");
        await farm.Log.ExpectRequest(
            client, "web/<STATS> */*/*/*/* 303 * - - LR-- 1/1/0/0/0 0/0", "POST /s;csv HTTP/1.1");
        await client.Send("GET /s;st=DENY HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Html + "transfer-encoding: chunked\r\n\r\n");
        Assert.Contains("denied", await client.ReadChunked(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory, WeirAlone("haproxy 2.6 sends chunks to HTTP/1.0")]
    public async Task AnOldClientGetsThePageUpToTheEnd(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /s;csv HTTP/1.0\r\n\r\n");
        string answer = await client.ReadToEnd();
        Assert.StartsWith(Csv + "connection: close\r\n\r\n# pxname,svname,", answer);
        Assert.EndsWith(",\n", answer);
    }

    [Theory]
    [Both("")]
    [Both("authorization: Basic YWRtaW46c2VjcmV0eA==\r\n")]
    [Both("authorization: Basic YWRtaW46c2VjcmU=\r\n")]
    [Both("authorization: Basic !\r\n")]
    [Both("authorization: Bearer YWRtaW46c2VjcmV0\r\n")]
    public async Task WhoHasNoRightIsAskedForCredentials(Product product, string field)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Closed));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET /s HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        await client.Expect(Unauthorised + "\r\n" + UnauthorisedBody);
        await using RawConnection old = await farm.Connect();
        await old.Send($"HEAD /s HTTP/1.0\r\n{field}\r\n");
        Assert.Equal(Unauthorised + "connection: close\r\n\r\n", await old.ReadToEnd());
    }

    [Theory, WeirAlone("haproxy 2.6 logs 400, and closes without saying so")]
    public async Task ARefusalIsLoggedAsItIsSentAndTheConnectionStays(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Closed));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /s HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Unauthorised + "\r\n" + UnauthorisedBody);
        await farm.Log.ExpectRequest(
            client, "web/<STATS> */-1/-1/-1/* 401 0 - - LR-- 1/1/0/0/0 0/0", "GET /s HTTP/1.1");
        await client.Send(
            "GET /s;csv HTTP/1.1\r\nhost: www\r\nauthorization: Basic YWRtaW46c2VjcmV0\r\n\r\n");
        await client.Expect(Csv);
    }

    [Theory]
    [Both("authorization: Basic YWRtaW46c2VjcmV0\r\n")]
    [Both("Authorization: basic YWRtaW46c2VjcmV0\r\n")]
    [Both("authorization: Basic b3RoZXI6\r\n")]
    public async Task WhoHasTheRightSeesThePage(Product product, string field)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(Closed));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET /s HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        await client.Expect(Html);
    }

    [Theory]
    [Both("/s", "refresh: 7\r\n")]
    [Both("/s;norefresh", "")]
    [Both("/s;up", "refresh: 7\r\n")]
    public async Task ABrowserIsToldWhenToAskAgain(Product product, string target, string field)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s\nstats refresh 7s"));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {target} HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Html + field + "transfer-encoding: chunked\r\n\r\n");
    }

    [Theory]
    [Both("stats scope .", "web/FRONTEND web/s1 web/BACKEND")]
    [Both("stats scope other", "other/BACKEND")]
    [Both("stats scope other\nstats scope .", "web/FRONTEND web/s1 web/BACKEND other/BACKEND")]
    [Both("stats enable", "web/FRONTEND web/s1 web/BACKEND other/BACKEND")]
    public async Task OnlyTheScopeIsShown(Product product, string lines, string shown)
    {
        const string More = "backend other\n mode http\nbackend off\n mode http\n disabled\n";
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s\n" + lines) + More);
        Assert.Equal(shown.Split(' '), new Figures(await Ask(farm, "/s;csv")).Lines);
    }

    [Theory, Both]
    public async Task WhatASectionSaysReplacesWhatItsDefaultsSay(Product product)
    {
        const string Defaults =
            "defaults\n stats uri /old\n stats auth a:b\n stats refresh 7s\n log global\n option httplog\n";
        await using Farm farm = await Farm.Start(product, Defaults + Texts.Web("stats refresh 9s"));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /haproxy?stats HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect(Html + "refresh: 9\r\n");
    }

    [Theory, Both]
    public async Task LegendsAreShownWhenAsked(Product product)
    {
        string text = Texts.Web("cookie S insert\nstats uri /s\nstats show-legends", words: "cookie one");
        await using Farm farm = await Farm.Start(product, text);
        Figures now = new(await Ask(farm, "/s;csv"));
        Assert.Equal(
            (farm["s1"].Endpoint.ToString(), "one"), (now["web/s1", "addr"], now["web/s1", "cookie"]));
        Assert.Equal(("S", "roundrobin"), (now["web/BACKEND", "cookie"], now["web/BACKEND", "algo"]));
    }

    [Theory, WeirAlone("the page is Weir's own")]
    public async Task ThePageIsWellFormedAndNothingInItIsMarkup(Product product)
    {
        const string Global = "global\n node left-1\n description \"<b>first</b> & only\"\n";
        string text = Global + Texts.Web(
            "description \"<i>x</i>\"\ncookie <s> insert\nstats uri /s\nstats show-node\nstats show-desc\n"
            + "stats show-legends\nstats refresh 5s\ntimeout check 30s\n"
            + "option httpchk HEAD /index.html HTTP/1.0",
            words: "cookie \"a<b>'c\" check inter 50 fall 1");
        await using Farm farm = await Farm.Start(
            product, text, static farm => farm["s1"].CheckAnswer = "HTTP/1.0 500 <script>\x01\r\n\r\n");
        string page = "";
        await Patience.Until(
            async () => (page = await Ask(farm, "/s")).Contains(Down, StringComparison.Ordinal),
            () => page);
        XmlDocument document = new();
        using XmlReader reader = XmlReader.Create(
            new System.IO.StringReader(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(page))),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        document.Load(reader);
        Assert.Contains("on left-1: <b>first</b> & only", document.InnerText);
        Assert.Contains("<i>x</i>", document.InnerText);
        Assert.Null(document.SelectSingleNode("//b | //i | //script | //@onclick"));
        XmlNode server = document.SelectSingleNode("//tr[th/a/@id='web/s1']")!;
        Assert.Contains("a<b>'c", server.SelectSingleNode("th/@title")!.Value);
        Assert.Contains("<script>", server.SelectSingleNode("td[contains(., 'L7STS/500')]/@title")!.Value);
        Assert.StartsWith("Weir version ", document.SelectSingleNode("//h1")!.InnerText);
    }

    [Theory, WeirAlone("the page is Weir's own")]
    public async Task WhatIsDownAndWhichVersionCanBeHidden(Product product)
    {
        string text =
            Texts.Web("stats uri /s\nstats hide-version", servers: 2, words: "check inter 50 fall 1");
        await using Farm farm = await Farm.Start(product, text, static farm => farm["s2"].Refuse());
        string page = "";
        await Patience.Until(
            async () => (page = await Ask(farm, "/s")).Contains(Down, StringComparison.Ordinal),
            () => page);
        Assert.DoesNotContain("version", page);
        page = await Ask(farm, "/s;up");
        Assert.Contains("id=\"web/s1\"", page);
        Assert.DoesNotContain("id=\"web/s2\"", page);
    }

    [Theory]
    [WeirAlone("haproxy has this form", ";json")]
    [WeirAlone("haproxy has this form", ";typed")]
    public async Task AFormThatIsNotMadeIsRefused(Product product, string form)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("stats uri /s"));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET /s{form} HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.Expect("HTTP/1.1 501 Not Implemented\r\n");
    }

    private static async Task<string> Ask(Farm farm, string target)
    {
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {target} HTTP/1.1\r\nhost: www\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        return await client.ReadChunked();
    }
}
