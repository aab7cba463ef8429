using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Relay.Stream;

namespace Weir.Relay.Forward;

/// <summary>
/// After an upgrade, or in <c>mode tcp</c>: bytes both ways, unread, each side ended when its source has
/// ended.
/// </summary>
internal sealed class TunnelPump<TIo>
    where TIo : struct, IIoBackend
{
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
            return Next.Abort('C', 'D');
        }

        if (server.Has(ConnectionFlags.Broken))
        {
            return Next.Cut('S', 'D');
        }

        bool over = client.Has(ConnectionFlags.SendEnded) && server.Has(ConnectionFlags.SendEnded);
        return over ? Next.Complete : hasMore ? Next.Yield : Next.Wait;
    }

    /// <summary>Whether more could be passed at once.</summary>
    private bool Pass(ref StreamState s, int source, int sink)
    {
        ref ConnectionState from = ref _worker.Connections[source];
        ref ConnectionState to = ref _worker.Connections[sink];
        for (int pieces = 0;
            to.OutLength == 0 && !to.Has(ConnectionFlags.SendEnded | ConnectionFlags.Broken);
            pieces++)
        {
            if (pieces == Next.PiecesMax)
            {
                return true;
            }

            int count = _port.HasInput(source)
                ? _port.Take(source, out Span<byte> bytes)
                : TakeNothing(out bytes);
            if (count > 0)
            {
                Count(ref s, source, count);
                _port.Send(sink, bytes, default);
                _port.DropKept(source);
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

    private void Count(ref StreamState s, int source, int count)
    {
        if (source == s.Server)
        {
            s.BytesOut += count;
            return;
        }

        s.Flags &= ~StreamFlags.Silent;
        s.BytesIn += count;
        _worker.CountersOf(s.Frontend).BytesIn += count;
    }

    private static int TakeNothing(out Span<byte> bytes)
    {
        bytes = default;
        return -Errno.EAGAIN;
    }
}
