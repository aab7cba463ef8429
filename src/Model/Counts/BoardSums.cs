using System;
using System.Runtime.InteropServices;
using Weir.Model.Live;

namespace Weir.Model.Counts;

/// <summary>
/// What all workers together have counted, as whoever shows figures reads it. A count that is being written
/// meanwhile may be in one figure and not yet in another.
/// </summary>
/// <param name="board">All counters.</param>
/// <param name="nowMs">Monotonic milliseconds, for whoever wants to know how many per second.</param>
public readonly struct BoardSums(Board board, long nowMs = 0)
{
    public FrontendCounters Frontend(int proxy)
    {
        FrontendCounters all = default;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            ref FrontendCounters one = ref board.FrontendCounts(worker, proxy);
            Add(ref all, in one, FrontendCounters.Sums);
            all.CurrentPeak.Most = int.Max(all.CurrentPeak.Most, one.CurrentPeak.Most);
            Add(ref all.ConnectionPace, ref one.ConnectionPace, worker);
            Add(ref all.RequestPace, ref one.RequestPace, worker);
        }

        return all;
    }

    public ServiceCounters Backend(int proxy)
    {
        ServiceCounters all = default;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            Add(ref all, ref board.BackendCounts(worker, proxy), worker);
        }

        return all;
    }

    public ServiceCounters Server(int server)
    {
        ServiceCounters all = default;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            Add(ref all, ref board.ServerCounts(worker, server), worker);
        }

        return all;
    }

    private void Add(ref ServiceCounters all, ref ServiceCounters one, int worker)
    {
        Add(ref all, in one, ServiceCounters.Sums);
        all.QueuedMost = int.Max(all.QueuedMost, one.QueuedMost);
        all.TimesMost.Raise(in one.TimesMost);
        all.CurrentPeak.Most = int.Max(all.CurrentPeak.Most, one.CurrentPeak.Most);
        Add(ref all.SessionPace, ref one.SessionPace, worker);
        all.LastSessionMs = long.Max(all.LastSessionMs, one.LastSessionMs);
    }

    /// <summary>Workers see the most of the seconds that they have left; the last are seen here.</summary>
    private void Add(ref Pace all, ref Pace one, int worker)
    {
        uint second = Tally.SecondOf(nowMs);
        all.Second = second;
        all.Count += one.In(second);
        all.Before += one.In(second - 1);
        all.Most = int.Max(all.Most, int.Max(one.Most, board.EventsIn(one.Second, ref one, worker)));
    }

    private static void Add<T>(ref T all, ref readonly T one, int sums)
        where T : unmanaged
    {
        Span<long> into = MemoryMarshal.Cast<T, long>(new Span<T>(ref all));
        ReadOnlySpan<long> from = MemoryMarshal.Cast<T, long>(new ReadOnlySpan<T>(in one));
        for (int at = 0; at < sums; at++)
        {
            into[at] += from[at];
        }
    }
}
