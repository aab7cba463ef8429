using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace Weir.Tests.Unit.Control;

/// <summary>A server that answers checks as it is told and keeps what it was asked.</summary>
internal sealed class CheckedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    /// <param name="pieces">The answer, sent piece by piece; none: silence until the checker leaves.</param>
    public CheckedServer(params string[] pieces)
    {
        Pieces = pieces;
        _listener.Start();
        _ = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string[] Pieces { get; set; }

    /// <summary>Close after the answer instead of waiting for the checker to.</summary>
    public bool Closes { get; init; } = true;

    /// <summary>End with a reset.</summary>
    public bool Resets { get; init; }

    /// <summary>What each connection brought, in order of arrival.</summary>
    public BlockingCollection<string> Requests { get; } = [];

    public void Dispose() => _listener.Dispose();

    private async Task Serve()
    {
        try
        {
            for (; ; )
            {
                _ = Answer(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task Answer(Socket connection)
    {
        using Socket ours = connection;
        ours.NoDelay = true;
        byte[] into = new byte[4096];
        try
        {
            int count = await ours.ReceiveAsync(into);
            Requests.Add(Encoding.Latin1.GetString(into, 0, count));
            foreach (string piece in Pieces)
            {
                await ours.SendAsync(Encoding.Latin1.GetBytes(piece));
                await Task.Yield();
            }

            if (Resets)
            {
                ours.LingerState = new LingerOption(true, 0);
            }
            else if (!Closes || Pieces.Length == 0)
            {
                await ours.ReceiveAsync(into);
            }
        }
        catch (SocketException)
        {
            // The checker resets its connection when it has its verdict.
        }
    }
}
