using System;
using Weir.Ground.Check;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance.Hashing;

/// <summary>
/// <c>hash-type consistent</c>: each server stands at 16 places per unit of weight on a circle of 2^32,
/// places that depend on its numeric id alone; a hash belongs to the nearest place.
/// </summary>
/// <remarks>
/// <code>
/// 0 ----B--A---------C-A------B---- 2^32
/// an entry: place (32 bits) | server's position (20) | which of its places (12)
/// </code>
/// So a server that goes leaves its places to its neighbours, and nothing else moves. All servers' places are
/// sorted once; who is usable, and how heavy, is then a matter of leaving entries out.
/// </remarks>
internal sealed class HashRing
{
    /// <summary>Of a whole unit of weight: one for each sixteenth.</summary>
    private const int PlacesPerWeight = ServerRecord.FullShare;

    /// <summary>Those of the greatest weight: no two servers share a place's number.</summary>
    private const int PlacesPerServer = 16 * 256;

    private const int PlaceBits = 12;
    private const int ServersMax = 1 << 20;

    private readonly ServerPlan[] _servers;
    private readonly int[] _sorted;
    private readonly int[] _wanted;
    private ulong[] _all = [];
    private ulong[] _entries = [];
    private int _count;

    public HashRing(ServerPlan[] servers)
    {
        Must.Hold(servers.Length <= ServersMax && PlacesPerServer == 1 << PlaceBits);
        _servers = servers;
        _sorted = new int[servers.Length];
        _wanted = new int[servers.Length];
        foreach (ServerPlan server in servers)
        {
            _sorted[server.Index] = server.Weight * PlacesPerWeight;
        }

        SortAll();
    }

    public int Count => _count;

    /// <summary>
    /// Takes the places of these servers, whose weights are in sixteenths. Allocates only when a weight is
    /// greater than it has ever been.
    /// </summary>
    public void Build(ReadOnlySpan<int> positions, ReadOnlySpan<int> weights)
    {
        Must.Hold(positions.Length == weights.Length);
        Array.Clear(_wanted);
        bool isEnough = true;
        for (int i = 0; i < positions.Length; i++)
        {
            int server = positions[i];
            _wanted[server] = weights[i];
            isEnough &= _wanted[server] <= _sorted[server];
            _sorted[server] = Math.Max(_wanted[server], _sorted[server]);
        }

        if (!isEnough)
        {
            SortAll();
        }

        _count = 0;
        foreach (ulong entry in _all)
        {
            if ((int)(entry & (PlacesPerServer - 1)) < _wanted[ServerOf(entry)])
            {
                _entries[_count++] = entry;
            }
        }
    }

    /// <summary>The entry nearest to a hash; not called on an empty ring.</summary>
    public int Nearest(uint hash)
    {
        Must.Hold(_count > 0);
        int after = FirstAtOrAfter(hash);
        int next = after == _count ? 0 : after;
        int previous = after == 0 ? _count - 1 : after - 1;
        uint ahead = PlaceOf(next) - hash; // modulo 2^32: the circle closes
        uint behind = hash - PlaceOf(previous);
        return ahead <= behind ? next : previous;
    }

    public int Next(int entry) => entry + 1 == _count ? 0 : entry + 1;

    /// <summary>Position of the server that stands there.</summary>
    public int ServerAt(int entry) => ServerOf(_entries[entry]);

    private static int ServerOf(ulong entry) => (int)((uint)entry >> PlaceBits);

    private uint PlaceOf(int entry) => (uint)(_entries[entry] >> 32);

    private void SortAll()
    {
        int count = 0;
        foreach (int places in _sorted)
        {
            Must.Hold(places <= PlacesPerServer);
            count += places;
        }

        _all = new ulong[count];
        _entries = new ulong[count];
        int at = 0;
        for (int server = 0; server < _sorted.Length; server++)
        {
            uint first = (uint)_servers[server].NumericId * PlacesPerServer;
            for (uint place = 0; place < _sorted[server]; place++)
            {
                ulong own = ((uint)server << PlaceBits) | place;
                _all[at++] = ((ulong)KeyHash.Mix(first + place) << 32) | own;
            }
        }

        Must.Hold(at == count);
        Array.Sort(_all);
    }

    private int FirstAtOrAfter(uint hash)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (PlaceOf(middle) < hash)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
