using System;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Weir.Model.Plan;
using Weir.Relay.Listen;

namespace Weir.Relay.Server;

/// <summary>
/// The next port of each server's range (<c>source ADDR:PORT-PORT</c>). Which ports are in use, by whichever
/// worker and in whatever state, the kernel knows best: it is asked, port after port.
/// </summary>
internal sealed class SourcePorts
{
    /// <summary>
    /// Ports that one attempt tries. A further attempt goes on behind them; more at once would hold up
    /// others.
    /// </summary>
    private const int TriesMax = 256;

    private readonly WorkerSetup _setup;
    private int[] _next = []; // by server id: how far into its range

    public SourcePorts(WorkerSetup setup)
    {
        _setup = setup;
        Follow(setup.Plan);
    }

    /// <summary>From here on servers are those of <paramref name="plan"/> too.</summary>
    public void Follow(ConfigPlan plan)
    {
        int before = _next.Length;
        if (plan.ServersEnd > before)
        {
            Array.Resize(ref _next, plan.ServersEnd);
        }

        foreach (ServerPlan server in plan.Servers)
        {
            int count = server.SourcePorts.Count;
            if (server.Id >= before || _next[server.Id] >= count)
            {
                // Workers begin apart, so that they seldom ask for the same port.
                _next[server.Id] = (int)((long)count * _setup.WorkerId / _setup.Board.Shape.Workers);
            }
        }
    }

    /// <summary>As <see cref="IIoBackend.Dial"/>, as the server asks for.</summary>
    /// <param name="io">Where it is dialled.</param>
    /// <param name="to">The other end.</param>
    /// <param name="server">Whose connection it is to be.</param>
    /// <param name="foreign">Where from, when that is not ours; None: from the server's source.</param>
    public int Dial<TIo>(ref TIo io, in IpEndpoint to, ServerPlan server, in IpEndpoint foreign)
        where TIo : struct, IIoBackend
    {
        PortRange ports = server.SourcePorts;
        DialOptions options = new(server.Source, server.Traits, server.Device);
        if (foreign.Family != IpFamily.None)
        {
            SocketTraits traits = server.Traits | SocketTraits.Foreign;
            return io.Dial(to, options with { Source = foreign, Traits = traits });
        }

        if (ports.Count == 0)
        {
            return io.Dial(to, options);
        }

        int most = Math.Min(ports.Count, TriesMax);
        for (int tries = 0; tries < most; tries++)
        {
            ref int next = ref _next[server.Id];
            IpEndpoint source = server.Source.WithPort((ushort)(ports.First + next));
            next = next + 1 == ports.Count ? 0 : next + 1;
            int result = io.Dial(to, options with { Source = source });
            if (!IsTaken(result))
            {
                return result;
            }
        }

        return DialFailure.OfSource(-Errno.EADDRNOTAVAIL);
    }

    /// <summary>This very port is in use; an address that is not ours is so with every port.</summary>
    private static bool IsTaken(int result) => DialFailure.IsOfSource(result)
        ? DialFailure.ErrorOf(result) is -Errno.EADDRINUSE or -Errno.EACCES
        : result == -Errno.EADDRNOTAVAIL;
}
