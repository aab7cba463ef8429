using System;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Rules.Balance;

/// <summary>
/// The servers that balanced traffic may use now, with their weights: the active ones; when there is none,
/// the first usable backup, or with <c>option allbackups</c> every usable backup (manual, <c>backup</c>).
/// </summary>
/// <remarks>
/// A server's own record tells whether it is up; the backend's version tells that some record has changed. So
/// a pick costs one read of the version, and the records are walked only after a change.
/// </remarks>
internal sealed class UsableServers(
    BackendPlan backend, int proxy, Board board, WeightSource source = WeightSource.Live)
{
    private const long NeverRead = -1;

    private readonly int[] _positions = new int[backend.Servers.Length];
    private readonly int[] _weights = new int[backend.Servers.Length];
    private int _count;
    private long _version = NeverRead;

    /// <summary>Positions in the backend's server list, in file order.</summary>
    public ReadOnlySpan<int> Positions => _positions.AsSpan(0, _count);

    /// <summary>Weights of <see cref="Positions"/> in sixteenths, 1..4096.</summary>
    public ReadOnlySpan<int> Weights => _weights.AsSpan(0, _count);

    /// <summary>The ticket at which a schedule made of these servers begins.</summary>
    public ulong Start { get; private set; }

    /// <summary>Reads the records again when one has changed since the last call; true then.</summary>
    public bool Refresh()
    {
        ref BackendRecord record = ref board.Backend(proxy);

        // The version first: a change made while the records are read moves it again, and the next pick sees
        // that.
        uint version = Volatile.Read(ref record.Version);
        if (version == _version)
        {
            return false;
        }

        Start = Volatile.Read(ref record.ScheduleStart);
        _count = 0;
        Collect(backups: false, most: int.MaxValue);
        if (_count == 0)
        {
            Collect(backups: true, most: backend.AllBackups ? int.MaxValue : 1);
        }

        _version = version;
        return true;
    }

    private void Collect(bool backups, int most)
    {
        Must.Hold(_count == 0);
        foreach (ServerPlan server in backend.Servers)
        {
            ref ServerRecord record = ref board.Server(server.Id);
            if (server.Backup != backups || !record.TakesAnybody)
            {
                continue;
            }

            _positions[_count] = server.Index;
            _weights[_count] = source == WeightSource.Live
                ? record.WeightNow
                : Math.Max(1, server.Weight) * ServerRecord.FullShare;
            _count++;
            if (_count == most)
            {
                return;
            }
        }
    }
}
