using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Relay.Stream;

namespace Weir.Relay.Forward;

/// <summary>
/// After an upgrade, or in <c>mode tcp</c>: bytes both ways, unread, each side ended when its source has
/// ended. What comes in bulk stays in the kernel.
/// </summary>
internal sealed class TunnelPump<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>
    /// So many receives in a row that left something behind are bulk: a pipe costs less than copying it.
    /// </summary>
    private const int BulkPieces = 4;

    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;

    public TunnelPump(WorkerState<TIo> worker, ConnectionPort<TIo> port)
    {
        _worker = worker;
        _port = port;
    }

    public Next Move(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        ref ConnectionState server = ref _worker.Connections[s.Server];
        bool hasMore = Pass(ref s, s.Client, s.Server) | Pass(ref s, s.Server, s.Client);
        if (client.Has(ConnectionFlags.Broken))
        {
            return Next.Abort(client.Has(ConnectionFlags.Starved) ? 'R' : 'C', 'D');
        }

        if (server.Has(ConnectionFlags.Broken))
        {
            return Next.Cut(server.Has(ConnectionFlags.Starved) ? 'R' : 'S', 'D');
        }

        bool over = client.Has(ConnectionFlags.SendEnded) && server.Has(ConnectionFlags.SendEnded);
        return over ? Next.Complete : hasMore ? Next.Yield : Next.Wait;
    }

    /// <summary>
    /// The stream is over: what the client has not taken yet stays for it, unless it is gone.
    /// </summary>
    public void End(ref StreamState s, bool isAborted)
    {
        _port.ClosePipe(ref s.Up, -1);
        _port.ClosePipe(ref s.Down, isAborted ? -1 : s.Client);
    }

    /// <summary>Whether more could be passed at once.</summary>
    private bool Pass(ref StreamState s, int source, int sink)
    {
        ref ConnectionState from = ref _worker.Connections[source];
        ref ConnectionState to = ref _worker.Connections[sink];
        ref SplicePipe pipe = ref (source == s.Server ? ref s.Down : ref s.Up);
        int full = 0;
        for (int pieces = 0;
            to.OutLength == 0 && !to.Has(ConnectionFlags.SendEnded | ConnectionFlags.Broken)
                && _port.Flush(ref pipe, sink);
            pieces++)
        {
            if (pieces == Next.PiecesMax)
            {
                return true;
            }

            int count = MoveOne(ref pipe, source, sink);
            if (count > 0)
            {
                Count(ref s, source, count);
                full = from.Has(ConnectionFlags.Readable) ? full + 1 : 0;
                if (full == BulkPieces && !pipe.IsOpen)
                {
                    _port.OpenPipe(ref pipe);
                }

                continue;
            }

            if (from.Has(ConnectionFlags.Ended) && !from.Has(ConnectionFlags.Broken))
            {
                to.Flags |= ConnectionFlags.SendEnded;
                _worker.Io.ShutdownSend(sink);
            }

            break;
        }

        return false;
    }

    /// <summary>
    /// One piece: through the pipe where there is one, but first what was kept before that was opened.
    /// </summary>
    private int MoveOne(ref SplicePipe pipe, int source, int sink)
    {
        if (!_port.HasInput(source))
        {
            return -Errno.EAGAIN;
        }

        if (pipe.IsOpen && _worker.Connections[source].InLength == 0)
        {
            return _port.Splice(ref pipe, source, sink);
        }

        int count = _port.Take(source, out Span<byte> bytes);
        if (count > 0)
        {
            _port.Send(sink, bytes, default);
            _port.DropKept(source);
        }

        return count;
    }

    private void Count(ref StreamState s, int source, int count)
    {
        if (source == s.Server)
        {
            s.BytesOut += count;
            s.ServerSaidMs = _worker.Now.Ms;
            return;
        }

        s.ClientSaidMs = _worker.Now.Ms;
        s.Flags &= ~StreamFlags.Silent;
        s.BytesIn += count;
    }
}
