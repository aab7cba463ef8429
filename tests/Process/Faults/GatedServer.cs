using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Reload;

namespace Weir.Tests.Process.Faults;

/// <summary>
/// A server that answers each request with its path and the server's own name, at once; while its gate is
/// shut, not before it is opened.
/// </summary>
internal sealed class GatedServer : IDisposable
{
    private readonly string _name;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private volatile TaskCompletionSource? _gate;
    private int _waiting;
    private int _answered;

    public GatedServer(string name, bool listens = true)
    {
        _name = name;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (listens) Listen();
    }

    public string Address => _listener.LocalEndPoint!.ToString()!;

    /// <summary>Requests that wait at the gate.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public int Answered => Volatile.Read(ref _answered);

    public void Listen()
    {
        _listener.Listen(1024);
        _ = AcceptAll();
    }

    public void Shut() => _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        _gate!.SetResult();
        _gate = null;
    }

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAll()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptAsync());
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
                if (_gate is { } gate)
                {
                    Interlocked.Increment(ref _waiting);
                    await gate.Task;
                    Interlocked.Decrement(ref _waiting);
                }

                Interlocked.Increment(ref _answered);
                string text = $"{head.Split(' ')[1]} {_name}";
                await talk.Send($"HTTP/1.1 200 OK\r\nContent-Length: {text.Length}\r\n\r\n{text}");
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // A worker was killed, or the test is over.
        }
    }
}
