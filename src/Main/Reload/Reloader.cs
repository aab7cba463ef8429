using System.Collections.Generic;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Privileges;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Main.Startup;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>
/// A reload, from the signal to its end: the files are read and checked again, new addresses are bound, and a
/// new image on disk is asked what it thinks of the files. Until all of that is well, nothing has changed.
/// </summary>
internal sealed class Reloader
{
    private readonly MasterStart _start;
    private readonly Family _family;
    private readonly FormerChildren _former;
    private readonly ListenerSet _listeners;
    private readonly Board _board;
    private readonly MessageLog _log;
    private readonly CliSockets _cli;
    private readonly ReloadHistory _history;
    private ListenerSet? _next;
    private int _checker; // the new image's process that checks the files; 0: none runs

    public Reloader(MasterStart start, MasterParts parts, CliSockets cli)
    {
        _start = start;
        _family = parts.Family;
        _former = parts.Former;
        _listeners = parts.Listeners;
        _board = parts.Board;
        _log = start.Log;
        _cli = cli;
        _history = parts.Reloads;
    }

    /// <summary>One reload is going on: another has to wait for its end.</summary>
    public bool IsBusy => _checker > 0;

    public void Begin()
    {
        _history.Begun++;
        _log.StartRecord();
        _log.Notice("Reloading HAProxy");
        _start.Service.Reloading();
        if (FreshConfiguration.Read(_start.Asked, _log) is not { } fresh
            || !Bind(fresh.Plan)
            || !Confinement.Of(fresh.Plan.Global.Process).IsPossible(_log))
        {
            Fail();
        }
        else if (_start.Program.IsReplaced)
        {
            AskNewImage();
        }
        else
        {
            Become();
        }
    }

    /// <summary>Some child has ended: perhaps the one that checks.</summary>
    public void OnDeath()
    {
        if (_checker == 0 || Sys.WaitPid(_checker, out int status, Sys.WaitNoHang) != _checker)
        {
            return;
        }

        _checker = 0;
        WaitStatus end = new(status);
        if (end.Raw == 0)
        {
            Become();
            return;
        }

        _log.Alert($"The new {_start.Program.Text} does not accept the configuration "
            + $"(code {end.ShellStatus}, {end.Reason}).");
        Fail();
    }

    private bool Bind(ConfigPlan plan)
    {
        if (!ListenerSet.AnyIn(plan))
        {
            _log.MainAlert("No enabled listener found (check for 'bind' directives) !");
            return false;
        }

        int workers = new Processors().WorkersFor(plan.Global, _start.Asked.Debug);
        _next = ListenerSet.BindAll(plan, workers, lowest: 0, _log, _listeners.Kept);
        return _next is not null;
    }

    /// <summary>An image that would not even start must not replace one that runs.</summary>
    private void AskNewImage()
    {
        List<string> words = [_start.Program.Text, "-c", "-q"];
        foreach (string path in _start.Asked.Paths)
        {
            words.AddRange(["-f", path]);
        }

        _checker = Spawner.Start(_start.Program, new SpawnOrder([.. words], []) { IsOfNewImage = true });
        if (_checker < 0)
        {
            _log.Alert($"Cannot execute {_start.Program.Text} ({Errno.Text(-_checker)})");
            _checker = 0;
            Fail();
        }
    }

    private void Become()
    {
        Handover next = new();
        next.Listeners.AddRange(_listeners.Kept);
        HashSet<int> known = [.. next.Listeners.ConvertAll(static one => one.Descriptor)];
        next.Listeners.AddRange(_next!.Kept.FindAll(one => !known.Contains(one.Descriptor)));
        _family.LeaveTo(next);
        _former.LeaveTo(next);
        ServerStates.Leave(_start.Plan, _board, next);
        _cli.LeaveTo(next);
        next.Reloads = _history;
        int error = NextImage.Become(_start.Program, next);
        _log.Alert($"Cannot execute {_start.Program.Text} ({Errno.Text(-error)})");
        Fail();
    }

    private void Fail()
    {
        _next?.CloseAllBut([.. _listeners.Kept.ConvertAll(static one => one.Descriptor)]);
        _next = null;
        _log.Warning("Loading failure!");
        _history.End(isGood: false, _log.EndRecord());
        _start.Service.Ready("Reload failed: the former configuration is served.");
    }
}
