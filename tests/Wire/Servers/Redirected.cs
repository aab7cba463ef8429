using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary><c>redir</c>: clients are sent to the server instead of being relayed to it.</summary>
public sealed class Redirected
{
    private const string Prefix = "http://img.example.com";

    [Theory]
    [Both("GET /a/b?c=d HTTP/1.1\r\nhost: www\r\n\r\n", "/a/b?c=d")]
    [Both("GET http://www/a HTTP/1.1\r\nhost: www\r\n\r\n", "/a")]
    [Both("GET / HTTP/1.1\r\nhost: www\r\ncontent-length: 3\r\n\r\nabc", "/")]
    [Both("HEAD /h HTTP/1.1\r\nhost: www\r\n\r\n", "/h")]
    [Both("GET /x HTTP/1.0\r\nconnection: keep-alive\r\n\r\n", "/x")]
    public async Task AClientIsToldWhereItsPathIs(Product product, string request, string path)
    {
        await using Farm farm = await Farm.Start(product, Text);
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        Assert.Equal(Answer(path), await client.ReadToEnd());
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/-1/-1/* 302 0B - - LC-- 1/1/0/0/0 0/0", request.Split('\r')[0]);
    }

    [Theory]
    [Both("POST /p HTTP/1.1\r\nhost: www\r\ncontent-length: 0\r\n\r\n")]
    [Both("OPTIONS * HTTP/1.1\r\nhost: www\r\n\r\n")]
    public async Task WhatIsNotToBeAskedTwiceIsRelayed(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, Text);
        await farm.Pass(request);
    }

    [Theory, Both]
    public async Task ItsCookieLeadsThereToo(Product product)
    {
        string text = Texts.Web("cookie S insert indirect", 1, $"redir {Prefix}")
            .Replace("11:80 ", "11:80 cookie a ") + " server s2 192.168.1.12:80 cookie b\n";
        await using Farm farm = await Farm.Start(product, text);
        farm.AnswerWithNames();
        foreach (char cookie in "baba")
        {
            await using RawConnection client = await farm.Connect();
            await client.Send($"GET /x HTTP/1.1\r\nhost: www\r\ncookie: S={cookie}\r\n\r\n");
            string head = await client.ReadThrough();
            Assert.Equal(cookie == 'a' ? Answer("/x") : head, head);
            Assert.Contains(cookie == 'a' ? " web/s1 " : " web/s2 ", await farm.Log.NextRequest());
        }
    }

    [Theory, Both]
    public async Task ItTakesItsPlaceAndGivesItBack(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("", 1, $"redir {Prefix} maxconn 1"));
        for (int i = 0; i < 3; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET /x HTTP/1.1\r\nhost: www\r\n\r\n");
            Assert.Equal(Answer("/x"), await client.ReadToEnd());
        }
    }

    private static string Text => Texts.Web("", 1, $"redir {Prefix}");

    private static string Answer(string path) =>
        "HTTP/1.1 302 Found\r\ncache-control: no-cache\r\ncontent-length: 0\r\n"
        + $"location: {Prefix}{path}\r\nconnection: close\r\n\r\n";
}
