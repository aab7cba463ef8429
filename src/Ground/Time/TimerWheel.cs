using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Ground.Memory;

namespace Weir.Ground.Time;

/// <summary>
/// One timer per id. Moving a timer later, which every request does, only stores the new time: its place in
/// the wheel is looked at when it comes round, and then moved. So a busy connection costs one store per
/// request and one visit per lap.
/// </summary>
/// <remarks>
/// <code>
/// slots:  [0] [1] [2] ... [16383]     4 ms each, 65 s a lap; a later timer waits in the farthest slot and is
/// put again
///          |
///          id -> id -> id             doubly linked, by id
/// </code>
/// A timer fires at most one slot (4 ms) late, never early. Owned by one thread.
/// </remarks>
public sealed class TimerWheel
{
    private const int SlotShift = 2;
    private const int SlotCount = 1 << 14;

    /// <summary>Bytes that each id takes.</summary>
    public static readonly int BytesPerTimer = Unsafe.SizeOf<Node>();

    private readonly NativeTable<Node> _nodes;
    private readonly int[] _heads = new int[SlotCount];
    private readonly ulong[] _occupied = new ulong[SlotCount / 64];
    private long _tick;
    private long _nextTick = long.MaxValue;

    /// <param name="ids">Ids are below this number.</param>
    /// <param name="now">The wheel starts here.</param>
    public TimerWheel(int ids, Instant now)
    {
        _nodes = new NativeTable<Node>(ids);
        _tick = now.Ms >> SlotShift;
        Array.Fill(_heads, -1);
    }

    /// <summary>No timer fires before this instant.</summary>
    public Instant Next => _nextTick == long.MaxValue ? Instant.Never : new Instant(_nextTick << SlotShift);

    /// <summary>
    /// Sets or moves the timer of <paramref name="id"/>; <see cref="Instant.Never"/> stops it.
    /// </summary>
    public void Set(int id, Instant at)
    {
        ref Node node = ref _nodes[id];
        node.ExpireMs = at.Ms;
        if (at.IsNever)
        {
            return;
        }

        long tick = TickOf(at.Ms);
        if (node.IsLinked && node.Tick <= tick)
        {
            return;
        }

        if (node.IsLinked)
        {
            Unlink(id, ref node);
        }

        Link(id, ref node, tick);
    }

    public void Clear(int id) => Set(id, Instant.Never);

    /// <summary>Takes one timer that has expired by <paramref name="now"/>. Call until it says no.</summary>
    public bool TryFire(Instant now, out int id)
    {
        long last = now.Ms >> SlotShift;
        while (_nextTick <= last)
        {
            _tick = _nextTick;
            int slot = (int)(_tick & (SlotCount - 1));
            id = _heads[slot];
            if (id < 0)
            {
                _nextTick = FindNext(_tick + 1);
                continue;
            }

            ref Node node = ref _nodes[id];
            Unlink(id, ref node);
            if (node.ExpireMs == long.MaxValue)
            {
                continue;
            }

            if (node.ExpireMs <= now.Ms)
            {
                node.ExpireMs = long.MaxValue;
                return true;
            }

            Link(id, ref node, TickOf(node.ExpireMs));
        }

        if (_tick < last)
        {
            _tick = last;
        }

        id = -1;
        return false;
    }

    private static long TickOf(long ms) => (ms + (1 << SlotShift) - 1) >> SlotShift;

    private void Link(int id, ref Node node, long tick)
    {
        // A slot may hold only one tick's timers at a time: too near goes into the next slot, too far into
        // the farthest.
        tick = Math.Clamp(tick, _tick + 1, _tick + SlotCount - 1);
        int slot = (int)(tick & (SlotCount - 1));
        node.Tick = tick;
        node.Before = Node.First;
        node.Next = _heads[slot];
        if (node.Next >= 0)
        {
            _nodes[node.Next].Before = id + Node.AfterIds;
        }

        _heads[slot] = id;
        _occupied[slot >> 6] |= 1UL << (slot & 63);
        _nextTick = Math.Min(_nextTick, tick);
    }

    private void Unlink(int id, ref Node node)
    {
        int slot = (int)(node.Tick & (SlotCount - 1));
        Must.Hold(node.IsLinked);
        if (node.Before != Node.First)
        {
            _nodes[node.Before - Node.AfterIds].Next = node.Next;
        }
        else
        {
            Must.Hold(_heads[slot] == id);
            _heads[slot] = node.Next;
        }

        if (node.Next >= 0)
        {
            _nodes[node.Next].Before = node.Before;
        }

        node.Before = Node.Unlinked;
        if (_heads[slot] < 0)
        {
            _occupied[slot >> 6] &= ~(1UL << (slot & 63));
        }
    }

    /// <summary>The first tick from <paramref name="from"/> on whose slot holds a timer.</summary>
    private long FindNext(long from)
    {
        for (int seen = 0; seen < SlotCount;)
        {
            int slot = (int)((from + seen) & (SlotCount - 1));
            ulong bits = _occupied[slot >> 6] >> (slot & 63);
            if (bits != 0)
            {
                return from + seen + BitOperations.TrailingZeroCount(bits);
            }

            seen += 64 - (slot & 63);
        }

        return long.MaxValue;
    }

    /// <summary>24 bytes for every descriptor that there may be; zeroed, it is in no slot.</summary>
    private struct Node
    {
        public const int Unlinked = 0;
        public const int First = 1;
        public const int AfterIds = 2;

        public long ExpireMs;
        public long Tick;
        public int Next;

        /// <summary>The id before it in its slot and <see cref="AfterIds"/>, or one of the others.</summary>
        public int Before;

        public readonly bool IsLinked => Before != Unlinked;
    }
}
