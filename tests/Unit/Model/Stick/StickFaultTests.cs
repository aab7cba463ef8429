using System;
using System.Linq;
using System.Threading;
using Weir.Model.Stick;
using Xunit;

namespace Weir.Tests.Unit.Model.Stick;

/// <summary>Workers that die while they change a table, and workers that change it at once.</summary>
public sealed class StickFaultTests
{
    /// <summary>
    /// Links follow from entries: whatever a dead worker has left of them, nothing of them is read again. So
    /// all of them are made nonsense here, which is more than any single step of a change can leave behind.
    /// </summary>
    [Fact]
    public void WhoeverComesAfterADeadWorkerFindsEveryEntryWhole()
    {
        StickBed bed = new(size: 8);
        for (int i = 0; i < 6; i++) bed.Put($"k{i}", (ulong)i, nowMs: 10 * i);
        bed.Find("k2", 100);
        DieInside(bed, worker: 1, table =>
        {
            table.Header.Used = 8; // a slot was taken and not filled, and another emptied
            table.Entry(1).Mark = 0;
            table.Header.Free = 3;
            table.Header.Count = 77;
            (table.Header.Newest, table.Header.Oldest) = (99, 98);
            table.Buckets.Fill(5);
            for (uint slot = 1; slot <= 8; slot++)
            {
                ref StickEntry entry = ref table.Entry(slot);
                (entry.Next, entry.Newer, entry.Older) = (slot, 1000, 2000);
            }
        });
        Assert.Equal([-1, 1, 2, 3, 4, 5], Enumerable.Range(0, 6).Select(i => bed.Find($"k{i}", 200 + i)));
        Assert.Equal(5, bed.Table.Count);
        for (int i = 6; i < 9; i++) Assert.True(bed.Put($"k{i}", (ulong)i, nowMs: 300)); // three are free
        Assert.Equal(8, bed.Table.Count);
        Assert.Equal(1, bed.Find("k1", 300));
    }

    [Fact]
    public void TheOrderOfUseIsFoundAgain()
    {
        StickBed bed = new(size: 1000);
        Random random = new(4711);
        int[] order = [.. Enumerable.Range(0, 1000)];
        foreach (int i in order) bed.Put($"k{i}", (ulong)i);
        random.Shuffle(order);
        for (int i = 0; i < order.Length; i++) bed.Find($"k{order[i]}", 1 + i);
        DieInside(bed, worker: 2, table => (table.Header.Newest, table.Header.Oldest) = (0, 0));
        for (int i = 0; i < 500; i++) bed.Put($"n{i}", 1, nowMs: 2000, worker: 1);
        for (int i = 0; i < order.Length; i++)
        {
            Assert.Equal(i < 500 ? -1 : order[i], bed.Find($"k{order[i]}", 3000));
        }
    }

    [Fact]
    public void NobodyTakesTheLockOfOneWhoLives()
    {
        StickBed bed = new(size: 8);
        bed.Put("a", 1);
        Assert.True(bed.Table.TryEnter(1));
        Assert.Equal(-1, bed.Find("a")); // it goes on without the table
        Assert.False(bed.Put("b", 1));
        bed.Table.Leave();
        Assert.Equal(1, bed.Find("a"));
    }

    [Fact]
    public void AnotherInTheDeadOnesPlaceDoesNotKeepItsLock()
    {
        StickBed bed = new(size: 8);
        bed.Put("a", 1);
        Assert.True(bed.Table.TryEnter(1));
        bed.Board.ClearGauges(1 << 1);
        bed.Board.Worker(1).Pid = 555;
        Assert.Equal(1, bed.Find("a", worker: 1));
    }

    [Fact]
    public void WhoDiesInTheRepairLeavesItToTheNext()
    {
        StickBed bed = new(size: 8);
        bed.Put("a", 1);
        DieInside(bed, worker: 1, table => table.Buckets.Clear());
        Assert.True(bed.Table.TryEnter(2)); // it repairs, and then
        DieInside(bed, worker: 2, table => table.Buckets.Fill(7), isInside: true);
        Assert.Equal(1, bed.Find("a"));
    }

    [Fact]
    public void ThreadsThatUseATableAtOnceNeverSeeAnothersServer()
    {
        StickBed bed = new(size: 64);
        int wrong = 0;
        int found = 0;
        Thread[] threads = [.. Enumerable.Range(0, StickBed.Workers).Select(worker => new Thread(() =>
        {
            Random random = new(worker);
            Span<byte> key = stackalloc byte[8];
            for (int i = 0; i < 50_000; i++)
            {
                ulong value = (ulong)random.Next(100);
                BitConverter.TryWriteBytes(key, value * 0x9e3779b97f4a7c15);
                if (random.Next(2) == 0)
                {
                    bed.Table.Put(key, value, i, worker);
                }
                else if (bed.Table.TryFind(key, i, worker, out ulong server))
                {
                    Interlocked.Add(ref wrong, server == value ? 0 : 1);
                    Interlocked.Increment(ref found);
                }
            }
        }))];
        Array.ForEach(threads, static thread => thread.Start());
        Array.ForEach(threads, static thread => thread.Join());
        Assert.Equal(0, wrong);
        Assert.InRange(found, 1, int.MaxValue);
        int linked = 0;
        for (uint slot = bed.Table.Header.Newest; slot != 0; slot = bed.Table.Entry(slot).Older) linked++;
        Assert.Equal(bed.Table.Count, linked);
        Assert.InRange(linked, 1, 64);
    }

    private static void DieInside(
        StickBed bed, int worker, Action<StickTable> leave, bool isInside = false)
    {
        Assert.True(isInside || bed.Table.TryEnter(worker));
        leave(bed.Table);
        bed.Board.ClearGauges(1ul << worker); // as the master does
    }
}
