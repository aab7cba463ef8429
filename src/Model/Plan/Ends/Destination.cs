namespace Weir.Model.Plan.Ends;

/// <summary>Where connections for a server go.</summary>
public enum Destination : byte
{
    /// <summary>To its address and port.</summary>
    Fixed,

    /// <summary>
    /// To its address, and a port as far from the one that the client reached as is written.
    /// </summary>
    ClientsPort,

    /// <summary>
    /// To the address that the client wanted to reach, and its port unless another one is written
    /// (<c>option transparent</c>).
    /// </summary>
    ClientsAddress,

    /// <summary>To the address that stands in the request's target (<c>option http_proxy</c>).</summary>
    Target,
}
