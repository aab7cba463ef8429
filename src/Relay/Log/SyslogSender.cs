using System;
using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log;

/// <summary>
/// The log targets of one plan. A message is framed into its target's queue; <see cref="Flush"/>, once per
/// turn of
/// the loop, sends what has gathered. Neither allocates, neither waits for anybody.
/// </summary>
public sealed class SyslogSender : IDisposable
{
    private readonly LogTarget[] _targets;
    private readonly SyslogFrame[] _frames;
    private readonly LogOutlet[] _outlets;
    private LogOutlets? _all;
    private bool _isAlone;

    private SyslogSender(LogTarget[] targets, ReadOnlySpan<byte> tag, int pid)
    {
        _targets = targets;
        _frames = new SyslogFrame[targets.Length];
        _outlets = new LogOutlet[targets.Length];
        LocalTime time = new();
        for (int i = 0; i < targets.Length; i++)
        {
            _frames[i] = new SyslogFrame(targets[i], tag, pid, time);
        }
    }

    /// <summary>Messages that found no room or no receiver, over all targets.</summary>
    public long Dropped
    {
        get
        {
            long sum = 0;
            foreach (LogOutlet outlet in _outlets)
            {
                sum += outlet.Dropped; // of all who share it
            }

            return sum;
        }
    }

    /// <summary>
    /// Opens the targets, for a process that has no others. A target that cannot be reached is no error: its
    /// messages are dropped and counted.
    /// </summary>
    /// <param name="targets">The same target may occur several times; it is opened once.</param>
    /// <param name="tag">The program's name in the messages.</param>
    /// <param name="pid">The process id in the messages: the master's.</param>
    public static SyslogSender Open(ReadOnlySpan<LogTarget> targets, ReadOnlySpan<byte> tag, int pid)
    {
        SyslogSender sender = Of(targets, tag, pid);
        sender._isAlone = true;
        sender.Open(new LogOutlets());
        return sender;
    }

    /// <summary>Opens every target of a plan: those of <c>global</c> and those of the proxies.</summary>
    public static SyslogSender Open(ConfigPlan plan, int pid) =>
        Open(TargetsOf(plan), plan.Global.LogTag, pid);

    /// <summary>Every target of a plan, not open yet.</summary>
    internal static SyslogSender Of(ConfigPlan plan, int pid) =>
        Of(TargetsOf(plan), plan.Global.LogTag, pid);

    /// <summary>The same of any targets.</summary>
    internal static SyslogSender Of(ReadOnlySpan<LogTarget> targets, ReadOnlySpan<byte> tag, int pid)
    {
        List<LogTarget> distinct = [];
        foreach (LogTarget target in targets)
        {
            if (!distinct.Contains(target)) // by identity: two equal lines send twice, as they say
            {
                distinct.Add(target);
            }
        }

        return new SyslogSender([.. distinct], tag, pid);
    }

    /// <summary>Once, before the first message.</summary>
    internal void Open(LogOutlets all)
    {
        Must.Hold(_all is null);
        _all = all;
        for (int i = 0; i < _targets.Length; i++)
        {
            _outlets[i] = all.Open(_targets[i], _frames[i].BytesMost);
        }
    }

    /// <summary>
    /// The numbers of <paramref name="targets"/>, for <see cref="Add(ReadOnlySpan{int}, int,
    /// ReadOnlySpan{byte}, long)"/>. Looked up at start, kept by the caller.
    /// </summary>
    public int[] RouteOf(ReadOnlySpan<LogTarget> targets)
    {
        int[] route = new int[targets.Length];
        for (int i = 0; i < route.Length; i++)
        {
            route[i] = Array.IndexOf(_targets, targets[i]);
            Must.Hold(route[i] >= 0);
        }

        return route;
    }

    /// <summary>Queues a message for each target of a route that takes its level.</summary>
    /// <param name="route">From <see cref="RouteOf"/>.</param>
    /// <param name="level">0 (emerg) .. 7 (debug).</param>
    /// <param name="message">Without a line's end.</param>
    /// <param name="wallMs">Milliseconds since 1970 (UTC).</param>
    public void Add(ReadOnlySpan<int> route, int level, ReadOnlySpan<byte> message, long wallMs)
    {
        foreach (int target in route)
        {
            Add(target, level, message, wallMs);
        }
    }

    /// <summary>Queues a message for one target, if it takes its level.</summary>
    public void Add(int target, int level, ReadOnlySpan<byte> message, long wallMs)
    {
        SyslogFrame frame = _frames[target];
        if (!frame.Takes(level))
        {
            return;
        }

        LogOutlet outlet = _outlets[target];
        bool wasPending = outlet.IsPending;
        Span<byte> room = outlet.Reserve(frame.RoomFor(message.Length));
        if (room.IsEmpty)
        {
            return;
        }

        outlet.Commit(frame.Write(level, message, wallMs, room));
        if (!wasPending)
        {
            _all!.Pend(outlet);
        }
    }

    /// <summary>Sends what has gathered, here and in whoever shares a way out with this one.</summary>
    public void Flush() => _all!.Flush();

    /// <summary>What waits is sent as far as it goes.</summary>
    public void Dispose()
    {
        if (_all is null)
        {
            return;
        }

        foreach (LogOutlet outlet in _outlets)
        {
            _all.Close(outlet);
        }

        if (_isAlone)
        {
            _all.Dispose();
        }

        _all = null;
    }

    private static LogTarget[] TargetsOf(ConfigPlan plan)
    {
        List<LogTarget> targets = [.. plan.Global.Logs];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            targets.AddRange(proxy.Log.Targets);
        }

        return [.. targets];
    }
}
