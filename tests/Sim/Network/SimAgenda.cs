using System;
using System.Collections.Generic;

namespace Weir.Tests.Sim.Network;

/// <summary>What is going to happen.</summary>
internal enum SimDue : byte
{
    /// <summary>A caller reaches the address that it calls.</summary>
    Knock,

    /// <summary>The next segment reaches an end.</summary>
    Arrive,

    /// <summary>An end learns that there is room to send.</summary>
    Room,

    /// <summary>A peer's own timer.</summary>
    Timer,

    /// <summary>A step of the script.</summary>
    Call,
}

/// <summary>One thing to come. What bears the life of an ended link is dropped.</summary>
internal readonly record struct SimEntry(SimDue Due, SimEnd? End, int Life)
{
    /// <summary>Whose timer it is, and which.</summary>
    public SimPeer? Peer { get; init; }

    public int Tag { get; init; }

    public Action? Call { get; init; }
}

/// <summary>
/// The simulated clock, and what is to come in the order of time; what is due at once comes in a drawn order.
/// </summary>
internal sealed class SimAgenda
{
    // Weeks after the machine's start, so that 32-bit milliseconds fail at once.
    private const long StartMs = 5_000_000_000;

    private readonly PriorityQueue<SimEntry, Place> _entries = new(1024);
    private long _count;

    private readonly record struct Place(long AtMs, ulong Tie, long Number) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            int time = AtMs.CompareTo(other.AtMs);
            int tie = time != 0 ? time : Tie.CompareTo(other.Tie);
            return tie != 0 ? tie : Number.CompareTo(other.Number);
        }
    }

    public long NowMs { get; private set; } = StartMs;

    /// <summary>When the next thing happens; long.MaxValue: nothing will.</summary>
    public long NextMs => _entries.TryPeek(out _, out Place place) ? place.AtMs : long.MaxValue;

    public void Add(in SimEntry entry, long atMs, ulong tie) =>
        _entries.Enqueue(entry, new Place(long.Max(atMs, NowMs), tie, _count++));

    public bool TryTakeDue(out SimEntry entry)
    {
        if (NextMs <= NowMs)
        {
            entry = _entries.Dequeue();
            return true;
        }

        entry = default;
        return false;
    }

    public void AdvanceTo(long ms) => NowMs = long.Max(NowMs, ms);
}
