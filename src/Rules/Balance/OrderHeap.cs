using System;
using Weir.Ground.Check;

namespace Weir.Rules.Balance;

/// <summary>Items by lowest key, then lowest tie. A binary heap whose arrays are kept between uses.</summary>
internal sealed class OrderHeap
{
    private Entry[] _entries = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    public int TopItem => _entries[0].Item;

    public long TopKey => _entries[0].Key;

    public void Clear() => _count = 0;

    public void Push(long key, long tie, int item)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(16, _count * 2));
        }

        Entry added = new(key, tie, item);
        int at = _count++;
        while (at > 0 && added.IsBefore(_entries[(at - 1) / 2]))
        {
            _entries[at] = _entries[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        _entries[at] = added;
    }

    public int Pop()
    {
        Must.Hold(_count > 0);
        int item = _entries[0].Item;
        Entry moved = _entries[--_count];
        int at = 0;
        for (int child = 1; child < _count; child = (at * 2) + 1)
        {
            if (child + 1 < _count && _entries[child + 1].IsBefore(_entries[child]))
            {
                child++;
            }

            if (!_entries[child].IsBefore(moved))
            {
                break;
            }

            _entries[at] = _entries[child];
            at = child;
        }

        _entries[at] = moved;
        return item;
    }

    private readonly record struct Entry(long Key, long Tie, int Item)
    {
        public bool IsBefore(in Entry other) => Key < other.Key || (Key == other.Key && Tie < other.Tie);
    }
}
