using System.Runtime.Intrinsics;

namespace Weir.Wire.Scan;

/// <summary>
/// NUL to CR: among them every byte that ends a line or must not be in one. The harmless rest is rare.
/// </summary>
internal readonly struct LineBreakers : IByteSet
{
    public static Vector128<byte> Of(Vector128<byte> bytes) =>
        Vector128.Equals(Vector128.Min(bytes, Vector128.Create((byte)'\r')), bytes);

    public static bool Has(byte one) => one <= '\r';
}
