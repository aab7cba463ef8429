using System;
using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>What a worker says with a connection that it offers to the keeper.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatsOffer
{
    /// <summary>Bytes of one.</summary>
    public const int Size = 2 * sizeof(int);

    private int _proxy;
    private int _mayGiveOrders;

    /// <param name="proxy">Whose statistics page is asked for.</param>
    /// <param name="mayGiveOrders">The rules of that page allow it to change servers.</param>
    public StatsOffer(int proxy, bool mayGiveOrders)
    {
        _proxy = proxy;
        _mayGiveOrders = mayGiveOrders ? 1 : 0;
    }

    public readonly int Proxy => _proxy;

    public readonly bool MayGiveOrders => _mayGiveOrders != 0;

    /// <summary>As they travel.</summary>
    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    public Span<byte> Bytes => MemoryMarshal.AsBytes(new Span<StatsOffer>(ref this));
}
