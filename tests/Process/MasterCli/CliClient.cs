using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.MasterCli;

/// <summary>One connection to a master's socket.</summary>
internal sealed class CliClient : IDisposable
{
    private readonly Socket _socket;
    private readonly StringBuilder _read = new();

    private CliClient(EndPoint to)
    {
        _socket = to.AddressFamily == AddressFamily.Unix
            ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Connect(to);
    }

    /// <summary>All that has come and was not handed out.</summary>
    public string Unread => _read.ToString();

    /// <summary>As soon as somebody listens there.</summary>
    public static async Task<CliClient> To(EndPoint to)
    {
        CliClient? client = null;
        await Patience.Until(() => (client = TryConnect(to)) is not null, () => $"nobody listens at {to}");
        return client!;
    }

    public static Task<CliClient> To(string path) => To(new UnixDomainSocketEndPoint(path));

    /// <summary>Sends lines and nothing more: all that is answered until the end.</summary>
    public static Task<string> Ask(string path, string lines) => Tell(path, lines + "\n");

    /// <summary>The same with nothing added.</summary>
    public static Task<string> Tell(string path, string text) =>
        Tell(new UnixDomainSocketEndPoint(path), text);

    public static async Task<string> Tell(EndPoint to, string text)
    {
        using CliClient client = await To(to);
        client.Send(text);
        client._socket.Shutdown(SocketShutdown.Send);
        return await client.ReadToEnd();
    }

    public void Send(string text) => _socket.Send(Encoding.UTF8.GetBytes(text));

    /// <summary>Waits until what has come ends with this, and hands all of it out.</summary>
    public async Task<string> ReadUntil(string end)
    {
        while (!Unread.EndsWith(end, StringComparison.Ordinal))
        {
            if (!await ReadSome()) throw new EndOfStreamException($"no '{end}' in '{Unread}'");
        }

        return HandOut();
    }

    public async Task<string> ReadToEnd()
    {
        while (await ReadSome())
        {
            // until the end
        }

        return HandOut();
    }

    public void Dispose() => _socket.Dispose();

    private static CliClient? TryConnect(EndPoint to)
    {
        try
        {
            return new CliClient(to);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private async Task<bool> ReadSome()
    {
        byte[] piece = new byte[65536];
        try
        {
            int count = await Patience.For(
                async stop => await _socket.ReceiveAsync(piece, stop), () => $"nothing follows '{Unread}'");
            _read.Append(Encoding.UTF8.GetString(piece, 0, count));
            return count > 0;
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            return false; // it was left before it had been read to its end: an end as well
        }
    }

    private string HandOut()
    {
        string all = Unread;
        _read.Clear();
        return all;
    }
}
