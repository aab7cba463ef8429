using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Reload;

namespace Weir.Tests.Process.Faults;

/// <summary>A client that asks again and again, and tells what it lost and why.</summary>
/// <param name="to">The balancer.</param>
/// <param name="name">Begins all its paths.</param>
/// <param name="stays">It keeps its connection for as many requests as it can.</param>
/// <param name="losses">Where it tells.</param>
internal sealed class Visitor(IPEndPoint to, string name, bool stays, Losses losses)
{
    private int _asked;
    private long _askedAt;

    /// <summary>Until it is stopped, or refused.</summary>
    public async Task Run(CancellationToken stop)
    {
        bool isTaken = true;
        while (!stop.IsCancellationRequested && isTaken) isTaken = await Visit(stop);
    }

    private async Task<bool> Visit(CancellationToken stop)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.NoDelay = true;
        try
        {
            await socket.ConnectAsync(to, CancellationToken.None);
        }
        catch (SocketException)
        {
            losses.Refuse();
            return false;
        }

        int port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        try
        {
            await using NetworkStream stream = new(socket);
            Talk talk = new(stream);
            while (await Ask(talk) && stays && !stop.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
        catch (IOException)
        {
            losses.Lost.Enqueue((port, _askedAt));
        }

        return true;
    }

    /// <summary>False when the answer says that the connection closes.</summary>
    private async Task<bool> Ask(Talk talk)
    {
        string path = $"/{name}-{_asked++}";
        losses.Send();
        _askedAt = long.MaxValue;
        string connection = stays ? "keep-alive" : "close";
        await talk.Send($"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: {connection}\r\n\r\n");
        _askedAt = Stopwatch.GetTimestamp();
        string head = await talk.ReadHead() ?? throw new IOException("closed without an answer");
        if (!head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal))
        {
            losses.Wrong.Enqueue($"{path}: {head.Split('\r')[0]}");
            return false;
        }

        string body = await talk.ReadText(int.Parse(Talk.Field(head, "content-length") ?? "0"));
        if (!body.StartsWith($"{path} ", StringComparison.Ordinal)) losses.Wrong.Enqueue($"{path}: {body}");
        losses.Answer();
        return Talk.Field(head, "connection") != "close";
    }
}
