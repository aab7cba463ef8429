using System;
using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log;

/// <summary>
/// Every place that this process sends log messages to, open once however many targets and plans name it.
/// </summary>
internal sealed class LogOutlets : IDisposable
{
    private readonly List<Entry> _open = [];

    // Which of them have something to send, so that a turn without lines looks at none.
    private LogOutlet[] _pending = [];
    private int _pendingCount;

    /// <summary>
    /// The way to a target. What cannot be reached is no error: its messages are dropped and counted.
    /// </summary>
    /// <param name="target">Where to.</param>
    /// <param name="messageBytes">The longest message.</param>
    public LogOutlet Open(LogTarget target, int messageBytes)
    {
        foreach (Entry entry in _open)
        {
            if (entry.Leads(target, messageBytes))
            {
                entry.Users++;
                return entry.Outlet;
            }
        }

        LogOutlet outlet = target.Transport == LogTransport.Descriptor
            ? new DescriptorOutlet(target.Descriptor, messageBytes)
            : new DatagramOutlet(target, messageBytes);
        _open.Add(new Entry(target, messageBytes, outlet) { Users = 1 });
        if (_pending.Length < _open.Count)
        {
            Array.Resize(ref _pending, 2 * _open.Count);
        }

        return outlet;
    }

    /// <summary>Given back by one who has opened it: the last one closes it.</summary>
    public void Close(LogOutlet outlet)
    {
        Entry entry = _open.Find(one => one.Outlet == outlet)!;
        entry.Users--;
        if (entry.Users > 0)
        {
            return;
        }

        outlet.Flush();
        int at = Array.IndexOf(_pending, outlet, 0, _pendingCount);
        if (at >= 0)
        {
            _pending[at] = _pending[--_pendingCount];
        }

        _open.Remove(entry);
        outlet.Dispose();
    }

    /// <summary>Something waits there that did not before.</summary>
    public void Pend(LogOutlet outlet)
    {
        Must.Hold(_pendingCount < _pending.Length);
        _pending[_pendingCount++] = outlet;
    }

    /// <summary>
    /// Sends what has gathered. What a slow pipe does not take now waits for the next call.
    /// </summary>
    public void Flush()
    {
        int kept = 0;
        for (int i = 0; i < _pendingCount; i++)
        {
            LogOutlet outlet = _pending[i];
            outlet.Flush();
            if (outlet.IsPending)
            {
                _pending[kept++] = outlet;
            }
        }

        _pendingCount = kept;
    }

    public void Dispose()
    {
        while (_open.Count > 0)
        {
            _open[0].Users = 1;
            Close(_open[0].Outlet);
        }
    }

    private sealed class Entry(LogTarget target, int messageBytes, LogOutlet outlet)
    {
        public LogOutlet Outlet => outlet;

        public int Users { get; set; }

        public bool Leads(LogTarget where, int bytes) =>
            target.Transport == where.Transport && target.Address == where.Address
            && target.Path == where.Path && target.Descriptor == where.Descriptor && messageBytes >= bytes;
    }
}
