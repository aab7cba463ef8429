using Weir.Ground.Net;

namespace Weir.Model.Plan.Ends;

/// <summary>Whose address a server sees connections come from (<c>usesrc</c>).</summary>
public enum ForeignSourceKind : byte
{
    /// <summary>One that is written, and need not be of this box.</summary>
    Written,

    /// <summary>The client's, its port too.</summary>
    Client,

    /// <summary>The client's, from any port.</summary>
    ClientAddress,

    /// <summary>One that stands in a field of the request.</summary>
    Field,
}

/// <summary>
/// <c>source ADDR usesrc ...</c>: connections, but not checks, come from an address that is not ours.
/// </summary>
/// <param name="Kind">Whose.</param>
/// <param name="Address">For <see cref="ForeignSourceKind.Written"/>.</param>
/// <param name="Field">For <see cref="ForeignSourceKind.Field"/>: its name.</param>
/// <param name="Occurrence">And which of its addresses: from 1, or from -1 backwards.</param>
public sealed record ForeignSource(
    ForeignSourceKind Kind, IpEndpoint Address = default, byte[]? Field = null, int Occurrence = -1);
