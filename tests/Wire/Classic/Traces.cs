using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary><c>-d</c>: every exchange on stdout. Descriptors are whatever the kernel gives.</summary>
public sealed partial class Traces
{
    [Theory, Both]
    public async Task AnExchangeIsShownFromItsBeginToItsEnd(Product product)
    {
        await using Scene scene = await Scene.Open(product, "mode http");
        scene.Server.Answer("HTTP/1.1 200 OK\r\nx-a: b\r\ncontent-length: 0\r\n\r\n");
        await using RawConnection client = await scene.Connect();
        await client.Send("GET /x HTTP/1.1\r\nhost: w\r\ncookie: a=b\r\n\r\n");
        await client.ReadThrough();
        await client.Send("HEAD /y HTTP/1.1\r\nhost: w\r\n\r\n");
        await client.ReadThrough();
        string begin = $"web.accept(fd)=fd from [{client.Local}] ALPN=<none>";
        string[] end = ["clicls[fd:fd]", "closed[fd:fd]", "srvcls[fd:fd]"];
        string[] expected =
        [
            "00000000:" + begin,
            "00000000:web.clireq[fd:ffffffff]: GET /x HTTP/1.1",
            "00000000:web.clihdr[fd:ffffffff]: host: w",
            "00000000:web.clihdr[fd:ffffffff]: cookie: a=b",
            "00000000:web.srvrep[fd:fd]: HTTP/1.1 200 OK",
            "00000000:web.srvhdr[fd:fd]: x-a: b",
            "00000000:web.srvhdr[fd:fd]: content-length: 0",
            .. end.Select(line => "00000000:web." + line),
            "00000001:" + begin,
            "00000001:web.clireq[fd:ffffffff]: HEAD /y HTTP/1.1",
            "00000001:web.clihdr[fd:ffffffff]: host: w",
            "00000001:web.srvrep[fd:fd]: HTTP/1.1 200 OK",
            "00000001:web.srvhdr[fd:fd]: x-a: b",
            "00000001:web.srvhdr[fd:fd]: content-length: 0",
            .. end.Select(line => "00000001:web." + line),
        ];
        Assert.Equal(expected, await scene.Shown(ends: 2));
    }

    [Theory, Both]
    public async Task WithoutAnAnswerItsEndIsShown(Product product)
    {
        await using Scene scene = await Scene.Open(product, "mode http");
        scene.Server.Serve(async server => await server.ReadThrough());
        await using RawConnection client = await scene.Connect();
        await client.Send("GET\r\n\r\n"); // nothing is shown of what is no request
        await client.ReadThrough();
        await using RawConnection other = await scene.Connect();
        await other.Send("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        await other.ReadThrough();
        string[] expected =
        [
            $"web.accept(fd)=fd from [{other.Local}] ALPN=<none>",
            "web.clireq[fd:ffffffff]: GET / HTTP/1.1",
            "web.clihdr[fd:ffffffff]: host: w",
            "web.clicls[fd:fd]",
            "web.closed[fd:fd]",
            "web.srvcls[fd:fd]",
        ];
        Assert.Equal(expected, (await scene.Shown(ends: 1)).Select(line => line[9..]));
    }

    [Theory, Both]
    public async Task WithoutHttpNothingIsShownOfWhatIsSaid(Product product)
    {
        await using Scene scene = await Scene.Open(product, "mode tcp");
        scene.Server.Serve(async server => await server.Send("hello"));
        await using RawConnection client = await scene.Connect();
        await client.Expect("hello");
        client.Close();
        string[] expected =
        [
            $"00000000:web.accept(fd)=fd from [{client.Local}] ALPN=<none>",
            "00000000:web.clicls[fd:fd]",
            "00000000:web.closed[fd:fd]",
            "00000000:web.srvcls[fd:fd]",
        ];
        Assert.Equal(expected, await scene.Shown(ends: 1));
    }

    /// <summary>A balancer that shows what passes, and its server.</summary>
    private sealed partial class Scene : IAsyncDisposable
    {
        private readonly Loopback _net = new();
        private Balancer? _balancer;

        private Scene() => Server = new ScriptedServer("s1", _net["192.168.1.11:80"]) { HasChecks = false };

        public ScriptedServer Server { get; }

        public static async Task<Scene> Open(Product product, string line)
        {
            Scene scene = new();
            string text = Texts.Web().Replace("mode http", line);
            scene._balancer = await Balancer.Start(
                product, scene._net.Map(text), [scene._net["192.168.1.1:80"]], "-d");
            return scene;
        }

        public Task<RawConnection> Connect() =>
            RawConnection.Open(_net.Address(Farm.ClientByte), _net["192.168.1.1:80"]);

        /// <summary>
        /// What was shown when so many streams had ended. The last lines of each, which have no order, are in
        /// that of the alphabet; a descriptor is <c>fd</c>.
        /// </summary>
        public async Task<string[]> Shown(int ends)
        {
            string[] lines = [];
            await Patience.Until(
                () =>
                {
                    lines = [.. _balancer!.Output.Split('\n').Where(line => Numbered().IsMatch(line))];
                    return lines.Count(line => line.Contains(".closed[", StringComparison.Ordinal)) == ends;
                },
                () => $"no end: {_balancer!.Output}");
            return [.. Sorted(lines.Select(line => Descriptor().Replace(line.TrimEnd('\r'), "fd")))];
        }

        public async ValueTask DisposeAsync()
        {
            if (_balancer is not null) await _balancer.DisposeAsync();
            await Server.DisposeAsync();
        }

        private static IEnumerable<string> Sorted(IEnumerable<string> lines)
        {
            List<string> ends = [];
            foreach (string line in lines)
            {
                if (line.EndsWith(']'))
                {
                    ends.Add(line);
                    continue;
                }

                foreach (string end in ends.Order(StringComparer.Ordinal)) yield return end;
                ends.Clear();
                yield return line;
            }

            foreach (string end in ends.Order(StringComparer.Ordinal)) yield return end;
        }

        [GeneratedRegex("^[0-9a-f]{8}:")]
        private static partial Regex Numbered();

        [GeneratedRegex(@"(?<=[\[(:=])[0-9a-f]{4}(?=[\]):])|(?<=\)=)[0-9a-f]{4}(?= )")]
        private static partial Regex Descriptor();
    }
}
