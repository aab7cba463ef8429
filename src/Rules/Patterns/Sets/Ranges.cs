using System;

namespace Weir.Rules.Patterns.Sets;

/// <summary>
/// Ranges of numbers of 128 bits: put in order and joined where they overlap, so that looking is a search by
/// halves however many there are.
/// </summary>
internal sealed class Ranges
{
    /// <summary>First high, first low, last high, last low.</summary>
    private const int Width = 4;

    private ulong[] _words = new ulong[Width];
    private int _count;

    public bool IsEmpty => _count == 0;

    /// <summary>Adds one while the patterns are read; <see cref="Settle"/> comes after all of them.</summary>
    public void Add(ulong firstHigh, ulong firstLow, ulong lastHigh, ulong lastLow)
    {
        if (_words.Length < (_count + 1) * Width)
        {
            Array.Resize(ref _words, 2 * _words.Length);
        }

        Span<ulong> range = At(_count++);
        (range[0], range[1], range[2], range[3]) = (firstHigh, firstLow, lastHigh, lastLow);
    }

    /// <summary>The same for numbers of 64 bits with a sign.</summary>
    public void Add(long first, long last) => Add(0, Ordered(first), 0, Ordered(last));

    public void Settle()
    {
        Sort();
        int joined = 0;
        for (int i = 1; i < _count; i++)
        {
            Span<ulong> before = At(joined);
            Span<ulong> next = At(i);
            if (IsLess(before[2], before[3], next[0], next[1]))
            {
                joined++;
                next.CopyTo(At(joined));
            }
            else if (IsLess(before[2], before[3], next[2], next[3]))
            {
                next[2..].CopyTo(before[2..]);
            }
        }

        _count = Math.Min(_count, joined + 1);
    }

    public bool Has(long number) => Has(0, Ordered(number));

    public bool Has(ulong high, ulong low)
    {
        int from = 0;
        int to = _count;
        while (from < to)
        {
            int middle = (from + to) / 2;
            ReadOnlySpan<ulong> range = At(middle);
            if (IsLess(high, low, range[0], range[1]))
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }

        if (from == 0)
        {
            return false;
        }

        ReadOnlySpan<ulong> last = At(from - 1);
        return !IsLess(last[2], last[3], high, low);
    }

    /// <summary>Shell's way: short, and quick enough for what is done once.</summary>
    private void Sort()
    {
        Span<ulong> held = stackalloc ulong[Width];
        for (int gap = _count / 2; gap > 0; gap = gap == 2 ? 1 : gap * 5 / 11)
        {
            for (int i = gap; i < _count; i++)
            {
                At(i).CopyTo(held);
                int at = i;
                while (at >= gap && IsLess(held[0], held[1], At(at - gap)[0], At(at - gap)[1]))
                {
                    At(at - gap).CopyTo(At(at));
                    at -= gap;
                }

                held.CopyTo(At(at));
            }
        }
    }

    private Span<ulong> At(int index) => _words.AsSpan(index * Width, Width);

    /// <summary>A signed number so that unsigned ones compare alike.</summary>
    private static ulong Ordered(long number) => (ulong)number ^ (1UL << 63);

    private static bool IsLess(ulong high, ulong low, ulong otherHigh, ulong otherLow) =>
        high != otherHigh ? high < otherHigh : low < otherLow;
}
