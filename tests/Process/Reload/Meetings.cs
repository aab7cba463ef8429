using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Reload;

/// <summary>A reload, and whatever else is going on at the same time.</summary>
public sealed class Meetings
{
    private const string Alone = "2.6 has no such master";

    [Theory, WeirAlone(Alone)]
    public async Task WhatIsPausedStaysSoUntilItIsResumed(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Place other = new();
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        weir.Signal(ProcessTree.SigTtou);
        await weir.Says("Paused frontend fe.");

        place.Rewrite(text => text.Replace(
            "    default_backend", $"    bind 127.0.0.1:{other.Port}\n    default_backend",
            StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");
        Assert.Equal(0, Sockets.Listening(place.Port) + Sockets.Listening(other.Port));

        weir.Signal(ProcessTree.SigTtin);
        await Sockets.Expect(place, 2);
        await Sockets.Expect(other, 2);
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);
        Assert.StartsWith("200 ", await Client.Get(other), StringComparison.Ordinal);
    }

    [Theory, WeirAlone(Alone)]
    public async Task ASignalToPauseInTheMiddleIsObeyedAfterIt(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        for (int round = 0; round < 5; round++)
        {
            weir.Signal(Reloads.SigUsr2);
            weir.Signal(ProcessTree.SigTtou);
            await Sockets.Expect(place, 0);
            weir.Signal(ProcessTree.SigTtin);
            weir.Signal(Reloads.SigUsr2);
            await Sockets.Expect(place, 2);
        }

        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhoStopsSoftlyReadsNoFileAnyMore(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        await using Started weir = await Started.Ready(product, place.Good("    grace 700ms\n"));
        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Scheduling a soft-stop");
        weir.Signal(Reloads.SigUsr2);
        Finished ran = await weir.End();
        Assert.DoesNotContain("Reloading", ran.Errors, StringComparison.Ordinal);
        Assert.Equal(0, ran.ExitCode);
    }

    [Theory, WeirAlone(Alone)]
    public async Task AStopAfterAReloadStopsWhatTheNewFileNames(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Place other = new();
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        place.Rewrite(text => text.Replace("frontend fe", "frontend new", StringComparison.Ordinal)
            .Replace($" 127.0.0.1:{place.Port}\n", $" 127.0.0.1:{other.Port}\n", StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");
        Assert.StartsWith("200 ", await Client.Get(other), StringComparison.Ordinal);

        weir.Signal(ProcessTree.SigUsr1);
        Finished ran = await weir.End();
        Assert.Contains("Proxy new stopped (cumulated conns: FE: 1, BE: 0).", ran.Errors);
        Assert.DoesNotContain("Proxy fe stopped", ran.Errors);
        Assert.Equal(0, ran.ExitCode);
    }

    /// <summary>Who began before goes by its plan to its last line, wherever that one has sent it.</summary>
    [Theory, WeirAlone(Alone)]
    public async Task LinesGoWhereThePlanOfTheirRequestSays(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Socket before = NewSink();
        using Socket after = NewSink();
        string log = $"    log {before.LocalEndPoint} local0\n";
        place.Write("good.cfg", place.Text(log).Replace(
            "mode http", "mode http\n    log global\n    option httplog", StringComparison.Ordinal));
        await using Started weir = await Started.Ready(product, place.PathOf("good.cfg"));
        using Client download = Client.Ask(place, path: "/down/1");
        await Patience.Until(() => server.Requests == 1, () => "it does not come");

        place.Rewrite(text => text.Replace(
            $"{before.LocalEndPoint}", $"{after.LocalEndPoint}", StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");
        await Client.Get(place, "/new");
        Assert.Contains(" /new ", NextRequest(after), StringComparison.Ordinal);
        server.SendPiece();
        await download.Answer();
        Assert.Contains(" /down/1 ", NextRequest(before), StringComparison.Ordinal);
    }

    private static Socket NewSink()
    {
        Socket sink = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
        {
            ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds,
        };
        sink.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return sink;
    }

    /// <summary>The next line about a request: of local0, informational.</summary>
    private static string NextRequest(Socket sink)
    {
        byte[] datagram = new byte[4096];
        string line = "";
        while (!line.StartsWith("<134>", StringComparison.Ordinal))
        {
            line = Encoding.ASCII.GetString(datagram, 0, sink.Receive(datagram));
        }

        return line;
    }
}
