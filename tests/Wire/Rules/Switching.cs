using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rules;

/// <summary>
/// <c>use_backend</c>: where a request goes by what it says. The lines are those of the 1.3 and 1.4 manuals,
/// as operators have them.
/// </summary>
public sealed class Switching
{
    private const string Host = "host: www\r\n\r\n";

    private const string Lines = """
        acl static path_beg /images /css
        acl static path_end -i .gif .JPG
        acl host_img hdr_beg(host) -i img.
        acl posts method POST
        acl deep path_dir v2
        acl mobile hdr_reg(user-agent) -i ^mozilla.*(iphone|android)
        acl id cook(beta) 1
        acl long url_len gt 60
        acl q urlp(kind) x y
        acl via hdr_cnt(via) ge 2
        acl many hdr(accept) a b
        acl inner hdr_ip(x-forwarded-for) 198.51.100.0/24
        acl dom hdr_dom(host) example.com
        use_backend two if static !posts || host_img
        use_backend two if deep or mobile
        use_backend three if id
        use_backend three unless !q
        use_backend three if via
        use_backend two if many { path / }
        use_backend three if inner
        use_backend two if dom
        use_backend three if long { src 127.0.0.0/8 } METH_GET HTTP_1.1 LOCALHOST
        use_backend three if { path_sub private }
        """;

    [Theory]
    [Both("GET / HTTP/1.1\r\n" + Host, "one")]
    [Both("GET /images/a HTTP/1.1\r\n" + Host, "two")]
    [Both("GET /a/images/a HTTP/1.1\r\n" + Host, "one")]
    [Both("GET /a.jpg?x=y HTTP/1.1\r\n" + Host, "two")]
    [Both("POST /css HTTP/1.1\r\ncontent-length: 0\r\n" + Host, "one")]
    [Both("GET / HTTP/1.1\r\nhost: IMG.example.org\r\n\r\n", "two")]
    [Both("GET /a/v2/b HTTP/1.1\r\n" + Host, "two")]
    [Both("GET /a/v22/b HTTP/1.1\r\n" + Host, "one")]
    [Both("GET /x HTTP/1.1\r\nuser-agent: Mozilla/5.0 (iPhone; U)\r\n" + Host, "two")]
    [Both("GET /x HTTP/1.1\r\nuser-agent: a Mozilla/5.0 (iPhone; U)\r\n" + Host, "one")]
    [Both("GET /x HTTP/1.1\r\ncookie: a=b; beta=1; c=d\r\n" + Host, "three")]
    [Both("GET /x HTTP/1.1\r\ncookie: beta=12\r\n" + Host, "one")]
    [Both("GET /?a=b&kind=y HTTP/1.1\r\n" + Host, "three")]
    [Both("GET /?a=b&kinds=y HTTP/1.1\r\n" + Host, "one")]
    [Both("GET /x HTTP/1.1\r\nvia: 1.0 a, 1.1 b\r\n" + Host, "three")]
    [Both("GET /x HTTP/1.1\r\nvia: 1.0 a\r\n" + Host, "one")]
    [Both("GET / HTTP/1.1\r\naccept: c, b\r\n" + Host, "two")]
    [Both("GET /x HTTP/1.1\r\naccept: c, b\r\n" + Host, "one")]
    [Both("GET /x HTTP/1.1\r\nx-forwarded-for: 192.0.2.1, 198.51.100.7\r\n" + Host, "three")]
    [Both("GET /x HTTP/1.1\r\nx-forwarded-for: 192.0.2.1, x\r\n" + Host, "one")]
    [Both("GET /x HTTP/1.1\r\nhost: www.example.com:8080\r\n\r\n", "two")]
    [Both("GET /x HTTP/1.1\r\nhost: www.badexample.com\r\n\r\n", "one")]
    [Both("GET /0123456789/0123456789/0123456789/0123456789/0123456789/01234567 HTTP/1.1\r\n" + Host,
        "three")]
    [Both("GET /0123456789/0123456789/0123456789/0123456789/0123456789/0123 HTTP/1.1\r\n" + Host, "one")]
    [Both("GET /my/private/x HTTP/1.1\r\n" + Host, "three")]
    public async Task ARequestGoesWhereTheFirstRuleThatMatchesSendsIt(
        Product product, string request, string expected)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(Lines));
        (RawConnection client, RawConnection server) = await farm.Pass(request, expected);
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.Expect("HTTP/1.1 204 No Content\r\n\r\n");
        Assert.Contains($" web {expected}/{expected} ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task EachRequestOfAConnectionIsJudgedAnew(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("use_backend two if { path_beg /two }"));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        foreach (string path in new[] { "/", "/two", "/a", "/two/a" })
        {
            await client.Send($"GET {path} HTTP/1.1\r\n{Host}");
            string name = path.StartsWith("/two", System.StringComparison.Ordinal) ? "two" : "one";
            await client.Expect($"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{name}");
        }
    }

    [Theory, Both]
    public async Task ARequestThatComesBytewiseIsJudgedWhenItIsWhole(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("use_backend two if { hdr(x-test) b }"));
        await using RawConnection client = await farm.Connect();
        await client.SendBytewise("GET / HTTP/1.1\r\nhost: www\r\nx-test: a, b\r\n\r\n");
        await (await farm["two"].Accept()).Expect("GET / HTTP/1.1\r\nhost: www\r\nx-test: a, b\r\n\r\n");
    }

    [Theory, Both]
    public async Task WithoutABackendThereIsNoServer(Product product)
    {
        string text = RuleText.Of("use_backend two if { path /two }").Replace(" default_backend one\n", "");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\n" + Host);
        await client.Expect(ErrorPages.Keeping(503));
        // 2.6 does not take the request as read when nobody is there to serve it.
        string times = product == Product.Weir ? "*/-1/-1/-1/*" : "-1/-1/-1/-1/*";
        await farm.ExpectLogged(
            client, $"web/<NOSRV> {times} 503 * - - SC-- */*/0/0/0 0/0", "GET / HTTP/1.1");
        await client.Send("GET /two HTTP/1.1\r\n" + Host);
        await (await farm["two"].Accept()).Expect("GET /two HTTP/1.1\r\n" + Host);
    }

    [Theory, Both]
    public async Task LoadsDecideToo(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(
            "use_backend two if { nbsrv(one) lt 1 } || { be_conn(one) ge 1 } { srv_is_up(two/two) }"));
        await farm.Pass("GET /1 HTTP/1.1\r\n" + Host, "one");
        await farm.HasInHand(1);
        await farm.Pass("GET /2 HTTP/1.1\r\n" + Host, "two");
    }

    [Theory, Both]
    public async Task NumbersAndRatesDecideToo(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of("id 5\n"
            + "use_backend two if { fe_id 5 } { so_id 1 } { dst_conn 1 } { path /id }\n"
            + "use_backend three if { fe_sess_rate ge 3 } { be_sess_rate(one) ge 2 }"));
        farm.AnswerWithNames();
        string answer = await NameOf(farm, "/id");
        Assert.Equal("two", answer);
        for (int i = 0; i < 50 && answer != "three"; i++)
        {
            answer = await NameOf(farm, "/");
        }

        Assert.Equal("three", answer);
    }

    private static async Task<string> NameOf(Farm farm, string path)
    {
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {path} HTTP/1.1\r\nconnection: close\r\n{Host}");
        string answer = await client.ReadToEnd();
        return answer[(answer.IndexOf("\r\n\r\n", System.StringComparison.Ordinal) + 4)..];
    }

    [Theory, Both]
    public async Task PatternsComeFromAFile(Product product)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "# paths\n\n/a\n  /b\r\n");
            await using Farm farm = await Farm.Start(
                product, RuleText.Of($"acl listed path_beg -f {file} /d\nuse_backend two if listed"));
            await farm.Pass("GET /b/c HTTP/1.1\r\n" + Host, "two");
            await farm.Pass("GET /d HTTP/1.1\r\n" + Host, "two");
            await farm.Pass("GET /c HTTP/1.1\r\n" + Host, "one");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [Both("use_backend two if { dst_port 1:65535 } { src 127.0.0.0/8 }", "two")]
    [Both("use_backend two if { src 198.51.100.0/24 }\nuse_backend three", "three")]
    public async Task WithoutHttpTheConnectionDecides(Product product, string lines, string expected)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(lines, mode: "tcp"));
        await farm.Pass("hello", expected);
    }
}
