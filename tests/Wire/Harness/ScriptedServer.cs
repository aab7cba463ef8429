using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// A server that a test plays by hand (<see cref="Accept"/>) or by script (<see cref="Serve"/>). Health
/// checks are told apart by their bytes, kept in <see cref="NextCheck"/> and answered with
/// <see cref="CheckAnswer"/>, so that a test about traffic does not see them.
/// </summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    public const string GoodCheck = "HTTP/1.0 200 OK\r\n\r\n";

    private readonly Channel<RawConnection> _arrived = Channel.CreateUnbounded<RawConnection>();
    private readonly Channel<string> _checks = Channel.CreateUnbounded<string>();
    private readonly List<RawConnection> _opened = [];
    private readonly List<Socket> _fillers = [];
    private readonly Func<Socket> _make;
    private Func<string?> _checkScript = () => GoodCheck;
    private Func<RawConnection, Task>? _script;
    private Socket? _listener;
    private int _busy;
    private int _peak;

    /// <param name="name">What the configuration calls it.</param>
    /// <param name="endpoint">Where it listens.</param>
    /// <param name="make">Makes its sockets where the test has a network of its own.</param>
    public ScriptedServer(string name, IPEndPoint endpoint, Func<Socket>? make = null)
    {
        Name = name;
        Endpoint = endpoint;
        _make = make ?? RawConnection.NewSocket;
        Listen();
    }

    public string Name { get; }

    public IPEndPoint Endpoint { get; }

    /// <summary>How a connection that is a health check begins.</summary>
    public string CheckRequest { get; set; } = "HEAD /index.html HTTP/1.0\r\n";

    /// <summary>
    /// Whether connections may be health checks. Without, each is traffic from its first moment, and the
    /// server may speak first.
    /// </summary>
    public bool HasChecks { get; set; } = true;

    /// <summary>Takes the whole of a health check that says anything.</summary>
    public Func<RawConnection, Task<string>> ReadCheck { get; set; } = static check => check.ReadThrough();

    /// <summary>Where the last health check came from.</summary>
    public IPEndPoint? CheckedFrom { get; private set; }

    /// <summary>What a health check is told; null leaves it waiting.</summary>
    public string? CheckAnswer
    {
        set => _checkScript = () => value;
    }

    /// <summary>The most connections that <see cref="Serve"/>'s script was busy with at one moment.</summary>
    public int Peak => Volatile.Read(ref _peak);

    /// <summary>How many traffic connections have arrived so far.</summary>
    public int Arrivals
    {
        get
        {
            lock (_opened) return _opened.Count;
        }
    }

    /// <summary>The next connection that carries traffic, oldest first.</summary>
    public Task<RawConnection> Accept() =>
        Patience.For(stop => _arrived.Reader.ReadAsync(stop), () => $"no connection reached server {Name}");

    /// <summary>The bytes of the next health check; empty if it only connected.</summary>
    public Task<string> NextCheck() =>
        Patience.For(stop => _checks.Reader.ReadAsync(stop), () => $"no health check reached server {Name}");

    /// <summary>Each further health check asks <paramref name="script"/> what it is told.</summary>
    public void AnswerChecks(Func<string?> script) => _checkScript = script;

    /// <summary>
    /// From now on every traffic connection is played by <paramref name="script"/> and then closed; null:
    /// by hand again.
    /// </summary>
    public void Serve(Func<RawConnection, Task>? script) => _script = script;

    /// <summary>Every request, kept alive or not, gets the same answer.</summary>
    public void Answer(string response) => Serve(async connection =>
    {
        while ((await connection.FirstBytes()).Length > 0)
        {
            await connection.ReadThrough();
            await connection.Send(response);
            if (response.StartsWith("HTTP/1.0", StringComparison.Ordinal)) return;
        }
    });

    /// <summary>Closes the listening socket: whoever connects is refused.</summary>
    public void Refuse()
    {
        // An accept under way holds the descriptor a little longer; shut down, it listens no more.
        if (_listener is { } listener)
        {
            listener.Shutdown(SocketShutdown.Both);
            listener.Dispose();
        }

        _listener = null;
    }

    /// <summary>Listens again after <see cref="Refuse"/>, on the same port.</summary>
    public void Listen()
    {
        Socket listener = Bind(backlog: 512);
        _ = Task.Run(() => AcceptAll(listener));
    }

    /// <summary>As a machine that is switched off: connection attempts are not answered at all.</summary>
    public async Task Vanish()
    {
        Refuse();
        Bind(backlog: 0);
        // A full accept queue makes the kernel drop further SYNs. A queue of length 0 holds one connection.
        for (int i = 0; i < 2; i++)
        {
            Socket filler = _make();
            _fillers.Add(filler);
            Task connecting = filler.ConnectAsync(Endpoint);
            await Task.WhenAny(connecting, Task.Delay(20));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Refuse();
        foreach (Socket filler in _fillers) filler.Dispose();
        RawConnection[] left;
        lock (_opened) left = [.. _opened];
        foreach (RawConnection connection in left) await connection.DisposeAsync();
    }

    private Socket Bind(int backlog)
    {
        Socket listener = _make();
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(Endpoint);
        listener.Listen(backlog);
        _listener = listener;
        return listener;
    }

    private async Task AcceptAll(Socket listener)
    {
        try
        {
            while (true)
            {
                Socket socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _ = Greet(socket);
            }
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
            // Refuse or the end of the test.
        }
    }

    private async Task Greet(Socket socket)
    {
        RawConnection connection;
        try
        {
            connection = new RawConnection(socket);
        }
        catch (SocketException)
        {
            // Already reset: a check that only connects may end so, and then has no peer address any more.
            _checks.Writer.TryWrite("");
            return;
        }

        try
        {
            string first = HasChecks ? await connection.FirstBytes() : "";
            if (HasChecks && (first.Length == 0 || first.StartsWith(CheckRequest, StringComparison.Ordinal)))
            {
                await PlayCheck(connection, first);
                return;
            }

            lock (_opened) _opened.Add(connection);
            if (_script is null) _arrived.Writer.TryWrite(connection);
            else await Play(connection, _script);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The peer or the test ended first; what the test then misses, it says itself.
        }
    }

    private async Task PlayCheck(RawConnection connection, string first)
    {
        CheckedFrom = connection.Remote;
        _checks.Writer.TryWrite(first.Length == 0 ? "" : await ReadCheck(connection));
        string? answer = _checkScript();
        if (answer is null)
        {
            lock (_opened) _opened.Add(connection);
            return;
        }

        if (first.Length > 0) await connection.Send(answer);
        await connection.DisposeAsync();
    }

    private async Task Play(RawConnection connection, Func<RawConnection, Task> script)
    {
        int busy = Interlocked.Increment(ref _busy);
        for (int seen = _peak; busy > seen; seen = _peak) Interlocked.CompareExchange(ref _peak, busy, seen);
        await script(connection);
        Interlocked.Decrement(ref _busy);
        await connection.DisposeAsync();
    }
}
