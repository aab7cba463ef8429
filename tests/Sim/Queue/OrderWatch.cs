using System.Collections.Generic;
using System.Threading;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Listen;
using Weir.Relay.Stream;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Queue;

/// <summary>
/// Looks into all workers after each turn: nobody holds a place too many, the shared words say what is there,
/// and nobody was served before one who had waited longer for the same.
/// </summary>
internal sealed class OrderWatch(ConfigPlan[] plans, Board board)
{
    private const int AnyServer = -1;

    private readonly Dictionary<(int Worker, int Stream), ulong> _waited = [];
    private readonly Dictionary<(int Worker, int Stream), ulong> _waits = [];
    private readonly ulong[] _oldest = new ulong[board.Shape.Servers + 1];
    private readonly ulong[] _youngestServed = new ulong[board.Shape.Servers];
    private readonly int[] _held = new int[board.Shape.Servers];
    private readonly HashSet<int> _bound = [];

    public int Granted { get; private set; }

    public int MostWaiting { get; private set; }

    public void Forget(int worker)
    {
        foreach ((int Worker, int Stream) key in new List<(int Worker, int Stream)>(_waited.Keys))
        {
            if (key.Worker == worker)
            {
                _waited.Remove(key);
            }
        }
    }

    public void Look(WorkerLoop<SimIo>[] loops)
    {
        _waits.Clear();
        _bound.Clear();
        System.Array.Fill(_oldest, ulong.MaxValue);
        System.Array.Clear(_youngestServed);
        System.Array.Clear(_held);
        for (int worker = 0; worker < loops.Length; worker++)
        {
            Look(worker, loops[worker].State);
        }

        Judge();
        MostWaiting = int.Max(MostWaiting, _waits.Count);
        _waited.Clear();
        foreach (KeyValuePair<(int Worker, int Stream), ulong> one in _waits)
        {
            _waited.Add(one.Key, one.Value);
        }
    }

    private void Look(int worker, WorkerState<SimIo> state)
    {
        for (int stream = 0; stream < state.Setup.ConnectionMax; stream++)
        {
            ref StreamState s = ref state.Streams[stream];
            if (s.Step == StreamStep.Free)
            {
                continue;
            }

            if (s.Has(StreamFlags.Queued))
            {
                _waits[(worker, stream)] = s.Arrival;
                int server = s.ServerIndex < 0 ? AnyServer : state.ServerOf(in s).Id;
                ref ulong oldest = ref _oldest[server + 1];
                oldest = ulong.Min(oldest, s.Arrival);
            }
            else if (s.Has(StreamFlags.HoldsServer))
            {
                int server = state.ServerOf(in s).Id;
                _held[server] += s.Has(StreamFlags.HasPlace) ? 1 : 0;
                if (_waited.TryGetValue((worker, stream), out ulong arrival) && arrival == s.Arrival)
                {
                    Granted++;
                    ref ulong youngest = ref _youngestServed[server];
                    youngest = ulong.Max(youngest, arrival);
                }
            }
        }
    }

    private void Judge()
    {
        int waiting = 0;
        for (int proxy = 0; proxy < board.Shape.Proxies; proxy++)
        {
            waiting += Volatile.Read(ref board.Places.Backend(proxy).Waiting);
        }

        for (int server = 0; server < _held.Length; server++)
        {
            Assert.InRange(_held[server], 0, MostOf(server));
            Assert.Equal(_held[server], board.Places.Server(server).Held);
            waiting += board.Places.Server(server).Waiting;
            if (_youngestServed[server] > 0)
            {
                bool isUp = board.Server(server).Health == ServerHealth.Up;
                Assert.True(!isUp || _youngestServed[server] < _oldest[AnyServer + 1], "order among all");
                Assert.True(!isUp || _youngestServed[server] < _oldest[server + 1], "order at a server");
            }
        }

        Assert.Equal(_waits.Count, waiting);
    }

    /// <summary>The most by any of the plans: who is there already stays when a limit is lowered.</summary>
    private int MostOf(int server)
    {
        int most = 0;
        foreach (ConfigPlan plan in plans)
        {
            int limit = plan.ServerOf(server)?.MaxConn ?? 0;
            most = int.Max(most, limit == 0 ? int.MaxValue : limit);
        }

        return most;
    }
}
