using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Stats;

/// <summary>Requests that servers answer.</summary>
public sealed class Answered
{
    private const string Split = """
        frontend front
         bind 192.168.1.1:80
         mode http
         timeout client 30s
         default_backend back
        backend back
         mode http
         timeout server 30s
         timeout connect 5s
         balance roundrobin
         server s1 192.168.1.11:80
         server s2 192.168.1.12:80 backup
        """;

    [Fact]
    public Task EachIsCountedByItsStatusAtEachPlaceThatItPassed() => SideBySide.Compare(
        Split + "\n",
        static async farm =>
        {
            foreach (string status in (string[])["200 OK", "204 No", "302 Go", "304 Not", "404 Not", "500 No",
                "999 Odd"])
            {
                await Exchange(farm, "GET", $"HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
            }

            await Exchange(farm, "HEAD", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n");
            await Exchange(
                farm, "GET", "HTTP/1.1 103 Soon\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        });

    [Fact]
    public Task AConnectionServesSeveralRequests() => SideBySide.Compare(
        Texts.Web(),
        async farm =>
        {
            await using RawConnection client = await farm.Connect();
            for (int i = 0; i < 4; i++)
            {
                await client.Send($"GET /{i} HTTP/1.1\r\nhost: www\r\n\r\n");
                await client.ReadThrough("s1");
                await farm.Log.NextRequest();
            }
        },
        static farm => farm.AnswerWithNames());

    [Fact]
    public Task ACookieChoosesWithoutTheAlgorithm() => SideBySide.Compare(
        Cookies(),
        async farm =>
        {
            foreach (string cookie in (string[])["cookie: S=b\r\n", "cookie: S=b\r\n", ""])
            {
                await using RawConnection client = await farm.Connect();
                await client.Send($"GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n{cookie}\r\n");
                await client.ReadToEnd();
                await farm.Log.NextRequest();
            }
        },
        static farm => farm.AnswerWithNames());

    [Fact]
    public Task WhatIsMeantForTheBalancerIsIntercepted() => SideBySide.Compare(
        Texts.Web("monitor-uri /alive\nstats uri /here"),
        async farm =>
        {
            foreach (string target in (string[])["/alive", "/here;csv"])
            {
                await using RawConnection client = await farm.Connect();
                await client.Send($"GET {target} HTTP/1.0\r\n\r\n");
                await client.ReadToEnd();
            }
        });

    [Fact]
    public Task AStatisticsPageOfABackendIsASessionOfIt() => SideBySide.Compare(
        Split + "\n stats uri /here\n",
        static async farm =>
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET /here;csv HTTP/1.0\r\n\r\n");
            await client.ReadToEnd();
            await farm.Log.NextRequest();
        });

    private static string Cookies()
    {
        string text = Texts.Web("cookie S insert", servers: 2);
        return text.Replace("11:80 ", "11:80 cookie a").Replace("12:80 ", "12:80 cookie b");
    }

    private static async Task Exchange(Farm farm, string method, string answer)
    {
        await using RawConnection client = await farm.Connect();
        await client.Send($"{method} / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        await server.Send(answer);
        await client.ReadToEnd();
        await farm.Log.NextRequest();
        server.Close();
    }
}
