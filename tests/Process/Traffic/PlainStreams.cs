using System;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Traffic;

/// <summary>Streams in <c>mode tcp</c> and a soft stop: they go on both ways, to their end.</summary>
public sealed class PlainStreams
{
    [Theory]
    [Both(false)]
    [Both(true)]
    public async Task ASoftStopLetsThemRun(Product product, bool serverEndsFirst)
    {
        using TcpListener server = new(IPAddress.Loopback, 0);
        server.Start();
        using Place place = new();
        string text = place.Text("    nbthread 1\n")
            .Replace("127.0.0.1:1\n", $"{server.LocalEndpoint}\n", StringComparison.Ordinal)
            .Replace("mode http", "mode tcp", StringComparison.Ordinal);
        await using Started started = await Started.Serve(
            Binaries.PathOf(product), place, "-db", "-f", place.Write("plain.cfg", text));
        _ = started.Family;
        using Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(place.Endpoint);
        using Socket reached = await server.AcceptSocketAsync().WaitAsync(Patience.Limit);
        await Pass("before", client, reached);

        started.Signal(ProcessTree.SigUsr1);
        await started.Says("Proxy be stopped (cumulated conns: FE: 0, BE: 1).");
        await Sockets.Expect(place, 0);
        await Pass("after", client, reached);
        await Pass("the other way", reached, client);
        (Socket first, Socket second) = serverEndsFirst ? (reached, client) : (client, reached);
        first.Shutdown(SocketShutdown.Send);
        Assert.Equal("", await Read(second, 1));
        await Pass("last words", second, first);
        second.Shutdown(SocketShutdown.Send);

        Assert.Equal(0, (await started.End()).ExitCode);
        await started.NobodyIsLeft();
    }

    private static async Task Pass(string text, Socket from, Socket to)
    {
        await from.SendAsync(Encoding.Latin1.GetBytes(text));
        Assert.Equal(text, await Read(to, text.Length));
    }

    /// <summary>Less when the other side has ended.</summary>
    private static async Task<string> Read(Socket from, int most)
    {
        byte[] got = new byte[most];
        int count = 0;
        int more = 1;
        while (count < most && more > 0)
        {
            more = await from.ReceiveAsync(got.AsMemory(count)).AsTask().WaitAsync(Patience.Limit);
            count += more;
        }

        return Encoding.Latin1.GetString(got, 0, count);
    }
}
