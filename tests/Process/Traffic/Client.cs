using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Traffic;

/// <summary>One connection that asks once and reads to the end.</summary>
internal sealed class Client : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private Client(Place place) => _socket.Connect(place.Endpoint);

    public static Client Connect(Place place) => new(place);

    /// <summary>Connects and sends a request.</summary>
    /// <param name="place">Where to.</param>
    /// <param name="connection">What the client asks for: <c>close</c> or <c>keep-alive</c>.</param>
    /// <param name="path">What it asks for.</param>
    public static Client Ask(Place place, string connection = "close", string path = "/")
    {
        Client client = new(place);
        client.Ask(connection, path);
        return client;
    }

    /// <summary>The whole exchange: the response's first line and its body, "200 ok".</summary>
    public static async Task<string> Get(Place place, string path = "/")
    {
        using Client client = Ask(place, "close", path);
        return await client.Answer();
    }

    public void Ask(string connection, string path = "/")
    {
        string request = $"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: {connection}\r\n\r\n";
        _socket.Send(Encoding.Latin1.GetBytes(request));
    }

    /// <summary>"STATUS BODY"; empty when the connection ended without an answer.</summary>
    public async Task<string> Answer()
    {
        using NetworkStream stream = new(_socket);
        using StreamReader reader = new(stream, Encoding.Latin1);
        string text = await Patience.For(
            async stop => await ReadAll(reader, stop),
            () => "the response does not end");
        int body = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return body < 0 ? "" : $"{text.Split(' ')[1]} {text[(body + 4)..]}";
    }

    /// <summary>A reset is an end as well: what came before it is gone, and the answer with it.</summary>
    private static async Task<string> ReadAll(StreamReader reader, CancellationToken stop)
    {
        try
        {
            return await reader.ReadToEndAsync(stop);
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Dispose() => _socket.Dispose();
}
