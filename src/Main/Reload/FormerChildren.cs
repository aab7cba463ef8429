using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.Master;
using Weir.Main.Messages;
using Weir.Main.Signals;
using Weir.Main.Spawn;
using Weir.Model.Live;

namespace Weir.Main.Reload;

/// <summary>
/// Children that an earlier image of this master has started. They serve until their successors do, then
/// finish what runs; nobody replaces them.
/// </summary>
internal sealed class FormerChildren
{
    private readonly List<Child> _children = [];
    private readonly MessageLog _log;

    public FormerChildren(Handover? left, MessageLog log)
    {
        _log = log;
        foreach (KeptChild one in left?.Children ?? [])
        {
            _children.Add(new Child(one.Worker)
            {
                Pid = one.Pid,
                Control = one.Control,
                StartedAt = new Instant(one.StartedMs),
                BornAtReload = one.BornAtReload,
            });
        }
    }

    public bool AnyRuns => _children.Count > 0;

    public ReadOnlySpan<Child> All => CollectionsMarshal.AsSpan(_children);

    public void LeaveTo(Handover next)
    {
        foreach (Child child in _children)
        {
            next.Add(child);
        }
    }

    /// <summary>Out of the range that children are given their descriptors in.</summary>
    public void MoveUp(int lowest)
    {
        foreach (Child child in _children)
        {
            child.Control = Descriptors.MoveUp(child.Control, lowest);
        }
    }

    /// <summary>Buries every one that has ended.</summary>
    public void Bury()
    {
        for (int at = _children.Count - 1; at >= 0; at--)
        {
            Child child = _children[at];
            if (Sys.WaitPid(child.Pid, out int status, Sys.WaitNoHang) == 0)
            {
                continue;
            }

            WaitStatus end = new(status);
            string text = $"Former {child.Title} ({child.Pid}) exited with code {end.ShellStatus} "
                + $"({end.Reason})";
            if (end.Raw == 0)
            {
                _log.Warning(text);
            }
            else
            {
                _log.Alert(text);
            }

            Sys.Close(child.Control);
            _children.RemoveAt(at);
        }
    }

    /// <summary>They take nothing new from here on; clients that may stay leave in their own time.</summary>
    public void MakeWay() => TellAll(ControlMessage.MakeWay);

    /// <summary>The same, and clients that ask for nothing are let go.</summary>
    public void SoftStop() => TellAll(ControlMessage.SoftStop);

    public void KillAll()
    {
        foreach (Child child in _children)
        {
            Sys.Kill(child.Pid, (int)Signal.Kill);
        }

        foreach (Child child in _children)
        {
            while (Sys.WaitPid(child.Pid, out _, 0) == -Errno.EINTR)
            {
                // interrupted: the child is still to be waited for
            }
        }

        _children.Clear();
    }

    private void TellAll(ControlMessage what)
    {
        foreach (Child child in _children)
        {
            Family.Tell(child, what);
        }
    }
}
