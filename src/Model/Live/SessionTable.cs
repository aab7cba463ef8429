using System;
using System.Diagnostics;
using System.IO.Hashing;
using System.Runtime.CompilerServices;
using System.Threading;
using Weir.Ground.Check;

namespace Weir.Model.Live;

/// <summary>
/// Which server the sessions of applications are at (<c>appsession</c>), for all workers and all proxies. Of
/// a fixed size: where it is full, the session that was not used for longest makes room.
/// </summary>
/// <remarks>
/// <code>
/// line: seed | bucket: eight entries of two words | bucket ...
/// entry: key (0: free, up to 64: being written by that worker) | server, 24 bits; last use in ms, 40 bits
/// </code>
/// A session is known by a hash of 64 bits of its value, its proxy and the seed. An entry is written by
/// whoever has put its own number in the key's place; a reader that finds the same key before and after the
/// other word has read what belongs to it. A worker that dies while it writes costs one entry until it is
/// cleared.
/// </remarks>
public sealed unsafe class SessionTable
{
    /// <summary>Bytes of a table: pages that no session has come to are never touched.</summary>
    public const long Bytes = Line + ((long)Buckets * BucketBytes);

    private const int Line = 64;
    private const int Buckets = 16384;
    private const int PerBucket = 8;
    private const int BucketBytes = PerBucket * 2 * sizeof(ulong);
    private const int TimeBits = 40;
    private const ulong TimeMask = (1UL << TimeBits) - 1;
    private const ulong WritersMost = 64;
    private const int AttemptsMost = 4;

    /// <summary>
    /// A use is written down when so much of the holding time has passed since the last one: others' caches
    /// keep the line meanwhile.
    /// </summary>
    private const int RefreshPart = 16;

    private readonly byte* _memory;

    /// <param name="memory">Zeroed and of <see cref="Bytes"/>, or a table already; at a cache line.</param>
    public SessionTable(byte* memory)
    {
        Must.Hold(((nint)memory & (Line - 1)) == 0);
        _memory = memory;
    }

    private ref ulong Seed => ref Unsafe.AsRef<ulong>(_memory);

    /// <summary>What a session is known by; never 0.</summary>
    /// <param name="proxy">Sessions of others are others.</param>
    /// <param name="value">What the application calls it.</param>
    public ulong KeyOf(int proxy, ReadOnlySpan<byte> value)
    {
        if (Volatile.Read(ref Seed) == 0)
        {
            ulong drawn = (ulong)Stopwatch.GetTimestamp() | 1; // nobody gains by guessing it
            Interlocked.CompareExchange(ref Seed, drawn, 0);
        }

        ulong key = XxHash64.HashToUInt64(value, (long)Seed + proxy);
        return key > WritersMost ? key : key + WritersMost + 1;
    }

    /// <summary>The server's id; -1: the session is not known, or no longer.</summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="nowMs">Monotonic; this is a use.</param>
    /// <param name="holdMs">How long a session is remembered that is not used.</param>
    public int Find(ulong key, long nowMs, long holdMs)
    {
        for (int i = 0; i < PerBucket; i++)
        {
            ref ulong place = ref Key(key, i);
            if (Volatile.Read(ref place) != key)
            {
                continue;
            }

            ref ulong word = ref Unsafe.Add(ref place, 1);
            ulong seen = Volatile.Read(ref word);
            if (Volatile.Read(ref place) != key)
            {
                continue;
            }

            long age = nowMs - (long)(seen & TimeMask);
            if (age > holdMs)
            {
                return -1;
            }

            if (age > holdMs / RefreshPart)
            {
                // Whoever was here first knows as well as we do.
                Interlocked.CompareExchange(ref word, (seen & ~TimeMask) | ((ulong)nowMs & TimeMask), seen);
            }

            return (int)(seen >> TimeBits);
        }

        return -1;
    }

    /// <summary>
    /// Remembers where a session is. Where others write as well, it may fail: then it is not known.
    /// </summary>
    /// <param name="key">From <see cref="KeyOf"/>.</param>
    /// <param name="server">The server's id.</param>
    /// <param name="nowMs">Monotonic.</param>
    /// <param name="worker">Who writes, from 0.</param>
    public void Put(ulong key, int server, long nowMs, int worker)
    {
        Must.Hold((uint)worker < WritersMost && key > WritersMost);
        ulong writer = (ulong)worker + 1;
        for (int attempt = 0; attempt < AttemptsMost; attempt++)
        {
            ref ulong place = ref PlaceFor(key);
            ulong before = Volatile.Read(ref place);
            if (before is > 0 and <= WritersMost
                || Interlocked.CompareExchange(ref place, writer, before) != before)
            {
                continue;
            }

            ulong word = ((ulong)server << TimeBits) | ((ulong)nowMs & TimeMask);
            Volatile.Write(ref Unsafe.Add(ref place, 1), word);
            Volatile.Write(ref place, key);
            return;
        }
    }

    /// <summary>Frees what dead workers were writing.</summary>
    /// <param name="dead">A bit for each.</param>
    public void Forget(ulong dead)
    {
        if (Volatile.Read(ref Seed) == 0)
        {
            return; // never used: its pages stay untouched
        }

        for (int bucket = 0; bucket < Buckets; bucket++)
        {
            for (int i = 0; i < PerBucket; i++)
            {
                ref ulong place = ref KeyAt(bucket, i);
                ulong key = Volatile.Read(ref place);
                if (key is > 0 and <= WritersMost && ((dead >> (int)(key - 1)) & 1) != 0)
                {
                    Interlocked.CompareExchange(ref place, 0, key);
                }
            }
        }
    }

    /// <summary>
    /// The session's own entry; or a free one of its bucket, or the one used least recently.
    /// </summary>
    private ref ulong PlaceFor(ulong key)
    {
        int best = 0;
        ulong bestTime = ulong.MaxValue;
        for (int i = 0; i < PerBucket; i++)
        {
            ref ulong place = ref Key(key, i);
            ulong there = Volatile.Read(ref place);
            if (there == key)
            {
                return ref place;
            }

            ulong time = there == 0 ? 0
                : there <= WritersMost ? ulong.MaxValue
                : 1 + (Volatile.Read(ref Unsafe.Add(ref place, 1)) & TimeMask);
            if (time < bestTime)
            {
                best = i;
                bestTime = time;
            }
        }

        return ref Key(key, best);
    }

    private ref ulong Key(ulong key, int entry) => ref KeyAt((int)(key >> 32) & (Buckets - 1), entry);

    private ref ulong KeyAt(int bucket, int entry) => ref Unsafe.AsRef<ulong>(
        _memory + Line + ((long)bucket * BucketBytes) + ((long)entry * 2 * sizeof(ulong)));
}
