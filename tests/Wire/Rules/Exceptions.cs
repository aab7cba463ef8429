using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Rules;

/// <summary>Conditions that make an exception: from cookies, from states, from being well.</summary>
public sealed class Exceptions
{
    private const string Cookies = "cookie SRV insert indirect\n";

    [Theory]
    [Both("ignore-persist if { path_beg /static }", "GET /static HTTP/1.1\r\n", "s1")]
    [Both("ignore-persist if { path_beg /static }", "GET /other HTTP/1.1\r\n", "s2")]
    [Both("acl img path_end .gif\nignore-persist unless !img", "GET /a.gif HTTP/1.1\r\n", "s1")]
    public async Task ACookieBindsUnlessItIsToBeIgnored(
        Product product, string lines, string start, string expected)
    {
        await using Farm farm = await Farm.Start(product, Text(Cookies + lines));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        await client.Send($"{start}host: www\r\ncookie: SRV=two\r\n\r\n");
        string answer = await client.ReadThrough();
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer);
        await client.Expect(expected);
    }

    [Theory]
    [Both("/static", "set-cookie: SRV=x; path=/\r\n")]
    [Both("/other", "set-cookie: SRV=one; path=/\r\n")]
    public async Task WhoseCookieIsIgnoredIsGivenNone(Product product, string path, string expected)
    {
        string lines = Cookies
            + "ignore-persist if { path_beg /static }\nserver s1 192.168.1.11:80 cookie one";
        await using Farm farm = await Farm.Start(product, Texts.Web(lines, servers: 0));
        farm["s1"].Answer(
            "HTTP/1.1 200 OK\r\nset-cookie: SRV=x; path=/\r\ncontent-length: 0\r\n\r\n");
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {path} HTTP/1.1\r\nhost: www\r\n\r\n");
        string answer = await client.ReadThrough();
        Assert.Contains(expected, answer);
        Assert.Equal(2, answer.Split("set-cookie").Length);
    }

    [Theory]
    [Both("force-persist if { path_beg /admin }", "/admin", "s2")]
    [Both("force-persist if { path_beg /admin }", "/other", "s1")]
    [Both("force-persist unless { path_beg /other }", "/x", "s2")]
    public async Task ACookieBindsToAServerInMaintenanceWhereItIsToBeForced(
        Product product, string lines, string path, string expected)
    {
        string text = Text(Cookies + lines).Replace("cookie two", "cookie two disabled");
        await using Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET {path} HTTP/1.1\r\nhost: www\r\ncookie: SRV=two\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        await client.Expect(expected);
    }

    [Theory]
    [Both("monitor fail if { nbsrv(web) lt 2 }", 200)]
    [Both("monitor fail if { nbsrv(web) lt 3 }", 503)]
    [Both("monitor fail if { nbsrv(web) lt 2 }\nmonitor fail unless { src 198.51.100.0/24 }", 503)]
    [Both("acl here src 127.0.0.0/8\nmonitor fail if !here or { always_true } !here", 200)]
    public async Task WhoAsksWhetherAllIsWellIsToldByConditions(Product product, string lines, int status)
    {
        await using Farm farm = await Farm.Start(product, Text("monitor-uri /alive\n" + lines));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /alive HTTP/1.1\r\nhost: www\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status} ", await client.ReadThrough());
        Assert.Equal(0, farm["s1"].Arrivals + farm["s2"].Arrivals);
    }

    private static string Text(string lines) => Texts.Web(lines, servers: 0)
        + " server s1 192.168.1.11:80 cookie one\n server s2 192.168.1.12:80 cookie two\n";
}
