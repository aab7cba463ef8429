using System;
using Weir.Ground.Check;
using Weir.Ground.Memory;
using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// Server connections between two requests: a list per server, threaded through the connections' own records.
/// The last one put back is the first taken, so that the rest grow old and are closed.
/// </summary>
/// <remarks>
/// A client's first request has a connection of its own (<c>http-reuse safe</c>), so with short clients more
/// come to idle than anybody will ever take. No more are kept at a server than it had requests at once in the
/// last seconds.
/// </remarks>
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
    private Need[] _needs = [];

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
            Array.Resize(ref _needs, servers);
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

    /// <summary>
    /// Whether one more connection is worth keeping. Asked at the end of a request that still counts, and
    /// remembers how many there were.
    /// </summary>
    public bool HasUse(int server, Instant now)
    {
        ref readonly ServiceCounters counts = ref _tally.Server(server);
        return counts.Idle < _needs[server].Most(counts.Current, now.Ms / KeepMs);
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

    /// <summary>The most requests at once, of this period and of the one before.</summary>
    private struct Need
    {
        private long _period;
        private long _most;
        private long _before;

        public long Most(long now, long period)
        {
            if (period != _period)
            {
                _before = period == _period + 1 ? _most : 0;
                _most = 0;
                _period = period;
            }

            _most = Math.Max(_most, now);
            return Math.Max(_most, _before);
        }
    }
}
