using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Peers;

/// <summary>
/// The guide's first configuration with four nginx behind it, and clients that people use: what scripted
/// peers would not think of doing. Bounded work, no error allowed.
/// </summary>
public sealed class RealPeers
{
    private static readonly string[] Names = ["webA", "webB", "webC", "webD"];

    [Theory, BothWith("nginx", "curl")]
    public async Task CurlWithACookieJarStaysOnItsServer(Product product)
    {
        await using Site site = await Site.Start(product, Guide.Section1 + " option forwardfor\n");
        string jar = Path.GetTempFileName();
        string first = await Tool.Run("curl", ["-sS", "-f", "-b", jar, "-c", jar, site.Url("/whoami")]);
        string server = first.Split(' ')[0];
        Assert.Contains(server, Names);
        for (int i = 0; i < 5; i++)
        {
            string next = await Tool.Run("curl", ["-sS", "-f", "-b", jar, "-c", jar, site.Url("/whoami")]);
            // The cookie that chose the server is not shown to it; the client's address is.
            Assert.Equal($"{server}  127.0.0.1", next);
        }

        Assert.Matches(@"\tSERVERID\t[ABCD]\n", await File.ReadAllTextAsync(jar));
        File.Delete(jar);
    }

    [Theory, BothWith("nginx", "curl")]
    public async Task CurlWithoutCookiesSeesAllServers(Product product)
    {
        await using Site site = await Site.Start(product, Guide.Section1);
        // One connection for all, as curl keeps it.
        string output =
            await Tool.Run("curl", ["-sS", "-f", .. Enumerable.Repeat(site.Url("/index.html"), 8)]);
        Assert.Equal("webAwebBwebCwebDwebAwebBwebCwebD", output);
    }

    [Theory, BothWith("nginx", "curl")]
    public async Task CurlUploadsAndDownloadsArriveWhole(Product product)
    {
        await using Site site = await Site.Start(product, Guide.Section1);
        string large = await Tool.Run("curl", ["-sS", "-f", site.Url("/large")]);
        Assert.Equal(new string('l', 3_000_000), large);
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('u', 2_000_000));
        // Over a megabyte curl asks first with Expect: 100-continue.
        Assert.Equal("2000000", await Tool.Run("curl", ["-sS", "-f", "-T", file, site.Url("/upload")]));
        string chunked = await Tool.Run(
            "curl", ["-sS", "-f", "-T", file, "-H", "Transfer-Encoding: chunked", "-o", "/dev/null",
                "-w", "%{http_code}", site.Url("/upload")]);
        Assert.Equal("200", chunked);
        File.Delete(file);
    }

    [Theory, BothWith("nginx", "wrk")]
    public async Task WrkSeesNoError(Product product)
    {
        await using Site site = await Site.Start(product, Guide.Section1);
        string output = await Tool.Run("wrk", ["-t1", "-c16", "-d1s", site.Url("/index.html")]);
        Assert.DoesNotContain("Socket errors", output);
        Assert.DoesNotContain("Non-2xx", output);
        int requests = int.Parse(Regex.Match(output, "([0-9]+) requests in").Groups[1].Value);
        Assert.True(requests > 0, output);
    }

    [Theory, BothWith("nginx", "h2load")]
    public async Task H2LoadSeesNoErrorAndEveryServerItsShare(Product product)
    {
        const int Requests = 4000;
        await using Site site = await Site.Start(product, Guide.Section1);
        string output = await Tool.Run(
            "h2load", ["--h1", "-n", $"{Requests}", "-c", "20", "-m", "1", site.Url("/index.html")]);
        Assert.Contains($"{Requests} succeeded, 0 failed, 0 errored, 0 timeout", output);
        Assert.Contains($"status codes: {Requests} 2xx, 0 3xx, 0 4xx, 0 5xx", output);
        foreach (Nginx server in site.Servers)
        {
            int share =
                server.Requests.Count(line => line.Contains("\"GET /index.html", StringComparison.Ordinal));
            Assert.Equal(Requests / 4, share);
        }
    }

    [Theory, BothWith("nginx", "h2load")]
    public async Task H2LoadPipelinesMiddleBodiesWithoutError(Product product)
    {
        const int Requests = 1000;
        await using Site site = await Site.Start(product, Guide.Section1);
        string output = await Tool.Run(
            "h2load", ["--h1", "-n", $"{Requests}", "-c", "10", "-m", "4", site.Url("/middle")]);
        Assert.Contains($"{Requests} succeeded, 0 failed, 0 errored, 0 timeout", output);
    }

    /// <summary>
    /// As a browser: several connections, kept, requests one after the other and pipelined, one cookie jar.
    /// </summary>
    [Theory, BothWith("nginx")]
    public async Task BrowserLikeClientStaysOnItsServerOverAllItsConnections(Product product)
    {
        await using Site site = await Site.Start(product, Guide.Section1);
        await using RawConnection first = await site.Connect();
        await first.Send("GET /index.html HTTP/1.1\r\nHost: www\r\nAccept: text/html\r\n\r\n");
        string head = await first.ReadThrough();
        string cookie = Regex.Match(head, "(?i)set-cookie: (SERVERID=[A-D]); path=/\r\n").Groups[1].Value;
        string server = await first.Read(4);
        Assert.Equal($"SERVERID={server[3]}", cookie);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Browse(site, cookie, server)));
        int others = site.Servers.Where(one => one.Name != server)
            .Sum(one => one.Requests.Count(line => line.Contains("\"GET", StringComparison.Ordinal)));
        Assert.Equal(0, others);
    }

    private static async Task Browse(Site site, string cookie, string server)
    {
        await using RawConnection connection = await site.Connect();
        string request = $"GET /index.html HTTP/1.1\r\nHost: www\r\nCookie: lang=en; {cookie}\r\n\r\n";
        for (int round = 0; round < 20; round++)
        {
            int pipelined = (round % 4) + 1;
            await connection.Send(string.Concat(Enumerable.Repeat(request, pipelined)));
            for (int i = 0; i < pipelined; i++)
            {
                string head = await connection.ReadThrough();
                Assert.StartsWith("HTTP/1.1 200 OK\r\n", head);
                Assert.DoesNotContain("SERVERID", head);
                Assert.Equal(server, await connection.Read(4));
            }
        }
    }
}
