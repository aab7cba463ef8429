using System;

namespace Weir.Model.Stick;

/// <summary>
/// Makes the links of a table anew from its entries, when a worker has died while it changed them. Takes some
/// tens of nanoseconds for each slot that was ever used.
/// </summary>
internal static class StickRepair
{
    /// <summary>More than any number of entries makes: each is twice as long as the one before.</summary>
    private const int ListsMost = 32;

    /// <param name="table">Locked by whoever calls.</param>
    public static void Run(StickTable table)
    {
        ref StickHeader header = ref table.Header;
        table.Buckets.Clear();
        header.Free = 0;
        header.Count = 0;
        Span<uint> lists = stackalloc uint[ListsMost];
        lists.Clear();
        for (uint slot = header.Used; slot > 0; slot--)
        {
            ref StickEntry entry = ref table.Entry(slot);
            if (entry.Mark == 0)
            {
                entry.Next = header.Free;
                header.Free = slot;
                continue;
            }

            table.Chain(slot);
            header.Count++;
            entry.Older = 0;
            AddTo(table, lists, slot);
        }

        uint all = 0;
        foreach (uint list in lists)
        {
            all = Merge(table, list, all);
        }

        Link(table, all);
    }

    /// <summary>A merge sort from below: lists of the same length are merged.</summary>
    private static void AddTo(StickTable table, Span<uint> lists, uint list)
    {
        int at = 0;
        while (lists[at] != 0)
        {
            list = Merge(table, lists[at], list);
            lists[at++] = 0;
        }

        lists[at] = list;
    }

    /// <summary>Two lists, the newest first in each, to one such.</summary>
    private static uint Merge(StickTable table, uint one, uint other)
    {
        uint first = 0;
        ref uint end = ref first;
        while (one != 0 && other != 0)
        {
            bool takesOne = table.Entry(one).UsedMs >= table.Entry(other).UsedMs;
            ref uint from = ref takesOne ? ref one : ref other;
            uint taken = from;
            end = taken;
            end = ref table.Entry(taken).Older;
            from = end;
        }

        end = one != 0 ? one : other;
        return first;
    }

    /// <summary>The way back through a list, and its ends.</summary>
    private static void Link(StickTable table, uint newest)
    {
        uint newer = 0;
        for (uint slot = newest; slot != 0; slot = table.Entry(slot).Older)
        {
            table.Entry(slot).Newer = newer;
            newer = slot;
        }

        table.Header.Newest = newest;
        table.Header.Oldest = newer;
    }
}
