using Weir.Ground.Time;
using Weir.Model.Live;

namespace Weir.Model.Counts;

/// <summary>
/// How one worker counts: on its own part of the board, which nobody else writes, so without a lock or an
/// atomic word.
/// </summary>
public sealed class Tally
{
    private readonly Board _board;
    private readonly int _worker;
    private readonly CounterPart _own;
    private long _nowMs;
    private uint _second;

    public Tally(Board board, int worker)
    {
        _board = board;
        _worker = worker;
        _own = board.CountersOf(worker);
    }

    /// <summary>Tells the time of a turn: all that is counted in it happens now.</summary>
    public void Turn(Instant now)
    {
        _nowMs = now.Ms;
        _second = SecondOf(now.Ms);
    }

    public ref FrontendCounters Frontend(int proxy) => ref _own.Frontend(proxy);

    public ref ServiceCounters Backend(int proxy) => ref _own.Backend(proxy);

    public ref ServiceCounters Server(int server) => ref _own.Server(server);

    public void ClientCame(int frontend)
    {
        ref FrontendCounters own = ref Frontend(frontend);
        own.Connections++;
        own.Current++;
        Look(ref own.CurrentPeak, ref own.Current);
        Hit(ref own.ConnectionPace);
    }

    public void RequestCame(int frontend)
    {
        ref FrontendCounters own = ref Frontend(frontend);
        own.Requests++;
        Hit(ref own.RequestPace);
    }

    /// <summary>A request has come to a backend or to a server.</summary>
    public void SessionCame(ref ServiceCounters own)
    {
        own.Sessions++;
        own.Current++;
        own.LastSessionMs = _nowMs;
        Look(ref own.CurrentPeak, ref own.Current);
        Hit(ref own.SessionPace);
    }

    /// <summary>A request waits now.</summary>
    /// <param name="backend">Where.</param>
    /// <param name="server">The one that it waits for; -1: any.</param>
    /// <param name="position">How many wait there over all workers, this one included.</param>
    public void Queued(int backend, int server, int position)
    {
        ref int most = ref Backend(backend).QueuedMost;
        if (server >= 0)
        {
            most = ref Server(server).QueuedMost;
        }

        most = int.Max(most, position);
    }

    /// <summary>The sum of a number of ours and of the other workers' in its place.</summary>
    public long Everywhere(ref long own) => _board.SumOver(ref own, _worker);

    /// <summary>The whole second in which a moment lies, as paces name it.</summary>
    internal static uint SecondOf(long ms) => (uint)(ms / 1000);

    private void Look(ref Peak peak, ref long own)
    {
        if (peak.IsDue(own, _second))
        {
            peak.Look(own, _second, _board.SumOver(ref own, _worker));
        }
    }

    private void Hit(ref Pace pace)
    {
        if (pace.Second != _second)
        {
            pace.GoOn(_second, _board.EventsIn(pace.Second, ref pace, _worker));
        }

        pace.Count++;
    }
}
