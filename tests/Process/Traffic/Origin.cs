using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Weir.Tests.Process.Traffic;

/// <summary>A server that answers every request with "ok", once it is allowed to.</summary>
internal sealed class Origin : IDisposable
{
    private static ReadOnlySpan<byte> Answer => "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;
    private volatile TaskCompletionSource _allowed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Origin(bool answersAtOnce)
    {
        if (answersAtOnce) _allowed.SetResult();
        _listener.Start();
        _ = AcceptAll();
    }

    public string Address => _listener.LocalEndpoint.ToString()!;

    /// <summary>How many have connected so far.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>Ends when a first request has come.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Lets answers go, those that wait and those to come.</summary>
    public void Allow() => _allowed.TrySetResult();

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAll()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _connections);
                _ = Serve(client);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using TcpClient own = client;
        using StreamReader reader = new(own.GetStream(), Encoding.Latin1);
        try
        {
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line.Length > 0) continue;
                _asked.TrySetResult();
                await _allowed.Task;
                await own.GetStream().WriteAsync(Answer.ToArray());
            }
        }
        catch (IOException)
        {
            // The balancer was killed.
        }
    }
}
