using System;
using Weir.Ground.Check;
using Weir.Ground.Time;

namespace Weir.Main.Origin;

/// <summary>
/// Connections that wait for their moment. Unsorted: a pass is only made when the earliest moment has come,
/// and takes all whose moment it is.
/// </summary>
internal sealed class DelayList
{
    private readonly record struct Entry(OriginConnection Connection, Instant At);

    private Entry[] _entries = new Entry[16];
    private int _count;
    private int _at = -1; // entries that the pass under way has still to look at; -1: none is

    /// <summary>The earliest moment anybody waits for.</summary>
    public Instant Next { get; private set; } = Instant.Never;

    public void Add(OriginConnection connection, Instant at)
    {
        Must.Hold(!at.IsNever);
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        connection.WakeAt = at;
        _entries[_count++] = new Entry(connection, at);
        Next = at < Next ? at : Next;
    }

    /// <summary>
    /// Takes out one connection whose moment has come, or null. Call until null, then <see cref="Next"/> is
    /// right.
    /// </summary>
    public OriginConnection? TakeDue(Instant now)
    {
        if (_at < 0)
        {
            if (now < Next)
            {
                return null;
            }

            _at = _count;
            Next = Instant.Never; // who is added from here on is counted then, the others as they are passed
        }

        while (_at > 0)
        {
            Entry entry = _entries[--_at];
            // Closed since then, and its slot perhaps in use again.
            bool isStale = entry.Connection.WakeAt != entry.At;
            if (!isStale && entry.At > now)
            {
                Next = entry.At < Next ? entry.At : Next;
                continue;
            }

            _entries[_at] = _entries[--_count]; // that one has been passed, or added, and is counted
            if (!isStale)
            {
                entry.Connection.WakeAt = Instant.Never;
                return entry.Connection;
            }
        }

        _at = -1;
        return null;
    }
}
