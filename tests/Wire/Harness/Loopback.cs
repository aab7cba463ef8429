using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using System.Threading;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// One test's own network, 127.a.b.0/24, onto which the guide's addresses are mapped by their last byte:
/// 192.168.1.11:80 becomes 127.a.b.11 and a port that was free there. So a literal configuration keeps its
/// shape, tests run side by side, and no port is fixed.
/// </summary>
internal sealed partial class Loopback
{
    private const string SyslogPort = ":514";
    private const int SinkPortLeast = 10_000;
    private const int SinkPortMost = 30_000;

    private static int _taken = Environment.ProcessId * 37;

    private readonly string _net;
    private readonly ConcurrentDictionary<string, IPEndPoint> _places = new();

    public Loopback()
    {
        int number = Interlocked.Increment(ref _taken) & 0x7fff;
        // 127.0.x.y stays free of us: it is where people's own services are.
        _net = $"127.{64 + (number >> 8)}.{number & 255}.";
    }

    public IPAddress Address(int lastByte) => IPAddress.Parse(_net + lastByte);

    /// <summary>
    /// Where <paramref name="place"/>, an ADDRESS:PORT of the configuration text, lives in this network.
    /// </summary>
    public IPEndPoint this[string place] => _places.GetOrAdd(place, Allot);

    /// <summary>The configuration text with every address replaced, and nothing else.</summary>
    public string Map(string configuration)
    {
        string checks = CheckPort().Replace(
            configuration, match => $"{this[match.Groups["address"].Value + ":" + match.Value].Port}");
        string placed = PlaceWithPort().Replace(checks, match => this[match.Value].ToString());
        return BareAddress().Replace(placed, match => _net + match.Groups["last"].Value);
    }

    private IPEndPoint Allot(string place)
    {
        string address = place[..place.IndexOf(':', StringComparison.Ordinal)];
        IPAddress mapped = Address(int.Parse(address[(address.LastIndexOf('.') + 1)..]));
        if (place.EndsWith(SyslogPort, StringComparison.Ordinal))
        {
            // Lines for syslog are datagrams: whoever sends some from any address has taken a port of all,
            // and may do so between a probe and its use. The system gives senders none of these ports.
            return new IPEndPoint(mapped, Random.Shared.Next(SinkPortLeast, SinkPortMost));
        }

        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(mapped, 0));
        return (IPEndPoint)probe.LocalEndPoint!;
    }

    [GeneratedRegex(@"\b(?:192\.168|10\.\d+)\.\d+\.\d+:\d+\b|\b127\.0\.0\.1:514\b")]
    private static partial Regex PlaceWithPort();

    [GeneratedRegex(@"(?<=^ *server +\S+ +(?<address>[0-9.]+):.* port +)\d+", RegexOptions.Multiline)]
    private static partial Regex CheckPort();

    [GeneratedRegex(@"\b(?:192\.168|10\.\d+)\.\d+\.(?<last>\d+)\b")]
    private static partial Regex BareAddress();
}
