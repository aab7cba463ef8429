using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using System.Threading.Tasks;
using Xunit;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// The UDP socket that <c>log</c> lines go to. Lines about requests and lines about events (a server down, a
/// proxy stopped) come in an order that no test should depend on, so they are kept apart by their severity.
/// </summary>
internal sealed class SyslogSink : IDisposable
{
    // Facility local0 is 16; severities are syslog's (RFC 5424, 6.2.1).
    private const string InfoPriority = "<134>";

    private readonly Socket _socket;
    private readonly Channel<string> _requests = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _events = Channel.CreateUnbounded<string>();
    private readonly List<string> _all = [];
    private readonly Product _product;

    /// <param name="product">Whose lines these are.</param>
    /// <param name="endpoint">Where they are sent.</param>
    /// <param name="make">Makes the socket where the test has a network of its own.</param>
    public SyslogSink(Product product, IPEndPoint endpoint, Func<Socket>? make = null)
    {
        _product = product;
        _socket = make is null ? NewSocket() : make();
        _socket.Bind(endpoint);
        _ = Task.Run(ReceiveAll);
    }

    /// <summary>The process id that every line must carry.</summary>
    public int Pid { get; set; }

    /// <summary>Everything so far, for a message of failure.</summary>
    public string All
    {
        get
        {
            lock (_all) return string.Join('\n', _all);
        }
    }

    /// <summary>
    /// The newest line so far, of requests or events, that is one of these; null if none is.
    /// </summary>
    public string? Newest(Predicate<string> isIt)
    {
        lock (_all) return _all.FindLast(isIt);
    }

    /// <summary>A UDP socket of the network that everybody else is in.</summary>
    public static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    /// <summary>The next request line, without its datagram header, which must be right.</summary>
    public async Task<string> NextRequest()
    {
        string datagram = await Patience.For(
            stop => _requests.Reader.ReadAsync(stop), () => $"no request was logged; so far:\n{All}");
        return LogPattern.Message(datagram, Pid);
    }

    /// <summary>The next request line is this one; see <see cref="LogPattern"/> for the wildcards.</summary>
    /// <param name="client">Whose request it was.</param>
    /// <param name="middle">From the server's name to the queue's positions.</param>
    /// <param name="request">The request line in the quotes.</param>
    public async Task ExpectRequest(RawConnection client, string middle, string request)
    {
        string frontend = middle[..middle.IndexOf('/', StringComparison.Ordinal)];
        string pattern = $"{client.Local} [date] {frontend} {middle} \"{request}\"";
        LogPattern.Check(_product, pattern, await NextRequest());
    }

    /// <summary>
    /// Waits for an event whose text contains <paramref name="part"/>, passing over others.
    /// </summary>
    public async Task<string> Event(string part)
    {
        while (true)
        {
            string datagram = await Patience.For(
                stop => _events.Reader.ReadAsync(stop), () => $"'{part}' was not logged; so far:\n{All}");
            if (datagram.Contains(part, StringComparison.Ordinal)) return datagram;
        }
    }

    /// <summary>
    /// Waits for one event of each text, in whatever order they come; returns them in that order.
    /// </summary>
    public async Task<string[]> Events(params string[] parts)
    {
        List<string> missing = [.. parts];
        List<string> found = [];
        while (missing.Count > 0)
        {
            string datagram = await Patience.For(
                stop => _events.Reader.ReadAsync(stop),
                () => $"'{string.Join("', '", missing)}' was not logged; so far:\n{All}");
            int at = missing.FindIndex(part => datagram.Contains(part, StringComparison.Ordinal));
            if (at < 0) continue;
            missing.RemoveAt(at);
            found.Add(datagram);
        }

        return [.. found];
    }

    /// <summary>Fails if a request was logged that no test step has taken.</summary>
    public void ExpectNoMoreRequests() => Assert.False(_requests.Reader.TryPeek(out string? line), line);

    public void Dispose() => _socket.Dispose();

    private async Task ReceiveAll()
    {
        byte[] buffer = new byte[65536];
        try
        {
            while (true)
            {
                int count = await _socket.ReceiveAsync(buffer.AsMemory());
                string datagram = Encoding.Latin1.GetString(buffer, 0, count);
                lock (_all) _all.Add(datagram);
                bool isRequest = datagram.StartsWith(InfoPriority, StringComparison.Ordinal);
                (isRequest ? _requests : _events).Writer.TryWrite(datagram);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }
}
