using System;
using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log;

/// <summary>
/// All log targets of one process. A message is framed into its target's queue; <see cref="Flush"/>, once per
/// turn of
/// the loop, sends what has gathered. Neither allocates, neither waits for anybody.
/// </summary>
public sealed class SyslogSender : IDisposable
{
    private readonly LogTarget[] _targets;
    private readonly SyslogFrame[] _frames;
    private readonly LogOutlet[] _outlets;

    // Which outlets have something to send, so that a turn without lines looks at none of them.
    private readonly int[] _pending;
    private int _pendingCount;

    private SyslogSender(LogTarget[] targets, ReadOnlySpan<byte> tag, int pid)
    {
        _targets = targets;
        _frames = new SyslogFrame[targets.Length];
        _outlets = new LogOutlet[targets.Length];
        _pending = new int[targets.Length];
        LocalTime time = new();
        for (int i = 0; i < targets.Length; i++)
        {
            _frames[i] = new SyslogFrame(targets[i], tag, pid, time);
            _outlets[i] = targets[i].Transport == LogTransport.Descriptor
                ? new DescriptorOutlet(targets[i].Descriptor, _frames[i].BytesMost)
                : new DatagramOutlet(targets[i], _frames[i].BytesMost);
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
                sum += outlet.Dropped;
            }

            return sum;
        }
    }

    /// <summary>
    /// Opens the targets. A target that cannot be reached is no error: its messages are dropped and counted.
    /// </summary>
    /// <param name="targets">The same target may occur several times; it is opened once.</param>
    /// <param name="tag">The program's name in the messages.</param>
    /// <param name="pid">The process id in the messages: the master's.</param>
    public static SyslogSender Open(ReadOnlySpan<LogTarget> targets, ReadOnlySpan<byte> tag, int pid)
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

    /// <summary>Opens every target of a plan: those of <c>global</c> and those of the proxies.</summary>
    public static SyslogSender Open(ConfigPlan plan, int pid)
    {
        List<LogTarget> targets = [.. plan.Global.Logs];
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            targets.AddRange(proxy.Log.Targets);
        }

        return Open([.. targets], plan.Global.LogTag, pid);
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
            _pending[_pendingCount++] = target;
        }
    }

    /// <summary>
    /// Sends what has gathered. What a slow pipe does not take now waits for the next call.
    /// </summary>
    public void Flush()
    {
        int kept = 0;
        for (int i = 0; i < _pendingCount; i++)
        {
            int target = _pending[i];
            _outlets[target].Flush();
            if (_outlets[target].IsPending)
            {
                _pending[kept++] = target;
            }
        }

        _pendingCount = kept;
    }

    public void Dispose()
    {
        Flush();
        foreach (LogOutlet outlet in _outlets)
        {
            outlet.Dispose();
        }
    }
}
