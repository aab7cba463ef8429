using System;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>Where lines go: UDP, stdout, several targets, only some levels.</summary>
public sealed class Targets
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";

    [Theory]
    [Both("raw", "")]
    [Both("short", "<6>")]
    public async Task StdoutGetsTheLineInItsFormat(Product product, string format, string prefix)
    {
        string text = Exchange.Logged($"stdout format {format} local0");
        await using Farm farm = await Farm.StartLiteral(product, text);
        await using RawConnection client = await farm.Connect();
        string output = await Exchange.PassToStdout(farm, client, Get);
        LogPattern.Check(
            product,
            $"{prefix}{client.Local} [date] web web/s1 */*/*/*/* 204 27B - - ---- 1/1/0/0/0 0/0 "
                + "\"GET / HTTP/1.1\"",
            output.TrimEnd('\n'));
    }

    [Theory]
    [Both("local", "haproxy")]
    [Both("rfc3164", "localhost haproxy")]
    public async Task OnlyRfc3164NamesAHost(Product product, string format, string sender)
    {
        string text = Exchange.Logged($"stdout format {format} local0");
        await using Farm farm = await Farm.StartLiteral(product, text);
        await using RawConnection client = await farm.Connect();
        string output = await Exchange.PassToStdout(farm, client, Get);
        Assert.Matches(
            $@"^<134>[A-Z][a-z]{{2}} [ 123]\d \d\d:\d\d:\d\d {sender}\[\d+\]: {client.Local} \[",
            output);
    }

    [Theory]
    [Both("log-send-hostname edge1", "log-tag haproxy", "edge1 haproxy")]
    [Both("log-tag all", "log-tag web", "web")]
    [Both("log-send-hostname edge1\n log-tag all", "log-tag web", "edge1 web")]
    public async Task MessagesNameWhatTheirSectionsSay(
        Product product, string global, string line, string sender)
    {
        string text = Exchange.Logged($"stdout local0\n {global}").Replace(
            "option httplog\n", $"option httplog\n {line}\n");
        await using Farm farm = await Farm.StartLiteral(product, text);
        await using RawConnection client = await farm.Connect();
        string output = await Exchange.PassToStdout(farm, client, Get);
        Assert.Matches(
            $@"^<134>[A-Z][a-z]{{2}} [ 123]\d \d\d:\d\d:\d\d {sender}\[\d+\]: {client.Local} \[",
            output);
    }

    [Theory, Both]
    public async Task LongRequestLineIsCutAtTheDatagramsEnd(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, $"GET /{new string('x', 5000)} HTTP/1.1\r\nhost: www\r\n\r\n");
        string line = await farm.Log.NextRequest();
        Assert.Matches("0/0 \"GET /x+$", line);
        // The manual's default "len" is 1024; whether its line feed is counted differs between versions.
        Assert.InRange(farm.Log.All.Length, 1024, 1025);
    }

    [Theory, Both]
    public async Task LevelKeepsRequestsOut(Product product)
    {
        string text = Exchange.Logged("127.0.0.1:514 local0 notice", words: "check inter 200");
        await using Farm farm = await Farm.StartLiteral(product, text);
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        farm["s1"].Refuse();
        // The event comes after the request was served; had the request been logged, it would have come
        // before.
        await farm.Log.Event("Server web/s1 is DOWN");
        farm.Log.ExpectNoMoreRequests();
    }

    [Theory, Both]
    public async Task SeveralTargetsAllGetTheLine(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("log global\nlog 127.0.0.1:514 local7"));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, Get);
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 204 27B - - ---- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        // Facility 23, severity 6.
        Assert.StartsWith("<190>", await farm.Log.Event("\"GET / HTTP/1.1\""), StringComparison.Ordinal);
    }
}
