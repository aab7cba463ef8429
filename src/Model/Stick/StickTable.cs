using System;
using System.Diagnostics;
using System.IO.Hashing;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Model.Stick;

/// <summary>
/// Which server clients are at, by whatever they are known by: one table on the board, for all workers. Never
/// more than its size: where it is full, what was not used for longest makes room.
/// </summary>
/// <remarks>
/// <code>
/// header (two lines) | buckets: the first slot of each, 4 B | slots: entry, key
/// </code>
/// Whoever looks into it or changes it holds the lock for about a hundred nanoseconds; who does not get it
/// goes on without the table. The lock says who has it. When that worker is known to be dead the next one
/// takes the lock from it and makes the links anew (<see cref="StickRepair"/>): entries are whole at any
/// moment, because a slot counts from the word that is written last.
/// </remarks>
public sealed unsafe class StickTable
{
    private const int HeaderBytes = 128;

    /// <summary>How often a lock that another has is tried before that one is let run.</summary>
    private const int AttemptsAtOnce = 50;

    /// <summary>
    /// How long the table is waited for after that, in milliseconds: its holder was stopped, or has died and
    /// is not yet known to be dead.
    /// </summary>
    private const int WaitMostMs = 10;

    /// <summary>
    /// So many entries that are over are taken out where one is put in: memory is used again first.
    /// </summary>
    private const int OverMost = 2;

    private readonly Board _board;
    private readonly byte* _memory;
    private readonly uint* _buckets;
    private readonly byte* _slots;
    private readonly uint _bucketMask;
    private readonly long _stride;

    /// <param name="board">Whose memory it is: it tells which workers live.</param>
    /// <param name="memory">Zeroed and of <see cref="BytesFor"/>, or this table already.</param>
    /// <param name="plan">Its line.</param>
    internal StickTable(Board board, byte* memory, StickTablePlan plan)
    {
        Must.Hold(((nint)memory & (StickTablePlan.PageBytes - 1)) == 0);
        Must.Hold(sizeof(StickHeader) == HeaderBytes);
        _board = board;
        _memory = memory;
        Plan = plan;
        uint buckets = BucketsFor(plan);
        _bucketMask = buckets - 1;
        _stride = StrideFor(plan);
        _buckets = (uint*)(memory + HeaderBytes);
        _slots = memory + HeaderBytes + (buckets * sizeof(uint));
    }

    public StickTablePlan Plan { get; }

    /// <summary>Entries there are, those that are over and still there included.</summary>
    public int Count => (int)Volatile.Read(ref Header.Count);

    internal ref StickHeader Header => ref Unsafe.AsRef<StickHeader>(_memory);

    internal Span<uint> Buckets => new(_buckets, (int)_bucketMask + 1);

    /// <summary>Bytes of a table: pages that no entry has come to are never touched.</summary>
    public static long BytesFor(StickTablePlan plan) =>
        HeaderBytes + ((long)BucketsFor(plan) * sizeof(uint)) + (plan.Size * StrideFor(plan));

    /// <summary>The server that a key is at; this is a use.</summary>
    /// <param name="key">At most of the table's length.</param>
    /// <param name="nowMs">Monotonic.</param>
    /// <param name="worker">Who asks.</param>
    /// <param name="server">What <see cref="StickServers"/> knows it by.</param>
    /// <returns>False: it is not known, or no longer.</returns>
    public bool TryFind(ReadOnlySpan<byte> key, long nowMs, int worker, out ulong server)
    {
        server = 0;
        if (!TryEnter(worker))
        {
            return false;
        }

        uint slot = Find(key, ref BucketOf(key));
        bool isOver = slot != 0 && IsOver(slot, nowMs);
        if (isOver)
        {
            Remove(slot);
        }
        else if (slot != 0)
        {
            Use(slot, nowMs);
            server = Entry(slot).Server;
        }

        Leave();
        return slot != 0 && !isOver;
    }

    /// <summary>Remembers where a key is; this is a use.</summary>
    /// <returns>False: there is no room for it, or no getting in.</returns>
    public bool Put(ReadOnlySpan<byte> key, ulong server, long nowMs, int worker)
    {
        Must.Hold(key.Length <= Plan.KeyMost);
        if (!TryEnter(worker))
        {
            return false;
        }

        uint slot = Find(key, ref BucketOf(key));
        if (slot != 0)
        {
            Volatile.Write(ref Entry(slot).Server, server);
            Use(slot, nowMs);
        }
        else if (MakeRoom(nowMs) is var free and not 0)
        {
            slot = free;
            Fill(slot, key, server, nowMs);
        }

        Leave();
        return slot != 0;
    }

    /// <summary>Takes the lock. False: another has it who lives.</summary>
    internal bool TryEnter(int worker)
    {
        ref ulong place = ref Header.Lock;
        ulong own = ((ulong)(uint)_board.Worker(worker).Pid << 8) | (uint)(worker + 1);
        long giveUpMs = long.MaxValue;
        for (int attempt = 0; attempt <= AttemptsAtOnce || Environment.TickCount64 <= giveUpMs; attempt++)
        {
            ulong holder = Volatile.Read(ref place);
            bool mayTake = holder == 0 || IsGone(holder);
            if (mayTake && Interlocked.CompareExchange(ref place, own, holder) == holder)
            {
                if (holder != 0)
                {
                    StickRepair.Run(this);
                }

                return true;
            }

            if (attempt < AttemptsAtOnce)
            {
                Thread.SpinWait(8);
                continue;
            }

            // By the clock, not by a count: on a busy machine one yield may last as long as a time slice.
            giveUpMs = attempt == AttemptsAtOnce ? Environment.TickCount64 + WaitMostMs : giveUpMs;
            Thread.Yield();
        }

        return false;
    }

    internal void Leave() => Volatile.Write(ref Header.Lock, 0);

    internal ref StickEntry Entry(uint slot) =>
        ref Unsafe.AsRef<StickEntry>(_slots + ((slot - 1) * _stride));

    internal ReadOnlySpan<byte> KeyAt(uint slot) =>
        new(_slots + ((slot - 1) * _stride) + sizeof(StickEntry), (int)Entry(slot).Mark - 1);

    /// <summary>Makes an entry the first of its bucket.</summary>
    internal void Chain(uint slot)
    {
        ref uint bucket = ref BucketOf(KeyAt(slot));
        Entry(slot).Next = bucket;
        bucket = slot;
    }

    private static uint BucketsFor(StickTablePlan plan) => BitOperations.RoundUpToPowerOf2((uint)plan.Size);

    private static long StrideFor(StickTablePlan plan) => (sizeof(StickEntry) + plan.KeyMost + 7) & ~7L;

    /// <summary>That worker has died: another is in its place, or nobody yet.</summary>
    private bool IsGone(ulong holder) =>
        _board.Worker((int)(holder & byte.MaxValue) - 1).Pid != (int)(holder >> 8);

    private ref uint BucketOf(ReadOnlySpan<byte> key)
    {
        ref ulong seed = ref Header.Seed;
        seed = seed == 0 ? (ulong)Stopwatch.GetTimestamp() | 1 : seed; // nobody gains by guessing it
        return ref _buckets[(uint)XxHash64.HashToUInt64(key, (long)seed) & _bucketMask];
    }

    private uint Find(ReadOnlySpan<byte> key, ref uint bucket)
    {
        uint slot = bucket;
        while (slot != 0 && !key.SequenceEqual(KeyAt(slot)))
        {
            slot = Entry(slot).Next;
        }

        return slot;
    }

    private bool IsOver(uint slot, long nowMs) =>
        Plan.ExpireMs > 0 && nowMs - Entry(slot).UsedMs > Plan.ExpireMs;

    /// <summary>A slot for another entry; 0: there is none.</summary>
    private uint MakeRoom(long nowMs)
    {
        ref StickHeader header = ref Header;
        for (int i = 0; i < OverMost && header.Oldest != 0 && IsOver(header.Oldest, nowMs); i++)
        {
            Remove(header.Oldest);
        }

        if (header.Free == 0 && header.Used == Plan.Size && !Plan.KeepsAll)
        {
            Remove(header.Oldest);
        }

        uint slot = header.Free;
        if (slot != 0)
        {
            header.Free = Entry(slot).Next;
        }
        else if (header.Used < Plan.Size)
        {
            slot = ++header.Used;
        }

        return slot;
    }

    private void Fill(uint slot, ReadOnlySpan<byte> key, ulong server, long nowMs)
    {
        ref StickEntry entry = ref Entry(slot);
        Must.Hold(entry.Mark == 0);
        entry.Server = server;
        entry.UsedMs = nowMs;
        key.CopyTo(new Span<byte>(Unsafe.AsPointer(ref entry), (int)_stride)[sizeof(StickEntry)..]);
        Volatile.Write(ref entry.Mark, (uint)key.Length + 1);
        Chain(slot);
        Header.Count++;
        PutFirst(slot);
    }

    private void Use(uint slot, long nowMs)
    {
        ref StickEntry entry = ref Entry(slot);
        entry.UsedMs = long.Max(nowMs, entry.UsedMs); // another worker's clock may be a turn ahead
        if (Header.Newest != slot)
        {
            TakeOut(slot);
            PutFirst(slot);
        }
    }

    private void Remove(uint slot)
    {
        ref StickHeader header = ref Header;
        ref StickEntry entry = ref Entry(slot);
        ref uint link = ref BucketOf(KeyAt(slot));
        while (link != slot)
        {
            link = ref Entry(link).Next;
        }

        link = entry.Next;
        TakeOut(slot);
        Volatile.Write(ref entry.Mark, 0);
        entry.Next = header.Free;
        header.Free = slot;
        header.Count--;
    }

    private void PutFirst(uint slot)
    {
        ref StickHeader header = ref Header;
        ref StickEntry entry = ref Entry(slot);
        entry.Newer = 0;
        entry.Older = header.Newest;
        ref uint before = ref header.Oldest;
        if (header.Newest != 0)
        {
            before = ref Entry(header.Newest).Newer;
        }

        before = slot;
        header.Newest = slot;
    }

    private void TakeOut(uint slot)
    {
        ref StickHeader header = ref Header;
        ref StickEntry entry = ref Entry(slot);
        ref uint after = ref header.Newest;
        ref uint before = ref header.Oldest;
        if (entry.Newer != 0)
        {
            after = ref Entry(entry.Newer).Older;
        }

        if (entry.Older != 0)
        {
            before = ref Entry(entry.Older).Newer;
        }

        after = entry.Older;
        before = entry.Newer;
    }
}
