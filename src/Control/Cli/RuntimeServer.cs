using System;
using System.Collections.Generic;
using Weir.Control.Orders;
using Weir.Control.Stats.Columns;
using Weir.Control.Stats.Pages;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>
/// Takes commands at every <c>stats socket</c>. Nothing here waits: who is slow concerns nobody else, and no
/// answer may use more of a turn than <see cref="TurnBytes"/>, so that checks stay in time.
/// </summary>
internal sealed class RuntimeServer<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>A piece is sent when it is as long as this, in bytes.</summary>
    private const int PieceBytes = 8 * 1024;

    /// <summary>What one session may be sent before others have their turn.</summary>
    private const int TurnBytes = 64 * 1024;

    /// <summary>How soon accepting is tried again when descriptors had run out, in milliseconds.</summary>
    private const int RetryMs = 100;

    private readonly KeeperSetup _setup;
    private readonly ServerOrders _orders;
    private readonly StatLine _line;
    private readonly StatText _piece = new();
    private readonly List<RuntimeSession> _sessions = [];
    private readonly Queue<RuntimeSession> _queue = new();
    private readonly ControlSockets _sockets;
    private ConfigPlan _plan;
    private bool _watches;
    private Instant _retryAt = Instant.Never;

    public RuntimeServer(KeeperSetup setup, ServerOrders orders)
    {
        _setup = setup;
        _orders = orders;
        _sockets = setup.Controls;
        _plan = setup.Plan;
        _line = new StatLine(setup.Board);
    }

    /// <summary>Somebody waits for a turn, not for an event.</summary>
    public bool HasWork => _queue.Count > 0;

    /// <summary>When <see cref="OnTurn"/> has work next, unless something happens.</summary>
    public Instant Next
    {
        get
        {
            Instant next = _retryAt;
            foreach (RuntimeSession session in _sessions)
            {
                next = session.Deadline < next ? session.Deadline : next;
            }

            return next;
        }
    }

    /// <summary>Begins to take commands.</summary>
    public void Open(ref TIo io) => Follow(ref io, _plan);

    /// <summary>
    /// Opens what a plan needs that is to come. False: it cannot be had here, where rights were given up.
    /// </summary>
    public bool TryPrepare(ConfigPlan plan)
    {
        ControlAddress[] wanted = plan.Global.Process.Controls;
        bool isElsewhere = _setup.Plan.Global.Process.Chroot is not null && !_sockets.HasAll(wanted);
        string? fault = isElsewhere
            ? "A new 'stats socket' cannot be opened from within the chroot: restart."
            : _sockets.Open(wanted);
        if (fault is not null)
        {
            _setup.Alert(fault);
        }

        return fault is null;
    }

    /// <summary>Goes by another plan: its sockets are open by now.</summary>
    public void Follow(ref TIo io, ConfigPlan plan)
    {
        Watch(ref io, isWanted: false);
        _plan = plan;
        _sockets.Follow(plan.Global.Process.Controls);
        Watch(ref io, !IsFull);
    }

    public bool Owns(int descriptor) => _sockets.Find(descriptor) is not null || Find(descriptor) is not null;

    public void OnReady(ref TIo io, IoEvent happened, Moment when)
    {
        if (_sockets.Find(happened.Fd) is { } address)
        {
            Accept(ref io, happened.Fd, address, when);
        }
        else if (Find(happened.Fd) is { } session)
        {
            session.IsReadable |= (happened.Ready & ~Ready.Write) != 0;
            session.Touch(when.Now);
            Advance(ref io, session, when);
        }
    }

    /// <summary>
    /// Goes on with those that had used up their turn, and lets go who was silent for too long.
    /// </summary>
    public void OnTurn(ref TIo io, Moment when)
    {
        for (int at = _sessions.Count - 1; at >= 0; at--)
        {
            if (_sessions[at].Deadline <= when.Now)
            {
                Close(ref io, _sessions[at]);
            }
        }

        if (_retryAt <= when.Now)
        {
            _retryAt = Instant.Never;
            Watch(ref io, !IsFull);
        }

        for (int left = _queue.Count; left > 0; left--)
        {
            RuntimeSession session = _queue.Dequeue();
            session.IsQueued = false;
            if (Find(session.Descriptor) == session)
            {
                Advance(ref io, session, when);
            }
        }
    }

    private bool IsFull => _sessions.Count >= _plan.Global.Process.ControlsMost;

    private void Accept(ref TIo io, int listener, ControlAddress at, Moment when)
    {
        while (!IsFull)
        {
            int fd = io.Accept(listener, out _);
            if (fd >= 0)
            {
                long timeoutMs = _plan.Global.Process.ControlTimeoutMs;
                RuntimeSession session = new(fd, at.Level ?? ControlLevel.Operator, timeoutMs);
                session.Touch(when.Now);
                _sessions.Add(session);
                continue;
            }

            if (fd is not (-Errno.EAGAIN or -Errno.EINTR or -Errno.ECONNABORTED))
            {
                _retryAt = when.Now.After(RetryMs); // it stays ready, and we would turn in circles
                Watch(ref io, isWanted: false);
            }

            return;
        }

        Watch(ref io, isWanted: false); // until one has ended
    }

    /// <summary>Sends and obeys as far as it can.</summary>
    private void Advance(ref TIo io, RuntimeSession session, Moment when)
    {
        for (int left = TurnBytes; left > 0;)
        {
            if (session.Unsent.IsEmpty && !TryMakeMore(session, when))
            {
                bool isOver = session.Leaves || session.IsEnded || session.Input.IsOverlong
                    || (session.IsServed && !session.HasPrompt);
                if (isOver)
                {
                    Close(ref io, session);
                }

                return;
            }

            ReadOnlySpan<byte> unsent = session.Unsent.Bytes;
            int taken = unsent.IsEmpty ? 0 : io.Send(session.Descriptor, unsent, default);
            if (taken < 0)
            {
                Close(ref io, session);
                return;
            }

            session.Unsent.Take(taken);
            if (!session.Unsent.IsEmpty)
            {
                return; // room will be told
            }

            left -= int.Max(taken, 1);
        }

        if (!session.IsQueued)
        {
            session.IsQueued = true;
            _queue.Enqueue(session);
        }
    }

    /// <summary>The next piece of an answer, or the next command's answer; false: there is neither.</summary>
    private bool TryMakeMore(RuntimeSession session, Moment when)
    {
        _piece.Clear();
        if (session.Page is { } page)
        {
            bool hasMore = true;
            while (hasMore && _piece.Length < PieceBytes)
            {
                hasMore = page.Next(_piece, when.Now);
            }

            session.Page = hasMore ? page : null;
            EndAnswer(session);
        }
        else if (session.Leaves || !TryTake(session, out string command))
        {
            return false;
        }
        else
        {
            Obey(session, command, when);
        }

        session.Unsent.Keep(_piece.Bytes, default, taken: 0);
        return true;
    }

    private static bool TryTake(RuntimeSession session, out string command)
    {
        while (!session.Input.TryTake(out command))
        {
            if (!session.Receive())
            {
                return false;
            }
        }

        return true;
    }

    private void Obey(RuntimeSession session, string command, Moment when)
    {
        RuntimeCall call = new()
        {
            Session = session,
            Setup = _setup,
            Plan = _plan,
            Orders = _orders,
            When = when,
            Line = _line,
        };
        session.IsServed = true;
        string? answer = RuntimeCommands.Run(call, CommandInput.WordsOf(command));
        _piece.Add(answer ?? "");
        if (answer is not null)
        {
            EndAnswer(session);
        }
    }

    private void EndAnswer(RuntimeSession session)
    {
        if (session.Page is null)
        {
            _piece.Add("\n"u8);
            _piece.Add(session.HasPrompt ? "> "u8 : default);
        }
    }

    private RuntimeSession? Find(int descriptor) => _sessions.Find(one => one.Descriptor == descriptor);

    private void Close(ref TIo io, RuntimeSession session)
    {
        _sessions.Remove(session);
        io.Close(session.Descriptor, reset: false);
        Watch(ref io, !IsFull && _retryAt.IsNever);
    }

    private void Watch(ref TIo io, bool isWanted)
    {
        foreach (ControlListener listener in _sockets.All)
        {
            if (isWanted && !_watches)
            {
                io.Listen(listener.Descriptor);
            }
            else if (_watches && !isWanted)
            {
                io.Unlisten(listener.Descriptor);
            }
        }

        _watches = isWanted;
    }
}
