using System;
using System.Collections.Generic;
using Weir.Ground.Time;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Places;
using Weir.Model.Plan;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>
/// One worker: a turn is one wait, then everything that came back, then the timers, then the log lines.
/// </summary>
/// <typeparam name="TIo">The I/O backend, compiled in.</typeparam>
public sealed class WorkerLoop<TIo> : IDisposable
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly Conductor<TIo> _conductor;
    private readonly Acceptor<TIo> _acceptor;
    private readonly ListenerMoves<TIo> _moves;
    private readonly MasterSocket _master;
    private readonly PlanOrders<TIo> _orders;
    private readonly int _control;
    private readonly int _call = -1;

    /// <param name="io">A backend with nothing watched yet. It is moved into the loop.</param>
    /// <param name="setup">Plan, board and descriptors.</param>
    /// <param name="control">A descriptor that becomes readable when the master speaks; -1: none.</param>
    public WorkerLoop(TIo io, WorkerSetup setup, int control)
    {
        _worker = new WorkerState<TIo>(io, setup);
        _control = control;
        _conductor = new Conductor<TIo>(_worker);
        _acceptor = new Acceptor<TIo>(_worker, _conductor);
        _moves = new ListenerMoves<TIo>(_worker, _acceptor);
        _master = new MasterSocket(control);
        if (control >= 0)
        {
            _worker.Connections[control].Side = Side.Control;
            _worker.Io.Watch(control);
        }

        if (setup.WorkerId < setup.Calls.Length)
        {
            _call = setup.Calls[setup.WorkerId];
            _worker.Connections[_call].Side = Side.Call;
            _worker.Io.Watch(_call);
        }

        _orders = new PlanOrders<TIo>(_worker, _master, _call);
    }

    /// <summary>The soft stop has been asked for and the last client is gone.</summary>
    public bool IsOver => _worker.SoftStopping && _worker.ClientCount == 0;

    /// <summary>All that this worker has, for whoever checks it from within.</summary>
    internal WorkerState<TIo> State => _worker;

    /// <summary>Requests in progress.</summary>
    public int Streams => _worker.Streams.Count;

    /// <summary>Client connections held.</summary>
    public int Clients => _worker.ClientCount;

    /// <summary>Plans that something goes by: one, when no reload has left streams behind.</summary>
    public int Plans => _worker.Plans.Count;

    /// <summary>Private buffers in use: 0 when every connection is idle.</summary>
    public int BuffersInUse => _worker.Buffers.InUse;

    /// <summary>Until <see cref="IsOver"/>.</summary>
    public void Run()
    {
        while (!IsOver)
        {
            Turn();
        }

        _worker.FlushLogs();
    }

    public void Turn()
    {
        _worker.Io.Wait(NextDeed());
        _worker.Now = _worker.Io.Now(); // read once: every timeout in this turn sees the same time
        _worker.WallMs = _worker.Io.WallMs();
        _worker.Tally.Turn(_worker.Now);
        while (_worker.Io.Next(out IoEvent happened))
        {
            switch (_worker.Connections[happened.Fd].Side)
            {
                case Side.Listener:
                    _acceptor.OnEvent(happened.Fd);
                    break;
                case Side.Control:
                    OnControl();
                    break;
                case Side.Call:
                    OnCall();
                    break;
                default:
                    _conductor.OnEvent(happened);
                    break;
            }
        }

        _conductor.OnTurn();
        while (_worker.Timers.TryFire(_worker.Now, out int fd))
        {
            _conductor.OnTimer(fd);
        }

        _acceptor.Tick();
        if (_orders.TakeDue(out IReadOnlyDictionary<int, int>? sockets) is { } next)
        {
            Adopt(next, sockets!);
            _orders.TellAdopted(next);
        }

        if (_worker.Plans.AnyEnded)
        {
            _orders.TellEnded();
        }

        _worker.FlushLogs();
        Publish();
    }

    /// <summary>A plan as it is to be adopted. On any thread.</summary>
    internal PlanAtWork Prepare(ConfigPlan plan, uint generation) =>
        new(plan, _worker.Board, _worker.Setup.Pid)
        {
            Generation = generation,
            BoxMax = _worker.Setup.BoxMax > 0 ? plan.Global.MaxConn : 0,
        };

    /// <summary>
    /// Between two events of two turns: what is new goes by this plan from here on; what runs, runs on.
    /// </summary>
    /// <param name="next">Made ready before.</param>
    /// <param name="sockets">By listener: those of addresses that are new.</param>
    internal void Adopt(PlanAtWork next, IReadOnlyDictionary<int, int> sockets)
    {
        PlanAtWork before = _worker.Newest;
        _moves.Follow(next, sockets);
        _worker.Plans.Adopt(next);
        _conductor.Follow(before);
    }

    /// <summary>
    /// Nothing new is accepted; clients between two requests are closed, the others end with their request.
    /// </summary>
    public void SoftStop()
    {
        _worker.SoftStopping = true;
        _worker.MakesWay = false;
        StopProxies();
    }

    /// <summary>The same for the proxies that the board calls stopped: the loop goes on.</summary>
    public void StopProxies()
    {
        for (int fd = 0; fd < _worker.DescriptorsUsed; fd++)
        {
            _conductor.CloseIfIdle(fd);
        }

        _acceptor.Stop(); // after the idle ones: who comes from the queues has not had its turn yet
    }

    /// <summary>
    /// Successors serve at the same sockets. Nothing new is accepted here; a client that was promised that
    /// its connection stays leaves with the answer to its next request, or when it has waited too long.
    /// </summary>
    public void MakeWay()
    {
        if (!_worker.SoftStopping)
        {
            _worker.SoftStopping = true;
            _worker.MakesWay = true;
            _acceptor.Stop();
        }
    }

    /// <summary>The proxies that the board calls paused let nobody in; what runs, runs on.</summary>
    public void Pause()
    {
        _acceptor.Pause();
        _master.Tell(ControlMessage.Paused);
    }

    /// <summary>Who listens again is watched again.</summary>
    public void Resume() => _acceptor.Resume();

    public void Dispose()
    {
        _worker.Plans.Dispose();
        _worker.Io.Dispose();
    }

    /// <summary>Until when there is nothing to do unless something happens.</summary>
    private Instant NextDeed()
    {
        if (_worker.Yielding.Count > 0)
        {
            return _worker.Now;
        }

        Instant until = _worker.Timers.Next;
        return until < _acceptor.WakeAt ? until : _acceptor.WakeAt;
    }

    private void OnCall()
    {
        _worker.Io.TakeCalls(_call);
        WakeCalls.Answer(_worker.Board.Places, _worker.Setup.WorkerId); // before we look: no call is lost
        _orders.OnCall();
        _conductor.OnCall();
        _acceptor.OnCall();
    }

    /// <summary>A word from the master, or its end: then finish what runs.</summary>
    private void OnControl()
    {
        if (_master.Receive() is not { } word || _orders.Obey(word))
        {
            return;
        }

        if (_master.IsLost)
        {
            _worker.Io.Unlisten(_control);
            _worker.Setup.MasterLost();
        }

        switch (word)
        {
            case ControlMessage.MakeWay:
                MakeWay();
                break;
            case ControlMessage.StopProxies:
                StopProxies();
                break;
            case ControlMessage.Pause:
                Pause();
                break;
            case ControlMessage.Resume:
                Resume();
                break;
            default:
                SoftStop();
                break;
        }
    }

    /// <summary>
    /// At the end of every turn, so that what others read while this process waits is how it is.
    /// </summary>
    private void Publish()
    {
        ref WorkerRecord record = ref _worker.Board.Worker(_worker.Setup.WorkerId);
        record.Connections = _worker.ClientCount - _worker.MonitorCount;
        record.ConnectionsMost = Math.Max(record.ConnectionsMost, _worker.ClientCount);
        record.ServerConnections = _worker.ServerCount;
        record.ServerConnectionsMost = Math.Max(record.ServerConnectionsMost, _worker.ServerCount);
        record.Streams = _worker.Streams.Count;
        record.StreamsMost = _worker.Streams.Most;
        record.BuffersInUse = _worker.Buffers.InUse;
        record.BuffersMost = _worker.Buffers.Allocated;
        record.BufferBytes = _worker.Buffers.AllocatedBytes;
    }
}
