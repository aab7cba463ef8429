using System;
using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Model.Plan.Ends;
using Weir.Relay.Dispatch;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// The two ends of a stream's connection to its server, where its client has a say in them.
/// </summary>
internal sealed class DialEnds<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public DialEnds(WorkerState<TIo> worker) => _worker = worker;

    /// <summary>Where it goes; None: the request names nothing that can be reached.</summary>
    public IpEndpoint To(in StreamState s)
    {
        ServerPlan server = _worker.ServerOf(in s);
        switch (server.Destination)
        {
            case Destination.Fixed:
                return server.Address;
            case Destination.ClientsPort:
                IpEndpoint reached = _worker.ListenerOf(in _worker.Connections[s.Client]).Address;
                return server.Address.WithPort((ushort)(reached.Port + server.PortOffset));
            case Destination.ClientsAddress:
                IpEndpoint wanted = _worker.Io.OriginalAddress(s.Client);
                int port = server.Address.Port > 0 ? server.Address.Port : wanted.Port + server.PortOffset;
                return wanted.WithPort((ushort)port);
            default:
                ReadOnlySpan<byte> head = Head(in s);
                return RequestAddresses.OfTarget(head[..Math.Min(head.Length, s.LineLength)]);
        }
    }

    /// <summary>Where it comes from, of what is not ours; None: from the server's own source.</summary>
    public IpEndpoint From(in StreamState s, ForeignSource source)
    {
        IpEndpoint peer = _worker.Clients[s.Client].Peer;
        return source.Kind switch
        {
            ForeignSourceKind.Written => source.Address,
            ForeignSourceKind.Client => peer,
            ForeignSourceKind.ClientAddress => peer.WithPort(0),
            _ => RequestAddresses.OfField(
                Head(in s), source.Field, source.Occurrence, _worker.AllFields),
        };
    }

    /// <summary>The request as its server is to see it; empty without HTTP.</summary>
    private ReadOnlySpan<byte> Head(in StreamState s) =>
        s.Head.IsNone ? default : _worker.Buffers.Of(s.Head)[..s.HeadLength];
}
