using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Main.Reload;
using Weir.Main.Signals;
using Weir.Model.Live;

namespace Weir.Main.Master;

/// <summary>
/// The master's children: the keeper, then the workers by number. Starts them, hears them, buries and
/// replaces them. Nothing here waits: the master's loop calls in when something has happened.
/// </summary>
internal sealed class Family
{
    /// <summary>How often what the dead held is counted before it is guessed; each takes a moment.</summary>
    private const int ClearRounds = 200;

    private readonly Child[] _children;
    private readonly ChildStarter _starter;
    private readonly Board _board;
    private readonly MessageLog _log;

    public Family(ChildStarter starter, Board board, MessageLog log)
    {
        _starter = starter;
        _board = board;
        _log = log;
        _children = new Child[starter.Order.Workers + 1];
        for (int at = 0; at < _children.Length; at++)
        {
            _children[at] = new Child(worker: at - 1);
        }
    }

    public ReadOnlySpan<Child> All => _children;

    public Child Keeper => _children[0];

    public ReadOnlySpan<Child> Workers => _children.AsSpan(1);

    public bool AllReady => Array.TrueForAll(_children, child => child.Runs && child.Ready);

    public bool AnyRuns => Array.Exists(_children, child => child.Runs);

    public bool AnyWorkerRuns => Array.Exists(_children, child => child.Runs && !child.IsKeeper);

    /// <summary>The earliest time at which an empty place is to be filled.</summary>
    public Instant NextStart
    {
        get
        {
            Instant next = Instant.Never;
            foreach (Child child in _children)
            {
                next = child.RestartAt < next ? child.RestartAt : next;
            }

            return next;
        }
    }

    /// <summary>False when one could not be started; an alert has told why.</summary>
    public bool StartAll(Instant now) => Array.TrueForAll(_children, child => Start(child, now));

    /// <summary>
    /// Fills the places whose time has come. One that cannot be filled is tried again later.
    /// </summary>
    public void Refill(Instant now)
    {
        foreach (Child child in _children)
        {
            if (child.RestartAt <= now && !Start(child, now))
            {
                child.RestartAt = now.After(RespawnDelay.FirstWaitMs);
            }
        }
    }

    /// <summary>Notes those who run for a successor of this image.</summary>
    public void LeaveTo(Handover next)
    {
        foreach (Child child in _children)
        {
            if (child.Runs)
            {
                next.Add(child);
            }
        }
    }

    /// <summary>Takes what a child has said.</summary>
    public static void Hear(Child child)
    {
        Span<byte> message = stackalloc byte[16];
        int count = Sys.Read(child.Control, message);
        if (count == 1 && message[0] == (byte)ControlMessage.Ready)
        {
            child.Ready = true;
            return;
        }

        if (count == 1 && message[0] == (byte)ControlMessage.Paused)
        {
            child.OwesPause = false;
            return;
        }

        if (count == Unsafe.SizeOf<PlanWord>())
        {
            child.Hear(MemoryMarshal.Read<PlanWord>(message));
            return;
        }

        if (count != -Errno.EINTR && count != -Errno.EAGAIN)
        {
            Forget(child); // it has hung up: its end follows, and is told by SIGCHLD
        }
    }

    /// <summary>
    /// Buries every child that has died. The last one's status is kept in <paramref name="last"/>.
    /// </summary>
    /// <param name="replace">Empty places are to be filled again; what is lost is then an alert.</param>
    /// <returns>How many there were.</returns>
    public int Bury(Instant now, bool replace, out WaitStatus last)
    {
        last = default;
        int dead = Collect();

        // Workers may die together. One that died in the middle of a move looks, until it is known to be
        // dead, like one that is about to end it: nothing can be counted before.
        ulong fallen = FallenWorkers();
        bool isClear = fallen == 0;
        for (int round = 0; round < ClearRounds && !isClear; round++)
        {
            isClear = _board.TryClearGauges(fallen);
            dead += isClear ? 0 : Collect();
            fallen = isClear ? fallen : FallenWorkers();
        }

        if (!isClear)
        {
            _board.ClearGauges(fallen); // somebody was stopped in the middle of a move, and lives
        }

        foreach (Child child in _children)
        {
            if (child.Fate is { } fate)
            {
                last = fate;
                BuryOne(child, fate, now, replace);
            }
        }

        return dead;
    }

    /// <summary>Looks who has died. Nobody is replaced before all that they held is given back.</summary>
    private int Collect()
    {
        int dead = 0;
        foreach (Child child in _children)
        {
            if (child is { Runs: true, Fate: null }
                && Sys.WaitPid(child.Pid, out int status, Sys.WaitNoHang) == child.Pid)
            {
                child.Fate = new WaitStatus(status);
                dead++;
            }
        }

        return dead;
    }

    private ulong FallenWorkers()
    {
        ulong fallen = 0;
        foreach (Child child in _children)
        {
            fallen |= child.Fate is null || child.IsKeeper ? 0 : 1ul << child.Worker;
        }

        return fallen;
    }

    public static void Tell(Child child, ControlMessage what)
    {
        if (child.Control >= 0)
        {
            Sys.Write(child.Control, [(byte)what]);
        }
    }

    /// <summary>
    /// Ends all of them at once and waits until they are gone: nobody of ours outlives the master.
    /// </summary>
    public void KillAll()
    {
        foreach (Child child in _children)
        {
            if (child.Runs)
            {
                Sys.Kill(child.Pid, (int)Signal.Kill);
            }
        }

        foreach (Child child in _children)
        {
            while (child.Runs && Sys.WaitPid(child.Pid, out _, 0) == -Errno.EINTR)
            {
                // interrupted: the child is still to be waited for
            }

            child.Pid = 0;
            Forget(child);
        }
    }

    private bool Start(Child child, Instant now)
    {
        int error = _starter.Start(child, now);
        if (error < 0)
        {
            _log.Alert($"cannot start a {child.Title} ({Errno.Text(-error)})");
            return false;
        }

        return true;
    }

    private void BuryOne(Child child, WaitStatus status, Instant now, bool replace)
    {
        string text = $"Current {child.Title} ({child.Pid}) exited with code {status.ShellStatus} "
            + $"({status.Reason})";
        child.Pid = 0;
        child.Fate = null;
        child.Ready = false;
        Forget(child);

        // What it held is free now; and it may have died between announcing a call and making it.
        WorkerCalls.CallAll(_board, _starter.Calls);

        if (!replace)
        {
            if (status.Raw != 0)
            {
                _log.Alert(text);
            }

            return;
        }

        long waitMs = child.Delay.AfterDeath(child.StartedAt, now);
        child.RestartAt = now.After(waitMs);
        _log.Alert(waitMs == 0 ? text : $"{text}, again: the next one starts in {waitMs} ms");
        Refill(now);
        if (child.Runs)
        {
            _log.Notice($"New {child.Title} ({child.Pid}) started");
        }
    }

    private static void Forget(Child child)
    {
        if (child.Control >= 0)
        {
            Sys.Close(child.Control);
            child.Control = -1;
        }
    }
}
