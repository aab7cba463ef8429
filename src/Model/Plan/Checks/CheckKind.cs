namespace Weir.Model.Plan.Checks;

/// <summary>What a health check asks, and what counts as good.</summary>
public enum CheckKind : byte
{
    /// <summary>A connection that is accepted is good.</summary>
    Tcp,

    /// <summary>An answer with status 2xx or 3xx is good (<c>option httpchk</c>).</summary>
    Http,

    /// <summary>
    /// A TLS alert or handshake message as the answer to a client hello is good
    /// (<c>option ssl-hello-chk</c>).
    /// </summary>
    SslHello,
}
