using System;

namespace Weir.Ground.Expressions.Running;

/// <summary>Threads of a run, the preferred ones first, each with its slots.</summary>
internal ref struct ThreadList(Span<ushort> places, Span<ushort> slots, int slotsEach)
{
    private readonly Span<ushort> _places = places;
    private readonly Span<ushort> _slots = slots;

    public int Count;

    public readonly ushort PlaceOf(int thread) => _places[thread];

    public readonly ReadOnlySpan<ushort> SlotsOf(int thread) =>
        _slots.Slice(thread * slotsEach, slotsEach);

    public void Add(int place, ReadOnlySpan<ushort> noted)
    {
        _places[Count] = (ushort)place;
        noted.CopyTo(_slots.Slice(Count * slotsEach, slotsEach));
        Count++;
    }
}
