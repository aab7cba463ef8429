namespace Weir.Ground.Net;

/// <summary>All addresses of one family that begin with the same bits.</summary>
/// <param name="Base">Any address of it; the port is not looked at.</param>
/// <param name="HighMask">Which of the <see cref="IpEndpoint.High"/> bits count.</param>
/// <param name="LowMask">Which of the <see cref="IpEndpoint.Low"/> bits count.</param>
public readonly record struct IpNetwork(IpEndpoint Base, ulong HighMask, ulong LowMask)
{
    /// <summary>The network of the first bits of an address.</summary>
    /// <param name="address">Any address of it.</param>
    /// <param name="bits">0..32 for IPv4, 0..128 for IPv6.</param>
    public static IpNetwork Of(IpEndpoint address, int bits) => address.Family == IpFamily.V4
        ? new IpNetwork(address, 0, FirstBits(bits, of: 32))
        : new IpNetwork(
            address, FirstBits(int.Min(bits, 64), of: 64), FirstBits(int.Max(bits - 64, 0), of: 64));

    public bool Contains(in IpEndpoint address) =>
        address.Family == Base.Family
        && ((address.High ^ Base.High) & HighMask) == 0
        && ((address.Low ^ Base.Low) & LowMask) == 0;

    private static ulong FirstBits(int count, int of)
    {
        ulong all = of == 64 ? ulong.MaxValue : (1UL << of) - 1;
        return count == 0 ? 0 : (all << (of - count)) & all;
    }
}
