using System;
using Weir.Ground.Check;
using Weir.Ground.Time;

namespace Weir.Main.Origin;

/// <summary>
/// Connections that wait for their moment. Unsorted: a pass is only made when the earliest moment has come,
/// and a load test has some hundreds of them.
/// </summary>
internal sealed class DelayList
{
    private readonly record struct Entry(OriginConnection Connection, Instant At);

    private Entry[] _entries = new Entry[16];
    private int _count;

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
        if (now < Next)
        {
            return null;
        }

        Instant next = Instant.Never;
        for (int i = _count - 1; i >= 0; i--)
        {
            Entry entry = _entries[i];
            // Closed since then, and its slot perhaps in use again.
            bool isStale = entry.Connection.WakeAt != entry.At;
            bool isDue = entry.At <= now;
            if (isStale || isDue)
            {
                _entries[i] = _entries[--_count];
            }

            if (isDue && !isStale)
            {
                entry.Connection.WakeAt = Instant.Never;
                return entry.Connection;
            }

            next = !isStale && entry.At < next ? entry.At : next;
        }

        Next = next;
        return null;
    }
}
