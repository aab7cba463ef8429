using System.Collections.Generic;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Capacity;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Messages;
using Weir.Main.Privileges;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Main.Startup;
using Weir.Model.Compile;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Main.Reload;

/// <summary>
/// A reload, from the signal to its end: the files are read and checked again and new addresses are bound.
/// Until all of that is well, nothing has changed. Then the processes that run go by the new plan; or, where
/// they cannot, and when a new image lies on disk, which is asked first what it thinks of the files, the
/// master executes itself anew.
/// </summary>
internal sealed class Reloader
{
    private readonly MasterStart _start;
    private readonly MasterParts _parts;
    private readonly PlansInUse _plans;
    private readonly MessageLog _log;
    private readonly CliSockets _cli;
    private readonly ReloadHistory _history;
    private uint _generation = 1;
    private PlanChange? _change;
    private FreshPlan? _fresh; // of that change
    private ListenerSet? _next;
    private int _checker; // the new image's process that checks the files; 0: none runs

    public Reloader(MasterStart start, MasterParts parts, CliSockets cli)
    {
        _start = start;
        _parts = parts;
        _plans = new PlansInUse(parts.Plan, parts.Starter.Order.Workers);
        _log = start.Log;
        _cli = cli;
        _history = parts.Reloads;
    }

    /// <summary>One reload is going on: another has to wait for its end.</summary>
    public bool IsBusy => _checker > 0 || _change is not null;

    /// <summary>When <see cref="Advance"/> has something to do although nothing has happened.</summary>
    public Instant NextAt => _change?.NextAt ?? Instant.Never;

    public void Begin(Instant now)
    {
        _history.Begun++;
        _log.StartRecord();
        _log.Notice("Reloading HAProxy");
        _start.Service.Reloading();
        if (FreshConfiguration.Read(_start.Asked, _log) is not { } fresh
            || !HasListener(fresh.Plan)
            || !Confinement.Of(fresh.Plan).IsPossible(_log))
        {
            Fail();
        }
        else if (_start.Program.IsReplaced)
        {
            if (Bind(fresh.Plan))
            {
                AskNewImage();
            }
        }
        else
        {
            Change(fresh, now);
        }
    }

    /// <summary>Goes on with what was begun.</summary>
    /// <param name="now">The time.</param>
    /// <param name="mayAdopt">Nothing else is going on that concerns listeners.</param>
    public void Advance(Instant now, bool mayAdopt)
    {
        _plans.LookAt(_parts.Family.Workers);
        OnDeath();
        if (_change is not { } change)
        {
            return;
        }

        ChangeStep before = change.Step;
        change.Advance(now, mayAdopt);
        if (before == ChangeStep.Preparing && change.Step is ChangeStep.Adopting or ChangeStep.Done)
        {
            _plans.Add(_fresh!.Order.Generation, _fresh.Plan);
            _log.StartIsOver(_fresh.Plan);
        }

        if (change.Step == ChangeStep.Done)
        {
            if (change.Fault.Length > 0)
            {
                _log.Warning(change.Fault);
            }

            _change = null;
            _log.Notice("Loading success.");
            End(isGood: true, "Ready.");
        }
        else if (change.Step == ChangeStep.Failed)
        {
            _log.Alert(change.Fault);
            _change = null;
            Fail();
        }
    }

    /// <summary>All of it is to stop: what has not been done yet will not be.</summary>
    public void Abandon(Instant now)
    {
        _change?.Abandon("The process is stopping.");
        Advance(now, mayAdopt: false);
    }

    /// <summary>Some child has ended: perhaps the one that checks.</summary>
    private void OnDeath()
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

    private bool HasListener(ConfigPlan plan)
    {
        bool hasAny = ListenerSet.AnyIn(plan);
        if (!hasAny)
        {
            _log.MainAlert("No enabled listener found (check for 'bind' directives) !");
        }

        return hasAny;
    }

    /// <summary>Where everything is, or after a hindrance was told, by executing the master anew.</summary>
    private void Change(FreshConfiguration fresh, Instant now)
    {
        List<ConfigPlan> atWork = _plans.All;
        ConfigText text = fresh.Text with { Ids = new Numbering(atWork).Of(fresh.Plan) };
        if (PlanLoader.LoadChecked(text, _start.Asked, namesAccounts: true) is not { } plan)
        {
            // The same text was good a moment ago: something that it names has gone since, such as a user.
            _log.Alert("config : Fatal errors found in configuration.");
            Fail();
            return;
        }

        if (Hindrance.Find(_parts, plan, WorkersFor(plan)) is { } hindrance)
        {
            _log.Notice($"The new configuration changes {hindrance}: processes are started anew.");
            if (Bind(plan))
            {
                Become();
            }

            return;
        }

        int lowest = _parts.Starter.LowestDescriptor;
        if (_parts.Listeners.BindNew(plan, lowest, _log) is not { } added)
        {
            Fail();
            return;
        }

        int content = ConfigurationFile.Create(text, lowest, out long length);
        if (content < 0)
        {
            added.CloseAllBut([]);
            _log.Alert($"Cannot allocate memory for the configuration ({Errno.Text(-content)})");
            Fail();
            return;
        }

        BoardSetup.Prepare(plan, atWork, _parts.Board, Sys.MonotonicMs());
        _generation++;
        int most = int.Min(plan.Global.MaxConn, _parts.Limits.MaxConn);
        PlanOrder order = _parts.Starter.Order.Plan with
        {
            Generation = _generation,
            TextBytes = length,
            MaxConn = plan.Global.MaxConn > 0 ? most : _parts.Limits.MaxConn,
            BoxMax = most,
        };
        _fresh = new FreshPlan(plan, order, content, added);
        _change = new PlanChange(_parts, _fresh, now);
        Advance(now, mayAdopt: false);
    }

    private int WorkersFor(ConfigPlan plan) => new Processors().WorkersFor(plan.Global);

    /// <summary>Everything for an image that begins anew. False after it has failed.</summary>
    private bool Bind(ConfigPlan plan)
    {
        _next = ListenerSet.BindAll(plan, WorkersFor(plan), lowest: 0, _log, _parts.Listeners.Kept);
        if (_next is null)
        {
            Fail();
        }

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
        next.Listeners.AddRange(_parts.Listeners.Kept);
        HashSet<int> known = [.. next.Listeners.ConvertAll(static one => one.Descriptor)];
        next.Listeners.AddRange(_next!.Kept.FindAll(one => !known.Contains(one.Descriptor)));
        _parts.Family.LeaveTo(next);
        _parts.Former.LeaveTo(next);
        ServerStates.Leave(_parts.Plan, _parts.Board, next);
        _cli.LeaveTo(next);
        next.Reloads = _history;
        int error = NextImage.Become(_start.Program, next);
        _log.Alert($"Cannot execute {_start.Program.Text} ({Errno.Text(-error)})");
        Fail();
    }

    private void Fail()
    {
        _next?.CloseAllBut([.. _parts.Listeners.Kept.ConvertAll(static one => one.Descriptor)]);
        _next = null;
        _log.Warning("Loading failure!");
        End(isGood: false, "Reload failed: the former configuration is served.");
    }

    private void End(bool isGood, string status)
    {
        _fresh = null;
        _history.End(isGood, _log.EndRecord());
        _start.Service.Ready(status);
    }
}
