using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Relay.Stream;

namespace Weir.Relay.Forward;

/// <summary>After an upgrade: bytes both ways, unread, each side ended when its source has ended.</summary>
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
        if (!Pass(ref s, s.Client, s.Server))
        {
            return Next.Cut('S', 'D');
        }

        if (!Pass(ref s, s.Server, s.Client))
        {
            return Next.Abort('C', 'D');
        }

        bool over = _worker.Connections[s.Client].Has(ConnectionFlags.SendEnded)
            && _worker.Connections[s.Server].Has(ConnectionFlags.SendEnded);
        return over ? Next.Complete : Next.Wait;
    }

    /// <summary>False: the sink is broken.</summary>
    private bool Pass(ref StreamState s, int source, int sink)
    {
        ref ConnectionState from = ref _worker.Connections[source];
        ref ConnectionState to = ref _worker.Connections[sink];
        while (to.OutLength == 0 && !to.Has(ConnectionFlags.SendEnded))
        {
            int count = _port.HasInput(source)
                ? _port.Take(source, out Span<byte> bytes)
                : TakeNothing(out bytes);
            if (count > 0)
            {
                s.BytesOut += source == s.Server ? count : 0;
                if (!_port.Send(sink, bytes, default))
                {
                    return false;
                }

                _port.DropKept(source);
                continue;
            }

            if (from.Has(ConnectionFlags.Ended))
            {
                to.Flags |= ConnectionFlags.SendEnded;
                _worker.Io.ShutdownSend(sink);
            }

            break;
        }

        return true;
    }

    private static int TakeNothing(out Span<byte> bytes)
    {
        bytes = default;
        return -Errno.EAGAIN;
    }
}
