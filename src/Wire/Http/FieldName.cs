namespace Weir.Wire.Http;

/// <summary>
/// The header fields that the proxy itself understands; every other one is <see cref="Other"/> and passes
/// through.
/// </summary>
public enum FieldName : byte
{
    Other,
    CacheControl,
    Connection,
    ContentLength,
    Cookie,
    Expect,
    Host,
    KeepAlive,
    ProxyConnection,
    SetCookie,
    Te,
    Trailer,
    TransferEncoding,
    Upgrade,
    XForwardedFor,
    XOriginalTo,
}
