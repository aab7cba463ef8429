using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Capacity;
using Weir.Main.CommandLine;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Privileges;
using Weir.Main.Reload;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Main.Startup;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Master;

/// <summary>Where the master is between its first child and its own end.</summary>
internal enum MasterStep
{
    /// <summary>The children have been started; not all have said that they serve.</summary>
    Starting,

    /// <summary>Traffic is served; who dies is replaced.</summary>
    Serving,

    /// <summary>Every proxy has stopped: the workers finish what runs; nobody is replaced.</summary>
    Finishing,

    /// <summary>The workers are gone; the keeper is asked to go as well.</summary>
    Closing,

    /// <summary>Nobody is left.</summary>
    Over,
}

/// <summary>
/// The parent of all: binds, spawns, supervises, and carries signals on. Small enough never to fail; it
/// touches no byte of traffic. Told to stop at once, it kills its children and dies by the same signal.
/// </summary>
internal sealed class MasterProcess
{
    /// <summary>
    /// The keeper has nothing to finish; should it hang, it is not waited for longer than this.
    /// </summary>
    private const long KeeperCloseMs = 2_000;

    private readonly MasterStart _start;
    private readonly MessageLog _log;

    private Board _board = null!;
    private ListenerSet _listeners = null!;
    private Family _family = null!;
    private MasterSignals _signals = null!;
    private MasterParts _parts = null!;
    private readonly FormerChildren _former;
    private readonly ReloadHistory _reloads;
    private readonly CliSockets _cli;
    private readonly Takeover _takeover;
    private readonly List<KeptListener> _kept; // of those before us, until we serve
    private List<KeptListener> _spare = []; // of these, what the new configuration has no use for
    private Reloader _reloader = null!;
    private MasterStep _step;
    private Instant _hardStopAt = Instant.Never;
    private Instant _closeBy = Instant.Never;
    private int _exitCode;

    public MasterProcess(MasterStart start)
    {
        _start = start;
        _log = start.Log;
        _former = new FormerChildren(start.Left, _log);
        _kept = start.Left?.Listeners ?? [];
        _reloads = start.Left?.Reloads ?? new ReloadHistory();
        _cli = new CliSockets(new MasterView
        {
            Processes = () => ProcessRows.Text(_family.All, _former.All, _reloads, Now()),
            Reloads = _reloads,
            Reload = () => _signals.AskReload(),
            IsStopping = () => _signals.IsStopping,
        });

        // A successor of ours is started with the same words: by then they have been obeyed.
        _takeover = new Takeover(start.Left is null ? start.Asked.Replaced : new ReplacedPids(), _log);
    }

    /// <summary>Runs until stopped; the exit code.</summary>
    public int Run()
    {
        OurSignals.Block();
        if (!Prepare())
        {
            return GiveUp();
        }

        int signals = Sys.SignalDescriptor(OurSignals.Set);
        if (signals < 0 || !_family.StartAll(Now()))
        {
            _family.KillAll();
            return GiveUp();
        }

        Watched[] watched = new Watched[_family.All.Length + 1 + _cli.Places];
        while (_step != MasterStep.Over)
        {
            Turn(signals, watched);
        }

        _family.KillAll();
        return _exitCode == 0 ? 0 : GiveUp();
    }

    /// <summary>Those whom an earlier image has started may go on without us.</summary>
    private int GiveUp()
    {
        if (!_former.AnyRuns)
        {
            _listeners?.CloseAllBut([]);
            _takeover.GiveBack();
            return 1;
        }

        // Nobody would answer at what only the new configuration names.
        _listeners?.CloseAllBut([.. _kept.ConvertAll(static one => one.Descriptor)]);
        Handover rest = new() { Reloads = _reloads };
        rest.Listeners.AddRange(_kept);
        if (_cli.IsOpen)
        {
            _cli.LeaveTo(rest);
        }
        else
        {
            rest.Cli.AddRange(_start.Left?.Cli ?? []);
        }

        return new Guard(_start.Program, _former, rest, _start.Cli, _log).Run();
    }

    /// <summary>
    /// Everything that can fail for a reason of the user's, in an order that leaves nothing behind.
    /// </summary>
    private bool Prepare()
    {
        ConfigPlan plan = _start.Plan;
        if (!ListenerSet.AnyIn(plan))
        {
            _log.MainAlert("No enabled listener found (check for 'bind' directives) ! Exiting.");
            return false;
        }

        Processors processors = new();
        int workers = processors.WorkersFor(plan.Global);
        if (ProcessLimits.Settle(plan, workers, _log) is not { } all
            || MemoryLimit.Apply(_start.Asked.MemoryMax, plan, workers, all, _log) is not { } limits)
        {
            return false;
        }

        int lowest = HandedDown.FirstCall + HandedDown.CallsFor(workers);
        for (int at = 0; at < _kept.Count; at++)
        {
            _kept[at] = _kept[at] with { Descriptor = Descriptors.MoveUp(_kept[at].Descriptor, lowest) };
        }

        _former.MoveUp(lowest);
        _spare = [.. _kept];
        if (_takeover.Bind(plan, workers, lowest, _spare) is not { } listeners)
        {
            _log.MainAlert("Some protocols failed to start their listeners! Exiting.");
            return false;
        }

        _listeners = listeners;
        if (!Confinement.Of(plan).IsPossible(_log))
        {
            return false;
        }

        string? pidFile = _start.WritesPidFile ? plan.Global.PidFile : null;
        if (pidFile is not null && !PidFile.Write(pidFile, _log))
        {
            return false;
        }

        // Last: a predecessor's socket is not replaced by one that will not be.
        return MakeFamily(processors, workers, limits, lowest)
            && _cli.Open(_start.Cli, _start.Left?.Cli ?? [], _log);
    }

    private bool MakeFamily(Processors processors, int workers, ProcessLimits limits, int lowest)
    {
        int configuration = ConfigurationFile.Create(_start.Text, lowest, out long length);
        Board? board = BoardFile.Create(_start.Plan, workers, lowest, out int boardFile);
        int[]? calls = WorkerCalls.Create(HandedDown.CallsFor(workers), lowest);
        KeeperChannel? channel = KeeperChannel.Create(lowest);
        if (configuration < 0 || board is null || calls is null || channel is null)
        {
            _log.MainAlert($"Cannot allocate memory for {workers} workers.");
            return false;
        }

        if (_start.Left is { } left)
        {
            ServerStates.Take(left, _start.Plan, board);
        }

        ChildStarter starter = new()
        {
            Program = _start.Program,
            Order = OrderFor(limits, board) with
            {
                Plan = new PlanOrder
                {
                    Generation = 1,
                    TextBytes = length,
                    MaxConn = limits.MaxConn,
                    BoxMax = _start.Plan.Global.MaxConn > 0 ? limits.MaxConn : 0,
                },
            },
            Configuration = configuration,
            Board = boardFile,
            Listeners = _listeners,
            Reloads = _reloads,
            Channel = channel.Value,
            Calls = calls,
            Processors = processors,
            Plan = _start.Plan.Global.Process,
            LowestDescriptor = lowest,
        };
        _board = board;
        _family = new Family(starter, board, _log);
        _parts = new MasterParts
        {
            Plan = _start.Plan,
            Board = board,
            Limits = limits,
            Starter = starter,
            Family = _family,
            Former = _former,
            Listeners = _listeners,
            Reloads = _reloads,
            Log = _log,
        };
        _signals = new MasterSignals(_parts);
        _reloader = new Reloader(_start, _parts, _cli);
        return true;
    }

    /// <summary>What is the same for every child, whatever plan comes.</summary>
    private StartOrder OrderFor(ProcessLimits limits, Board board) => StartOrder.Blank with
    {
        Board = board.Shape,
        BufferBytesMax = limits.BufferBytesMax,
        ConnectionMax = limits.PerWorker(_start.Plan, board.Shape.Workers),
        MasterPid = Sys.GetProcessId(),
        Detach = _start.IsDaemon ? 1 : 0,
        Quiet = _log.Quiet ? 1 : 0,
        Traces = _start.Plan.Global.IsDebug ? 1 : 0,
        UserId = _start.Plan.Global.Process.UserId,
        GroupId = _start.Plan.Global.Process.GroupId,
        ProxyMaxConn = _start.Asked.ProxyMaxConn ?? -1,
        IsPeerGiven = _start.Asked.LocalPeer is null ? 0 : 1,
    };

    /// <summary>One turn: one wait, then everything that has happened, then what time asks for.</summary>
    private void Turn(int signals, Watched[] watched)
    {
        ReadOnlySpan<Child> children = _family.All;
        watched[0] = new Watched { Descriptor = signals, Wanted = Watched.Readable };
        for (int at = 0; at < children.Length; at++)
        {
            // A negative descriptor is passed over by poll: that child has hung up.
            watched[at + 1] = new Watched { Descriptor = children[at].Control, Wanted = Watched.Readable };
        }

        int own = children.Length + 1;
        _cli.Watch(watched.AsSpan(own), Now());
        Sys.Poll(watched, WaitMs());
        for (int at = 0; at < children.Length; at++)
        {
            if (watched[at + 1].Happened != 0)
            {
                Family.Hear(children[at]);
            }
        }

        // All signals, then deaths: a child that was told to stop along with us is no loss.
        Signal signal;
        Instant now = Now();
        while ((signal = Sys.TakeSignal(signals)) != Signal.None)
        {
            _signals.Obey(signal, now);
        }

        _cli.Hear(watched.AsSpan(own), now);
        _signals.Advance(now);
        Advance(now);
        _cli.Advance();
    }

    /// <summary>Picks the next step, and does what entering it means.</summary>
    private void Advance(Instant now)
    {
        if (_signals.Finishes && _step <= MasterStep.Serving)
        {
            Finish(now);
        }

        bool serving = _step == MasterStep.Serving;
        int dead = _family.Bury(now, serving, out WaitStatus last);
        _former.Bury();
        _reloader.Advance(now, mayAdopt: serving && !_signals.IsPausing);
        if (!serving || _signals.IsStopping)
        {
            _reloader.Abandon(now);
        }

        switch (_step)
        {
            case MasterStep.Starting when dead > 0:
                _exitCode = 1;
                _log.MainAlert($"A process ended before it could serve ({last.Reason}). Exiting.");
                _step = MasterStep.Over;
                break;
            case MasterStep.Starting when _family.AllReady:
                _step = MasterStep.Serving;
                Succeed();
                _takeover.End();
                TellReady();
                break;
            case MasterStep.Serving when !_reloader.IsBusy && _signals.TakeReload():
                _reloader.Begin(now);
                break;
            case MasterStep.Serving:
                _family.Refill(now);
                break;
            case MasterStep.Finishing when !_family.AnyWorkerRuns && !_former.AnyRuns:
                _step = MasterStep.Closing;
                _hardStopAt = Instant.Never;
                _closeBy = now.After(KeeperCloseMs);
                Family.Tell(_family.Keeper, ControlMessage.SoftStop);
                break;
            case MasterStep.Finishing when _hardStopAt <= now:
                HardStop();
                break;
            case MasterStep.Closing when !_family.AnyRuns || _closeBy <= now:
                _former.KillAll();
                _step = MasterStep.Over;
                break;
        }
    }

    /// <summary>
    /// Nobody listens any more: every worker leaves after its last request, or when the time for that is up.
    /// </summary>
    private void Finish(Instant now)
    {
        _step = MasterStep.Finishing;
        _start.Service.Stopping();
        long mostMs = _parts.Plan.Global.HardStopMs;
        _hardStopAt = mostMs > 0 ? now.After(mostMs) : Instant.Never;
        foreach (Child child in _family.All)
        {
            child.RestartAt = Instant.Never;
        }

        foreach (Child worker in _family.Workers)
        {
            Family.Tell(worker, ControlMessage.SoftStop);
        }

        _former.SoftStop();
    }

    /// <summary>Ends what a soft stop has waited for in vain.</summary>
    private void HardStop()
    {
        _log.Warning("soft-stop running for too long, performing a hard-stop.");
        foreach (ProxyPlan proxy in _parts.Plan.Proxies)
        {
            long left = new BoardSums(_board).Frontend(proxy.Id).Current;
            if (left > 0)
            {
                _log.Warning(proxy,
                    $"Proxy {proxy.Name} hard-stopped ({left} remaining conns will be closed).");
            }
        }

        _former.KillAll();
        _step = MasterStep.Over;
    }

    /// <summary>Our children serve: those of the image before us take nothing new from here on.</summary>
    private void Succeed()
    {
        if (_start.Left is null)
        {
            return;
        }

        _former.MakeWay();
        _spare.ForEach(static one => Sys.Close(one.Descriptor));
        _spare.Clear();
        _kept.Clear();
        _log.Notice("Loading success.");
    }

    private void TellReady()
    {
        if (_start.Asked.Verbose)
        {
            MessageLog.Print("Using epoll() as the polling mechanism.\n");
        }

        if (_start.IsDaemon)
        {
            Descriptors.DetachStandard();
        }

        _start.Service.Ready("Ready.");
        if (_start.Left is null)
        {
            _reloads.Messages = _log.EndRecord();
        }
        else
        {
            _reloads.End(isGood: true, _log.EndRecord());
        }

        // Not before: a target may be stdout, and would keep what we have just let go of.
        _log.StartIsOver(_start.Plan);
        if (_start.IsDaemon)
        {
            Sys.Write(_start.ReadyPipe, "+"u8);
            Sys.Close(_start.ReadyPipe);
        }
    }

    /// <summary>Milliseconds until time itself asks for something; -1: never.</summary>
    private int WaitMs()
    {
        if (_step == MasterStep.Serving && _signals.IsReloadDue && !_reloader.IsBusy)
        {
            return 0; // it was asked for before we served, or before the last one had ended
        }

        Instant next = _closeBy;
        next = _family.NextStart < next ? _family.NextStart : next;
        next = _signals.NextAt < next ? _signals.NextAt : next;
        next = _cli.NextAt < next ? _cli.NextAt : next;
        next = _reloader.NextAt < next ? _reloader.NextAt : next;
        next = _hardStopAt < next ? _hardStopAt : next;
        return next.IsNever ? -1 : (int)Math.Clamp(next.Since(Now()), 0, int.MaxValue);
    }

    private static Instant Now() => new(Sys.MonotonicMs());
}
