using System.Threading;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Model.Places;

/// <summary>How many requests each server of a backend may hold now, and how many it holds.</summary>
public sealed class ServerLimits
{
    private readonly BackendPlan _backend;
    private readonly Board _board;
    private readonly PlaceTable _table;
    private readonly int _proxy;

    public ServerLimits(BackendPlan backend, int proxy, Board board)
    {
        _backend = backend;
        _board = board;
        _table = board.Places;
        _proxy = proxy;
        foreach (ServerPlan server in backend.Servers)
        {
            Any |= server.MaxConn > 0;
            FollowLoad |= server.MinConn < server.MaxConn && server.MinConn > 0;
        }
    }

    /// <summary>Some server has a limit: requests may have to wait.</summary>
    public bool Any { get; }

    /// <summary>Some limit moves with the backend's load.</summary>
    public bool FollowLoad { get; }

    /// <summary>
    /// The most requests that the server at a position may hold now; <see cref="int.MaxValue"/>: no limit.
    /// </summary>
    /// <remarks>
    /// <c>minconn</c> up to <c>maxconn</c>, as the requests present rise from none to <c>fullconn</c>
    /// (manual, <c>minconn</c>); of that as much as a server that is starting slowly is given, but one.
    /// </remarks>
    public int Of(int position)
    {
        ServerPlan server = _backend.Servers[position];
        if (server.MaxConn == 0)
        {
            return int.MaxValue;
        }

        int limit = OfLoad(server);
        ref ServerRecord record = ref _board.Server(server.Id);
        return record.StartShare == 0 ? limit : int.Max(1, (int)((long)limit * record.StartPercent / 100));
    }

    private int OfLoad(ServerPlan server)
    {
        if (server.MinConn == 0 || server.MinConn >= server.MaxConn)
        {
            return server.MaxConn;
        }

        long sessions = Volatile.Read(ref _table.Backend(_proxy).Sessions);
        if (sessions >= _backend.FullConn)
        {
            return server.MaxConn;
        }

        return int.Max(server.MinConn, (int)(server.MaxConn * sessions / _backend.FullConn));
    }

    /// <summary>Requests that the server at a position holds, over all workers.</summary>
    public int Held(int position) => Volatile.Read(ref LoadOf(position).Held);

    /// <summary>Requests that wait for the server at a position and no other.</summary>
    public int Waiting(int position) => Volatile.Read(ref LoadOf(position).Waiting);

    /// <summary>The server at a position can take no newcomer.</summary>
    public bool IsFull(int position)
    {
        int limit = Of(position);
        return limit != int.MaxValue && (Held(position) >= limit || Waiting(position) > 0);
    }

    private ref ServerLoad LoadOf(int position) => ref _table.Server(_backend.Servers[position].Id);
}
