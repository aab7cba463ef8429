using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Main.Messages;
using Weir.Main.Signals;
using Weir.Main.Spawn;

namespace Weir.Main.Reload;

/// <summary>
/// What a master is when the image that it became could not start anything: those whom the earlier one has
/// started go on serving, watched and not replaced, until a better configuration or binary is there (USR2),
/// or they are told to stop.
/// </summary>
internal sealed class Guard
{
    private readonly ExecutedPath _program;
    private readonly FormerChildren _children;
    private readonly List<KeptListener> _listeners;
    private readonly MessageLog _log;

    /// <param name="program">What to become when told to try again.</param>
    /// <param name="children">Those who serve.</param>
    /// <param name="listeners">Their sockets, kept open here for the next try.</param>
    /// <param name="log">Where the end of each is told.</param>
    public Guard(
        ExecutedPath program, FormerChildren children, List<KeptListener> listeners, MessageLog log)
    {
        _program = program;
        _children = children;
        _listeners = listeners;
        _log = log;
    }

    /// <summary>Runs until nobody is left; the exit code.</summary>
    public int Run()
    {
        OurSignals.BlockEverywhere();
        int signals = Sys.SignalDescriptor(OurSignals.Set);
        _log.Warning("Loading failure! The former processes go on serving, and are not replaced.");
        Watched[] watched = [new Watched { Descriptor = signals, Wanted = Watched.Readable }];
        while (_children.AnyRuns)
        {
            Sys.Poll(watched, -1);
            Signal signal;
            while ((signal = Sys.TakeSignal(signals)) != Signal.None)
            {
                Obey(signal);
            }

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
                _listeners.ForEach(static one => Sys.Close(one.Descriptor));
                _listeners.Clear();
                _children.SoftStop();
                break;
            case Signal.Usr2 or Signal.Hup:
                Handover next = new();
                next.Listeners.AddRange(_listeners);
                _children.LeaveTo(next);
                int error = NextImage.Become(_program, next);
                _log.Alert($"Cannot execute {_program.Text} ({Errno.Text(-error)})");
                break;
        }
    }
}
