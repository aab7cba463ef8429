using System;
using Weir.Ground.Check;
using Weir.Ground.Memory;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// Server connections between two requests: a list per server, threaded through the connections' own records.
/// The last one put back is the first taken, so that the rest grow old and are closed.
/// </summary>
internal sealed class IdleServers
{
    /// <summary>
    /// How long a connection is kept that nobody takes, in milliseconds (manual: pool-purge-delay).
    /// </summary>
    public const int KeepMs = 5000;

    private readonly NativeTable<ConnectionState> _connections;
    private readonly Tally _tally;
    private int[] _heads = []; // put back last
    private int[] _tails = []; // put back first

    public IdleServers(NativeTable<ConnectionState> connections, Tally tally)
    {
        _connections = connections;
        _tally = tally;
    }

    /// <summary>Numbers of servers are below <paramref name="servers"/> from here on.</summary>
    public void Grow(int servers)
    {
        int before = _heads.Length;
        if (servers > before)
        {
            Array.Resize(ref _heads, servers);
            Array.Resize(ref _tails, servers);
            _heads.AsSpan(before).Fill(-1);
            _tails.AsSpan(before).Fill(-1);
        }
    }

    /// <summary>The connection that was put back last, or -1.</summary>
    public int First(int server) => _heads[server];

    /// <summary>
    /// The connection that has waited longest at this server, or else at another one; -1: none idles. Walks
    /// the servers: for when room has run out.
    /// </summary>
    public int Oldest(int server)
    {
        for (int i = 0; i < _tails.Length; i++)
        {
            int fd = _tails[(server + i) % _tails.Length];
            if (fd >= 0)
            {
                return fd;
            }
        }

        return -1;
    }

    public void Put(int fd)
    {
        ref ConnectionState connection = ref _connections[fd];
        Must.Hold(
            connection.Side == Side.Server && connection.Stream < 0 && !connection.Has(ConnectionFlags.Idle));
        Must.Hold(connection.In.IsNone && connection.Out.IsNone); // an idle connection holds no buffer
        connection.Flags |= ConnectionFlags.Idle;
        connection.Previous = -1;
        connection.Next = _heads[connection.Owner];
        if (connection.Next >= 0)
        {
            _connections[connection.Next].Previous = fd;
        }
        else
        {
            _tails[connection.Owner] = fd;
        }

        _heads[connection.Owner] = fd;
        Count(in connection, 1);
    }

    public void Remove(int fd)
    {
        ref ConnectionState connection = ref _connections[fd];
        Must.Hold(connection.Has(ConnectionFlags.Idle));
        if (connection.Previous >= 0)
        {
            _connections[connection.Previous].Next = connection.Next;
        }
        else
        {
            Must.Hold(_heads[connection.Owner] == fd);
            _heads[connection.Owner] = connection.Next;
        }

        if (connection.Next >= 0)
        {
            _connections[connection.Next].Previous = connection.Previous;
        }
        else
        {
            Must.Hold(_tails[connection.Owner] == fd);
            _tails[connection.Owner] = connection.Previous;
        }

        connection.Flags &= ~ConnectionFlags.Idle;
        Count(in connection, -1);
    }

    /// <summary>A connection that has been kept once already: its server is known to keep its word.</summary>
    public static bool HasProved(in ConnectionState connection) => connection.Exchanges > 1;

    private void Count(in ConnectionState connection, int change)
    {
        ref ServiceCounters server = ref _tally.Server(connection.Owner);
        server.Idle += change;
        server.IdleProved += HasProved(in connection) ? change : 0;
    }
}
