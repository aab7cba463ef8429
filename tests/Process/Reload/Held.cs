using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Reload;

/// <summary>
/// Exchanges that last: an upgraded connection, a download and an upload. Each moves on a piece at a time.
/// </summary>
internal sealed class Held : IAsyncDisposable
{
    private readonly EchoServer _server;
    private readonly NetworkStream[] _streams = new NetworkStream[3];
    private readonly Talk _tunnel;
    private readonly Talk _download;
    private readonly Talk _upload;
    private int _left;

    private Held(IPEndPoint to, EchoServer server, int pieces)
    {
        _server = server;
        _left = pieces;
        for (int i = 0; i < _streams.Length; i++)
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Connect(to);
            _streams[i] = new NetworkStream(socket, ownsSocket: true);
        }

        _tunnel = new Talk(_streams[0]);
        _download = new Talk(_streams[1]);
        _upload = new Talk(_streams[2]);
    }

    /// <param name="to">The balancer.</param>
    /// <param name="server">Behind it.</param>
    /// <param name="pieces">As often they can be moved on.</param>
    public static async Task<Held> Begin(IPEndPoint to, EchoServer server, int pieces)
    {
        Held held = new(to, server, pieces);
        await held._tunnel.Send(
            "GET /tunnel HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
        await held._download.Send($"GET /down/{pieces} HTTP/1.1\r\nHost: a\r\n\r\n");
        await held._upload.Send(
            $"POST /up HTTP/1.1\r\nHost: a\r\nContent-Length: {pieces * EchoServer.PieceBytes}\r\n\r\n");
        _ = await held._tunnel.ReadHead();
        _ = await held._download.ReadHead();
        return held;
    }

    /// <summary>A piece further each; what went wrong, or nothing.</summary>
    public async Task<string> Move()
    {
        _left--;
        try
        {
            await _tunnel.Send($"piece {_left:D6}");
            string echo = await _tunnel.ReadText(12);
            _server.SendPiece();
            await _download.Skip(EchoServer.PieceBytes);
            await _upload.Send(new byte[EchoServer.PieceBytes]);
            return echo == $"piece {_left:D6}" ? "" : echo;
        }
        catch (IOException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>All the rest; what went wrong, or nothing.</summary>
    public async Task<string> End()
    {
        while (_left > 0)
        {
            if (await Move() is { Length: > 0 } fault) return fault;
        }

        string head = await _upload.ReadHead() ?? "";
        string text = await _upload.ReadText(int.Parse(Talk.Field(head, "content-length") ?? "0"));
        await DisposeAsync();
        return int.TryParse(text, out _) ? "" : text;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (NetworkStream stream in _streams) await stream.DisposeAsync();
    }
}
