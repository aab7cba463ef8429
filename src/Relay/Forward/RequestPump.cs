using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Forward;

/// <summary>
/// A request on its way up: its head, then its body as it comes, never more than the server takes.
/// </summary>
internal sealed class RequestPump<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;

    public RequestPump(WorkerState<TIo> worker, ConnectionPort<TIo> port)
    {
        _worker = worker;
        _port = port;
    }

    /// <summary>Moves what can be moved. <see cref="NextKind.Wait"/>: nothing more for now.</summary>
    public Next Move(ref StreamState s)
    {
        ref ConnectionState server = ref _worker.Connections[s.Server];
        if (s.HeadSent == 0 && !server.Has(ConnectionFlags.Broken))
        {
            Next head = SendHead(ref s);
            if (head.Kind != NextKind.Wait)
            {
                return head;
            }
        }

        for (int pieces = 0;
            !s.Request.Done && server.OutLength == 0 && !server.Has(ConnectionFlags.Broken)
                && _port.HasInput(s.Client);
            pieces++)
        {
            if (pieces == Next.PiecesMax)
            {
                return Next.Yield;
            }

            int count = _port.Take(s.Client, out Span<byte> bytes);
            if (count == -Errno.EAGAIN)
            {
                break;
            }

            if (count <= 0)
            {
                return Next.Abort('C', 'D');
            }

            int taken = s.Request.Take(bytes);
            if (taken < 0)
            {
                return s.Has(StreamFlags.Answered) ? Next.Cut('P', 'D') : Next.Answer(400, 'P', 'H');
            }

            s.Flags |= StreamFlags.BodyStarted;
            s.BytesIn += taken;
            if (!_port.Send(s.Server, bytes[..taken], default) && TryGiveUp(ref s, ref server, out Next end))
            {
                return end;
            }

            if (!_port.KeepRest(s.Client, bytes[taken..]))
            {
                return Next.Abort('R', 'D');
            }
        }

        return Next.Wait;
    }

    private Next SendHead(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        ReadOnlySpan<byte> head = _worker.Buffers.Of(s.Head)[..s.HeadLength];
        if (s.Has(StreamFlags.TellsName) && s.ServerIndex >= 0 && !TryTellName(in s, ref head))
        {
            return Next.Answer(500, 'R', 'D');
        }

        ReadOnlySpan<byte> body = default;
        int taken = 0;
        if (!s.Request.Done && client.InLength > 0)
        {
            // The part of the body that came with the head leaves with it.
            body = _worker.Buffers.Of(client.In).Slice(client.InStart, client.InLength);
            taken = s.Request.Take(body);
            if (taken < 0)
            {
                return Next.Answer(400, 'P', 'H');
            }
        }

        s.HeadSent = s.HeadLength;
        s.Flags |= taken > 0 ? StreamFlags.BodyStarted : 0;
        s.BytesIn += taken;
        if (!_port.Send(s.Server, head, body[..taken])
            && TryGiveUp(ref s, ref _worker.Connections[s.Server], out Next end))
        {
            return end;
        }

        if (taken > 0)
        {
            _port.KeepRest(s.Client, body[taken..]);
        }

        return Next.Wait;
    }

    /// <summary>False: there is no room for the server's name.</summary>
    private bool TryTellName(in StreamState s, ref ReadOnlySpan<byte> head)
    {
        BackendPlan plan = _worker.BackendOf(in s).Backend!;
        if (s.ServerIndex == plan.DispatchAt || plan.NameField.Length == 0)
        {
            return true; // it has none, or a reload has taken the wish for it back
        }

        Span<byte> room = _worker.AllScratch;
        int length = ServersName.Write(head, plan.NameField, _worker.ServerOf(in s).NameText, room);
        head = length < 0 ? head : room[..length];
        return length >= 0;
    }

    /// <summary>
    /// A server that takes no more may still have answered: its side is read to the end. One for which there
    /// was no buffer is waiting, and would wait on.
    /// </summary>
    private static bool TryGiveUp(ref StreamState s, ref ConnectionState server, out Next end)
    {
        server.Flags |= ConnectionFlags.Readable | ConnectionFlags.PeerClosed;
        end = s.Has(StreamFlags.Answered) ? Next.Cut('R', 'D') : Next.Answer(500, 'R', 'D');
        bool isStarved = server.Has(ConnectionFlags.Starved);
        s.Flags &= isStarved ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None; // the rest was not kept
        return isStarved;
    }
}
