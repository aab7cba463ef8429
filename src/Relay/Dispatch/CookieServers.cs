using System;
using System.Numerics;
using Weir.Model.Plan;

namespace Weir.Relay.Dispatch;

/// <summary>
/// Servers by the value of their cookie, in the order in which they are to be tried: the standard ones in
/// file order, then the backups. Several may share a value. A table of places by hash; the servers of a place
/// hang together by their positions in the backend, so that finding one costs the same however many there
/// are.
/// </summary>
internal sealed class CookieServers
{
    private readonly ServerPlan[] _servers;
    private readonly int[] _first; // by place; -1: nobody
    private readonly int[] _next; // by server: the one behind it in the same place; -1: the last
    private readonly int _longest; // bytes of the longest value: a longer one in a request is not hashed

    public CookieServers(ServerPlan[] servers)
    {
        _servers = servers;
        _first = new int[BitOperations.RoundUpToPowerOf2((uint)(2 * servers.Length) + 1)];
        _next = new int[servers.Length];
        Array.Fill(_first, -1);
        // Each goes in at the front of its place: who is to be tried first comes last.
        for (int i = servers.Length - 1; i >= 0; i--)
        {
            AddIf(servers[i].Backup, i);
        }

        for (int i = servers.Length - 1; i >= 0; i--)
        {
            AddIf(!servers[i].Backup, i);
        }

        foreach (ServerPlan server in servers)
        {
            _longest = Math.Max(_longest, server.CookieValue.Length);
        }
    }

    /// <summary>The first server with this value, or -1.</summary>
    public int First(ReadOnlySpan<byte> value) =>
        value.IsEmpty || value.Length > _longest ? -1 : FromHere(_first[PlaceOf(value)], value);

    /// <summary>The next one to be tried after <paramref name="server"/>, or -1.</summary>
    public int After(int server, ReadOnlySpan<byte> value) => FromHere(_next[server], value);

    private int FromHere(int server, ReadOnlySpan<byte> value)
    {
        while (server >= 0 && !value.SequenceEqual(_servers[server].CookieValue))
        {
            server = _next[server];
        }

        return server;
    }

    private void AddIf(bool wanted, int server)
    {
        byte[] value = _servers[server].CookieValue;
        if (wanted && value.Length > 0)
        {
            int place = PlaceOf(value);
            _next[server] = _first[place];
            _first[place] = server;
        }
    }

    // Only the configuration puts values in, so no peer can crowd a place: the plainest hash will do
    // (FNV-1a).
    private int PlaceOf(ReadOnlySpan<byte> value)
    {
        uint hash = 2166136261;
        foreach (byte one in value)
        {
            hash = (hash ^ one) * 16777619;
        }

        return (int)((hash ^ (hash >> 16)) & (uint)(_first.Length - 1));
    }
}
