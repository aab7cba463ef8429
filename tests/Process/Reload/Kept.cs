using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Reload;

/// <summary>One connection that asks when it is told to.</summary>
internal sealed class Kept : IDisposable
{
    private readonly NetworkStream _stream;
    private readonly Talk _talk;

    private Kept(Socket socket)
    {
        _stream = new NetworkStream(socket, ownsSocket: true);
        _talk = new Talk(_stream);
    }

    public static async Task<Kept> To(IPEndPoint to)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(to);
        return new Kept(socket);
    }

    /// <summary>The status, and whether the answer says that the connection stays or closes.</summary>
    public async Task<string> Ask(string path)
    {
        await _talk.Send($"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n");
        string head = await _talk.ReadHead() ?? throw new IOException("closed without an answer");
        await _talk.Skip(int.Parse(Talk.Field(head, "content-length") ?? "0"));
        string closes = Talk.Field(head, "connection") == "close" ? "close" : "keep";
        return $"{head.Split(' ')[1]} {closes}";
    }

    public void Dispose() => _stream.Dispose();
}
