using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>What is captured of messages, and how a line shows it (manual 8.7 and 8.8).</summary>
public sealed class Captured
{
    private const string Counts = "---- 1/1/0/0/0 0/0";

    private const string All = "capture cookie SESS len 12\ncapture request header Host len 5\n"
        + "capture request header x-t len 100\ncapture response header x-a len 4\n"
        + "capture response header none len 4";

    [Theory]
    [Both("", "- -", "{w|}")]
    [Both("X-T: a\r\nx-t: b\r\n", "- -", "{w|b}")]
    [Both("x-t: a|{b}\"#\u0080\\c\r\n", "- -", "{w|a#7C#7Bb#7D#22#23#80\\c}")]
    [Both("cookie: a=b; SESSX=1; SESS=2\r\n", "SESSX=1 -", "{w|}")]
    [Both("cookie: a=b\r\ncookie: SESS = a b ; c=d\r\n", "SESS=a b -", "{w|}")]
    [Both("cookie: a=\"SESS=1\"; SESS=\"x|y#{z}\"\r\n", "SESS=\"x|y#{z -", "{w|}")]
    [Both("cookie: SESS\r\n", "- -", "{w|}")]
    public async Task OfRequestsIsTheLastFieldAndTheFirstCookie(
        Product product, string fields, string cookies, string headers)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(All));
        await using RawConnection client = await farm.Connect();
        await client.Send($"GET / HTTP/1.1\r\nhost: w\r\n{fields}\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadThrough();
        await Expect(farm, client, $"204 27B {cookies} {Counts} {headers} {{|}}");
    }

    [Theory]
    [Both("x-a: one\r\nx-a: \"two|three\r\n", "-", "{#22two|}", 54)]
    [Both("set-cookie: a=SESS=1\r\nset-cookie: SESS=abcdefghijkl; path=/\r\n", "SESS=abcdefg", "{|}", 88)]
    [Both("set-cookie:  SESSA = 1 ; x\r\nset-cookie: SESS=2\r\n", "SESSA=1", "{|}", 75)]
    public async Task OfResponsesTheSame(
        Product product, string fields, string cookie, string headers, int bytes)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(All));
        (RawConnection client, RawConnection server) =
            await farm.Pass("GET / HTTP/1.1\r\nhost: www.site\r\n\r\n");
        await server.Send($"HTTP/1.1 204 No Content\r\n{fields}\r\n");
        await client.ReadThrough();
        await Expect(farm, client, $"204 {bytes}B - {cookie} {Counts} {{www.s|}} {headers}");
    }

    [Theory, Both]
    public async Task WithoutAnAnswerThereAreEmptyPlaces(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(All));
        (RawConnection client, RawConnection server) = await farm.Pass("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        server.Close();
        await client.Expect(ErrorPages.Keeping(502));
        await Expect(farm, client, "502 0B - - SH-- 1/1/0/0/0 0/0 {w|} {|}", "-1");
    }

    [Theory, Both]
    public async Task WithoutARequestThereIsNothing(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(All));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET\r\n\r\n");
        await client.Expect(ErrorPages.Closing(product, 400));
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 400 0B - - PR-- 1/1/0/0/0 0/0", "<BADREQ>");
    }

    [Theory, Both]
    public async Task EachRequestOfAConnectionHasItsOwn(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("capture request header host len 9"));
        (RawConnection client, RawConnection server) = await farm.Pass("GET / HTTP/1.1\r\nhost: one\r\n\r\n");
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadThrough();
        await Expect(farm, client, $"204 27B - - {Counts} {{one}}");
        await client.Send("GET / HTTP/1.1\r\nhost: two\r\n\r\n");
        await server.ReadThrough();
        await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadThrough();
        await Expect(farm, client, $"204 27B - - {Counts} {{two}}");
    }

    [Theory, Both]
    public async Task ThereIsRoomForManyLongOnes(Product product)
    {
        string lines = "log 127.0.0.1:514 len 8000 local7";
        for (int i = 0; i < 12; i++) lines += "\ncapture request header host len 1000";
        string host = new('h', 600);
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, $"GET / HTTP/1.1\r\nhost: {host}\r\n\r\n");
        string line = await farm.Log.Event("0/0 {h"); // of facility 23
        Assert.Contains($"|{host}|{host}}} \"GET / HTTP/1.1\"", line);
    }

    private static Task Expect(Farm farm, RawConnection client, string end, string answered = "*") =>
        farm.Log.ExpectRequest(client, $"web/s1 */*/*/{answered}/* {end}", "GET / HTTP/1.1");
}
