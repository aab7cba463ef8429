using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Classic;

/// <summary>Words about sockets, and what the kernel then does.</summary>
public sealed class SocketWords
{
    private const int MaxSegment = 2; // TCP_MAXSEG, linux/tcp.h

    // States of /proc/net/tcp (include/net/tcp_states.h).
    private const string Open = "01";
    private const string HalfOpen = "03";
    private const string HalfClosed = "05";

    [Theory]
    [Both("option tcpka", true, true)]
    [Both("option clitcpka", true, false)]
    [Both("option srvtcpka", false, true)]
    [Both("option tcpka\nno option clitcpka", false, true)]
    [Both("", false, false)]
    public async Task TheKernelAsksSilentPeers(
        Product product, string lines, bool asksClient, bool asksServer)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        (RawConnection client, RawConnection server) = await farm.Pass("GET / HTTP/1.1\r\nhost: w\r\n\r\n");
        Assert.Equal((asksClient, asksServer), (IsAsked(client), IsAsked(server)));
    }

    [Theory]
    [Both(" mss 600", 600)]
    [Both(" mss 1200", 1200)]
    public async Task SegmentsAreAsLongAsTheListenerSays(Product product, string words, int expected)
    {
        string text = Texts.Web().Replace("192.168.1.1:80\n", $"192.168.1.1:80{words}\n");
        await using Farm farm = await Farm.Start(product, text);
        using Socket client = RawConnection.NewSocket();
        await client.ConnectAsync(farm.Front);
        byte[] told = new byte[4];
        client.GetRawSocketOption((int)ProtocolType.Tcp, MaxSegment, told);
        // A peer's segments have room for timestamps, or not.
        Assert.InRange(BitConverter.ToInt32(told), expected - 12, expected);
    }

    [Theory, Both]
    public async Task WhoSaysNothingYetIsNotAccepted(Product product)
    {
        string text = Texts.Web().Replace("192.168.1.1:80\n", "192.168.1.1:80 defer-accept\n");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        Assert.Equal(HalfOpen, StateOf(client));
        await client.Send("GET");
        Assert.Equal(Open, StateOf(client));
    }

    [Theory]
    [Both("", true)]
    [Both("option nolinger", false)]
    public async Task TheKernelKeepsNothingOfAConnectionThatIsOver(Product product, string line, bool keeps)
    {
        string text = "listen web\n bind 192.168.1.1:80\n mode tcp\n timeout client 500ms\n"
            + $" timeout server 500ms\n timeout connect 5s\n {line}\n server s1 192.168.1.11:80\n";
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send("x");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("x");
        await client.ExpectEnd();
        await (keeps ? server.ExpectEnd() : server.ExpectReset());
        await Patience.Until(
            () => keeps ? StateOf(client) == HalfClosed : StateOf(client).Length == 0,
            () => $"state {StateOf(client)}");
    }

    [Theory]
    [WeirAlone("2.6 knows the word, and goes on")]
    public async Task WhoSaysNothingHasItsOwnTimeout(Product product)
    {
        string text = "listen web\n bind 192.168.1.1:80\n mode tcp\n option independent-streams\n"
            + " option tcplog\n timeout client 300ms\n timeout server 30s\n timeout connect 5s\n"
            + " server s1 192.168.1.11:80\n";
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send("x");
        RawConnection server = await farm["s1"].Accept();
        Task<string> ended = client.ReadToEnd();
        while (!ended.IsCompleted)
        {
            try
            {
                await server.Send("y"); // were it not for the option, each would put the end off
            }
            catch (SocketException)
            {
                break;
            }

            await Task.Delay(20);
        }

        await ended;
        Assert.Contains(" cD ", await farm.Log.NextRequest());
    }

    private static bool IsAsked(RawConnection peer) =>
        Told(peer)![5].StartsWith("02:", StringComparison.Ordinal); // the timer of keep-alive

    /// <summary>Of the balancer's end; empty: the kernel has forgotten it.</summary>
    private static string StateOf(RawConnection peer) => Told(peer)?[3] ?? "";

    /// <summary>
    /// What the kernel tells of the balancer's end: "sl local remote state queues timer:when ...".
    /// </summary>
    private static string[]? Told(RawConnection peer) => File.ReadLines("/proc/net/tcp")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .FirstOrDefault(words => words[1] == Hex(peer.Remote) && words[2] == Hex(peer.Local));

    private static string Hex(IPEndPoint endpoint) =>
        $"{BitConverter.ToUInt32(endpoint.Address.GetAddressBytes()):X8}:{endpoint.Port:X4}";
}
