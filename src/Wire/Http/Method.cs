namespace Weir.Wire.Http;

/// <summary>
/// The methods that the proxy itself tells apart (RFC 9110 9.3, RFC 5789). Names are case-sensitive.
/// </summary>
public enum Method : byte
{
    /// <summary>
    /// Any other token: forwarded like the rest, and never taken for one that may be repeated.
    /// </summary>
    Other,
    Get,
    Head,
    Post,
    Put,
    Delete,
    Connect,
    Options,
    Trace,
    Patch,
}
