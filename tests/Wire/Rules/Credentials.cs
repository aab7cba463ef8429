using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rules;

/// <summary><c>userlist</c>: who says who he is, and who has to.</summary>
public sealed class Credentials
{
    private const string Tiger = "authorization: Basic dGlnZXI6dGln\r\n"; // tiger:tig
    private const string Scott = "authorization: Basic c2NvdHQ6ZWxn\r\n"; // scott:elg
    private const string Wrong = "authorization: Basic dGlnZXI6eA==\r\n"; // tiger:x
    private const string Body =
        "You need a valid user and password to access this content.\n</body></html>\n";

    private const string People = """
        userlist people
         group cats users tiger
         group staff
         user tiger insecure-password tig
         user scott insecure-password elg groups staff

        """;

    [Theory]
    [Both("")]
    [Both(Wrong)]
    [Both("authorization: Bearer x\r\n")]
    public async Task WhoIsNotKnownIsAskedAndTheConnectionStays(Product product, string field)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("http-request auth unless { http_auth(people) }") + People);
        await using RawConnection client = await farm.Connect();
        for (int i = 0; i < 2; i++)
        {
            await client.Send($"GET / HTTP/1.1\r\nhost: www\r\n{field}\r\n");
            await client.Expect(Answer(401, "www", "web"));
            await farm.ExpectLogged(
                client, "web/<NOSRV> */-1/-1/-1/* 401 * - - LR-- */*/0/0/0 0/0", "GET / HTTP/1.1");
        }
    }

    [Theory]
    [Both("/cats", Tiger, true)]
    [Both("/cats", Scott, false)]
    [Both("/staff", Tiger, false)]
    [Both("/staff", Scott, true)]
    [Both("/cats", Wrong, false)]
    [Both("/cats", "", false)]
    public async Task GroupsDecide(Product product, string path, string field, bool passes)
    {
        string lines = "acl cats http_auth_group(people) cats\n"
            + "http-request auth realm \"The cats\" if { path /cats } !cats\n"
            + "http-request auth realm Staff if { path /staff } !{ http_auth_group(people) staff }";
        await using Farm farm = await Farm.Start(product, RuleText.Of(lines) + People);
        string request = $"GET {path} HTTP/1.1\r\nhost: www\r\n{field}\r\n";
        if (passes)
        {
            await farm.Pass(request, "one");
            return;
        }

        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        await client.Expect(Answer(401, "www", path == "/cats" ? "The cats" : "Staff"));
    }

    [Theory, Both]
    public async Task ABackendAsksInItsOwnName(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, RuleText.Of("", "http-request auth unless { http_auth(people) }") + People);
        await using RawConnection client = await farm.Connect();
        await client.Send("HEAD / HTTP/1.1\r\nhost: www\r\n\r\n");
        string answer = Answer(401, "www", "one");
        await client.Expect(answer[..(answer.IndexOf("\r\n\r\n", System.StringComparison.Ordinal) + 4)]);
    }

    [Theory, Both]
    public async Task WhoSpeaksToAProxyIsAskedAsSuch(Product product)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of(
            "option http-use-proxy-header\nhttp-request auth unless { http_auth(people) }") + People);
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET http://www/ HTTP/1.1\r\nhost: www\r\n{Tiger}\r\n");
        await client.Expect(Answer(407, "proxy", "web"));
        await client.Send($"GET / HTTP/1.1\r\nhost: www\r\nproxy-{Tiger}\r\n");
        await client.Expect(Answer(401, "www", "web"));
        await farm.Pass($"GET http://www/ HTTP/1.1\r\nhost: www\r\nproxy-{Tiger}\r\n", "one");
    }

    [Theory]
    [Both("", 401)]
    [Both(Scott, 403)]
    [Both(Tiger, 200)]
    public async Task ThePageAsksAndRefusesByItsOwnRules(Product product, string field, int status)
    {
        await using Farm farm = await Farm.Start(product, RuleText.Of("""
            stats uri /s
            stats http-request deny if { http_auth_group(people) staff }
            stats http-request allow if { http_auth(people) }
            stats http-request auth
            """) + People);
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET /s HTTP/1.1\r\nhost: www\r\n{field}\r\n");
        int logged = status == 200 || product == Product.Weir ? status : 400; // 2.6 tells no other
        string times = status == 200 ? "*/*/*/*/*" : logged == 400 ? "*/*/*/-1/*" : "*/-1/-1/-1/*";
        string state = status == 403 ? "PR--" : "LR--";
        await client.Expect(status == 401
            ? Answer(401, "www", "HAProxy Statistics") : $"HTTP/1.1 {status} ");
        await farm.ExpectLogged(
            client, $"web/<STATS> {times} {logged} * - - {state} */*/0/0/0 0/0", "GET /s HTTP/1.1");
        await farm.Pass("GET /other HTTP/1.1\r\nhost: www\r\n\r\n", "one");
    }

    private static string Answer(int status, string who, string realm) =>
        $"HTTP/1.1 {status} Unauthorized\r\ncontent-length: 112\r\ncache-control: no-cache\r\n"
            + $"content-type: text/html\r\n{who}-authenticate: Basic realm=\"{realm}\"\r\n\r\n"
            + $"<html><body><h1>{status} Unauthorized</h1>\n{Body}";
}
