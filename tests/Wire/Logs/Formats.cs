using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>Lines of other forms than <c>httplog</c>'s, and lines that are early or left out.</summary>
public sealed class Formats
{
    private const string Get = "GET /a?b=c HTTP/1.1\r\nhost: w\r\n\r\n";
    private const string Zoned = @"\[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\]";

    [Theory]
    [Both("option httplog clf",
        "\"GET /a?b=c HTTP/1.1\" 204 # \"\" \"\" P # \"web\" \"web\" \"s1\" # # # # # "
        + "---- 1 1 0 0 0 0 0 \"\" \"\" ")]
    [Both("option httplog clf\ncapture cookie S len 9\ncapture request header host len 9\n"
        + "capture request header x len 9\ncapture response header x len 9",
        "\"GET /a?b=c HTTP/1.1\" 204 # \"\" \"\" P # \"web\" \"web\" \"s1\" # # # # # "
        + "---- 1 1 0 0 0 0 0 \"\" \"\" \"w\" \"\" \"\"")]
    public async Task TheCommonFormatHasItsOwnPlaces(Product product, string lines, string expected)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        string pattern = System.Text.RegularExpressions.Regex.Escape(expected)
            .Replace(@"\#", @"\d+", System.StringComparison.Ordinal)
            .Replace("P", $"{client.Local.Port}", System.StringComparison.Ordinal)
            .Replace("HTT" + client.Local.Port, "HTTP", System.StringComparison.Ordinal);
        Assert.Matches($"^{client.Local.Address} - - {Zoned} {pattern}$", await farm.Log.NextRequest());
    }

    [Theory]
    [Both("%ST-%s\\ %b|%f\\ %ts", "204-s1 web|web --")]
    [Both("%{+Q}o\\ %HM\\ %HP\\ %HQ\\ %HV\\ %ST\\ %{-Q}HU\\ %si:%rc",
        "\"GET\" \"/a\" \"?b=c\" \"HTTP/1.1\" 204 /a?b=c \"S\":0")]
    [Both("%{+X}o\\ %rc\\ %{+Q}r\\ %Th%%", "0 \"GET /a?b=c HTTP/1.1\" 0%")]
    public async Task AFormatOfOnesOwnIsWhatItSays(Product product, string format, string expected)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web($"log-format {format}\\ %B"));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        string line = await farm.Log.NextRequest();
        expected = expected.Replace(
            "S\"", $"{farm["s1"].Endpoint.Address}\"", System.StringComparison.Ordinal);
        Assert.Equal(expected, line[..line.LastIndexOf(' ')]);
    }

    [Theory, Both]
    public async Task TcplogOfARequestCountsFromTheEndOfTheOneBefore(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option tcplog"));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        LogPattern.Check(
            product,
            $"{client.Local} [date] web web/s1 */*/* 27B -- 1/1/0/0/0 0/0",
            await farm.Log.NextRequest());
    }

    [Theory]
    [Both("option httplog\noption logasap", "web/s1 */*/*/*/+* 200 +38B - - ---- 1/1/1/1/0 0/0")]
    public async Task WithLogasapALineComesBeforeTheBodyAndOnlyThen(
        Product product, string lines, string expected)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nab");
        await farm.Log.ExpectRequest(client, expected, "GET /a?b=c HTTP/1.1");
        await server.Send("cd");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nabcd");
        await client.Send("GET /2 HTTP/1.1\r\nhost: w\r\n\r\n");
        await server.ReadThrough();
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        await farm.Log.ExpectRequest(client, expected, "GET /2 HTTP/1.1");
    }

    [Theory, Both]
    public async Task WithLogasapWhatHasNoAnswerIsLoggedAtItsEnd(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("option logasap"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        server.Close();
        await client.Expect(ErrorPages.Keeping(502));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/+* 502 +0B - - SH-- 1/1/0/0/0 0/0", "GET /a?b=c HTTP/1.1");
    }

    [Theory, Both]
    public async Task WhatNeedsNoEndIsLoggedWithTheAnswer(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("log-format %ST\\ %s"));
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n");
        Assert.Equal("200 s1", await farm.Log.NextRequest());
        await server.Send("abcd");
        await client.ReadThrough();
        farm.Log.ExpectNoMoreRequests();
    }

    [Theory]
    [Both("option tcplog\noption logasap", "{0} [date] web web/s1 */*/+* +0 -- 1/1/1/1/0 0/0")]
    [Both("log-format %ci:%cp\\ %s", "{0} s1")]
    public async Task WithoutHttpALineComesWhenTheServerIsReached(
        Product product, string lines, string expected)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web($"mode tcp\n{lines}"));
        await using RawConnection client = await farm.Connect();
        await client.Send("hello");
        await using RawConnection server = await farm["s1"].Accept();
        LogPattern.Check(
            product, string.Format(expected, client.Local), await farm.Log.NextRequest());
    }

    [Theory]
    [Both("option log-separate-errors", false, "<134>")]
    [Both("option log-separate-errors", true, "<131>")]
    [Both("", true, "<134>")]
    [Both("option log-separate-errors\nno option log-separate-errors", true, "<134>")]
    public async Task ErrorsHaveALevelOfTheirOwnIfAskedFor(
        Product product, string lines, bool fails, string priority)
    {
        string text = Exchange.Logged("127.0.0.1:514 local0 info") + $" {lines.Replace("\n", "\n ")}\n";
        await using Farm farm = await Farm.StartLiteral(product, text);
        (RawConnection client, RawConnection server) = await farm.Pass(Get);
        if (fails) server.Close();
        else await server.Send("HTTP/1.1 204 No Content\r\n\r\n");
        await client.ReadThrough();
        await Patience.Until(
            () => farm.Log.Newest(static line => line.Contains("GET /a")) is { } line
                && line.StartsWith(priority, System.StringComparison.Ordinal),
            () => $"not at {priority}: {farm.Log.All}");
    }
}
