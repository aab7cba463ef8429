using System;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Model.Plan.Process;

namespace Weir.Main.Reload;

/// <summary>
/// What a master is when the image that it became could not start anything: those whom the earlier one has
/// started go on serving, watched and not replaced, until a better configuration or binary is there (USR2, or
/// "reload" on the master's socket), or they are told to stop.
/// </summary>
internal sealed class Guard
{
    private readonly ExecutedPath _program;
    private readonly FormerChildren _children;
    private readonly Handover _left;
    private readonly MessageLog _log;
    private readonly CliSockets _cli;
    private bool _isReloadDue;
    private bool _isStopping;

    /// <param name="program">What to become when told to try again.</param>
    /// <param name="children">Those who serve.</param>
    /// <param name="left">Their sockets, kept open here for the next try, and the master's own.</param>
    /// <param name="cli">What the command line says about the latter.</param>
    /// <param name="log">Where the end of each is told.</param>
    public Guard(
        ExecutedPath program, FormerChildren children, Handover left, ControlAddress[] cli, MessageLog log)
    {
        _program = program;
        _children = children;
        _left = left;
        _log = log;
        _cli = new CliSockets(new MasterView
        {
            Processes = () => ProcessRows.Text([], _children.All, _left.Reloads, Now()),
            Reloads = left.Reloads,
            Reload = () => _isReloadDue = true,
            IsStopping = () => _isStopping,
        });
        _cli.Open(cli, left.Cli, log);
    }

    /// <summary>Runs until nobody is left; the exit code.</summary>
    public int Run()
    {
        OurSignals.Block();
        int signals = Sys.SignalDescriptor(OurSignals.Set);
        _log.Warning("Loading failure! The former processes go on serving, and are not replaced.");
        _left.Reloads.End(isGood: false, _log.EndRecord());
        Watched[] watched = new Watched[1 + _cli.Places];
        while (_children.AnyRuns)
        {
            _cli.Advance();
            if (_isReloadDue && !_isStopping)
            {
                TryAgain();
            }

            watched[0] = new Watched { Descriptor = signals, Wanted = Watched.Readable };
            _cli.Watch(watched.AsSpan(1), Now());
            Sys.Poll(watched, WaitMs());
            Signal signal;
            while ((signal = Sys.TakeSignal(signals)) != Signal.None)
            {
                Obey(signal);
            }

            _cli.Hear(watched.AsSpan(1), Now());
            _children.Bury();
        }

        return 1;
    }

    private void Obey(Signal signal)
    {
        switch (signal)
        {
            case Signal.Term or Signal.Int:
                _children.KillAll();
                OurSignals.DieOf(signal);
                break;
            case Signal.Usr1:
                _isStopping = true;
                _left.Listeners.ForEach(static one => Sys.Close(one.Descriptor));
                _left.Listeners.Clear();
                _children.SoftStop();
                break;
            case Signal.Usr2 or Signal.Hup:
                _isReloadDue = true;
                break;
        }
    }

    /// <summary>Returns only when there is nothing to become.</summary>
    private void TryAgain()
    {
        _isReloadDue = false;
        _left.Reloads.Begun++;
        _log.StartRecord();
        Handover next = new() { Reloads = _left.Reloads };
        next.Listeners.AddRange(_left.Listeners);
        _children.LeaveTo(next);
        _cli.LeaveTo(next);
        int error = NextImage.Become(_program, next);
        _log.Alert($"Cannot execute {_program.Text} ({Errno.Text(-error)})");
        _left.Reloads.End(isGood: false, _log.EndRecord());
    }

    private int WaitMs() => _cli.NextAt.IsNever ? -1 : (int)long.Max(_cli.NextAt.Since(Now()), 0);

    private static Instant Now() => new(Sys.MonotonicMs());
}
