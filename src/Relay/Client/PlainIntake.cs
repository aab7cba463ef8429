using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Stream;

namespace Weir.Relay.Client;

/// <summary>
/// A client of a <c>mode tcp</c> frontend to a stream: it begins with the connection, and lasts as long.
/// What the client sends before its server is there stays with the kernel, unless it is to be looked at.
/// </summary>
internal sealed class PlainIntake<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;
    private readonly Inspection<TIo> _inspection;

    public PlainIntake(WorkerState<TIo> worker, ConnectionPort<TIo> port, Admission<TIo> admission)
    {
        _worker = worker;
        _port = port;
        _inspection = new Inspection<TIo>(worker, port, admission);
    }

    /// <summary>Begins the stream of a client that was accepted just now; -1: there is no room.</summary>
    public int Begin(int fd)
    {
        int stream = _worker.Streams.Take();
        if (stream < 0)
        {
            return stream;
        }

        ref ConnectionState client = ref _worker.Connections[fd];
        ref ClientDetail detail = ref _worker.Clients[fd];
        ref StreamState s = ref _worker.Streams[stream];
        s.Begin(fd, _worker.ListenerOf(in client));
        s.Flags |= StreamFlags.Plain | StreamFlags.Silent;
        s.BeganMs = detail.SinceMs;
        s.BeganWallMs = detail.SinceWallMs;
        s.HeadDoneMs = detail.SinceMs;
        client.Stream = stream;
        client.Exchanges = 1;
        _worker.Trace?.Accept(
            _worker.FrontendOf(in s).NameText, _worker.DescriptorOf(in s), fd, detail.Peer);
        _inspection.Begin(ref s);
        return stream;
    }

    /// <summary>As <see cref="Inspection{TIo}.Look"/>.</summary>
    public Next Inspect(ref StreamState s, bool isOver) => _inspection.Look(ref s, isOver);

    /// <summary>
    /// The client has ended its side before there was a server for it, and left nothing to be sent there.
    /// </summary>
    public bool HasLeft(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        if (!client.Has(ConnectionFlags.PeerClosed))
        {
            return false;
        }

        if (s.Backend >= 0 && _worker.BackendOf(in s).Backend is { AbortOnClose: true })
        {
            return true;
        }

        return !HasSpoken(ref s);
    }

    /// <summary>Whether a client without a server had sent something decides if it is logged.</summary>
    public void LookForWords(ref StreamState s)
    {
        bool mayBeUnlogged = _worker.FrontendOf(in s).Log.DontLogNull && s.Has(StreamFlags.Silent);
        if (mayBeUnlogged && !_worker.Connections[s.Client].Has(ConnectionFlags.Ended))
        {
            HasSpoken(ref s);
        }
    }

    /// <summary>
    /// The client has sent something. Whether, is looked for only where it matters before its server is
    /// there: at its end, or when nothing is to be logged of one who did not.
    /// </summary>
    private bool HasSpoken(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        if (client.InLength > 0 || !client.Has(ConnectionFlags.Readable))
        {
            return !s.Has(StreamFlags.Silent);
        }

        int count = _port.Take(s.Client, out Span<byte> bytes);
        if (count <= 0)
        {
            return !s.Has(StreamFlags.Silent);
        }

        s.Flags &= ~StreamFlags.Silent;
        if (!_port.KeepRest(s.Client, bytes))
        {
            client.Flags |= ConnectionFlags.Broken; // no buffer: better an end than a gap
        }

        return true;
    }
}
