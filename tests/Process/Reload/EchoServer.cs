using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Reload;

/// <summary>
/// A server whose answers tell which request they are for. <c>GET /NAME</c>: the name, and the server's own.
/// <c>POST</c>: how many bytes came. <c>GET /down</c>: a piece of the body whenever it is told to send one.
/// With an <c>Upgrade</c>: every byte comes back.
/// </summary>
internal sealed class EchoServer : IDisposable
{
    public const int PieceBytes = 4096;

    private readonly string _name;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, int> _seen = [];
    private readonly ConcurrentQueue<string> _order = [];
    private readonly SemaphoreSlim _pieces = new(0);

    public EchoServer(string name)
    {
        _name = name;
        _listener.Start(1024);
        _ = AcceptAll();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many requests have come.</summary>
    public int Requests => _seen.Count;

    /// <summary>Their paths, in the order in which they came.</summary>
    public string[] Order => [.. _order];

    /// <summary>Requests that came more than once.</summary>
    public int Repeated
    {
        get
        {
            int count = 0;
            foreach (int times in _seen.Values) count += times > 1 ? 1 : 0;
            return count;
        }
    }

    /// <summary>The next piece of the long download may go.</summary>
    public void SendPiece() => _pieces.Release();

    public void Dispose()
    {
        _listener.Dispose();
        _pieces.Dispose();
    }

    private async Task AcceptAll()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptSocketAsync());
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task Serve(Socket socket)
    {
        socket.NoDelay = true;
        await using NetworkStream stream = new(socket, ownsSocket: true);
        Talk talk = new(stream);
        try
        {
            while (await talk.ReadHead() is { } head)
            {
                string path = head.Split(' ')[1];
                _order.Enqueue(path);
                _seen.AddOrUpdate(path, 1, static (_, times) => times + 1);
                await Answer(talk, head, path);
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // The balancer has let go, or the test is over.
        }
    }

    private async Task Answer(Talk talk, string head, string path)
    {
        if (Talk.Field(head, "upgrade") is not null)
        {
            await talk.Send(
                "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
            while (await talk.ReadSome() is { Length: > 0 } bytes) await talk.Send(bytes);
            throw new IOException("the tunnel is over");
        }

        if (path.StartsWith("/down/", StringComparison.Ordinal))
        {
            int pieces = int.Parse(path[6..]);
            await talk.Send($"HTTP/1.1 200 OK\r\nContent-Length: {pieces * PieceBytes}\r\n\r\n");
            for (int sent = 0; sent < pieces; sent++)
            {
                await _pieces.WaitAsync();
                await talk.Send(new byte[PieceBytes]);
            }

            return;
        }

        int length = int.Parse(Talk.Field(head, "content-length") ?? "0");
        await talk.Skip(length);
        string text = length > 0 ? $"{length}" : $"{path[1..]} {_name}";
        await talk.Send($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}");
    }
}
