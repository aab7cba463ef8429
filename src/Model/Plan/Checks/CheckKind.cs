namespace Weir.Model.Plan.Checks;

/// <summary>What a health check asks, and what counts as good.</summary>
public enum CheckKind : byte
{
    /// <summary>A connection that is accepted is good.</summary>
    Tcp,

    /// <summary>The same, asked for by name (<c>option tcp-check</c>).</summary>
    TcpSteps,

    /// <summary>
    /// An answer with status 2xx or 3xx is good, or what is expected instead (<c>option httpchk</c>).
    /// </summary>
    Http,

    /// <summary>
    /// A TLS alert or handshake message as the answer to a client hello is good
    /// (<c>option ssl-hello-chk</c>).
    /// </summary>
    SslHello,

    /// <summary>A server that greets, and lets itself be greeted and left (<c>option smtpchk</c>).</summary>
    Smtp,

    /// <summary>A server that greets, without <see cref="CheckPlan.Name"/> answered by nothing.</summary>
    MySql,

    /// <summary>The same, asked in the manner before version 4.1 (<c>pre-41</c>).</summary>
    OldMySql,

    /// <summary>A server that asks who we are, or lets us in (<c>option pgsql-check</c>).</summary>
    PostgreSql,

    /// <summary>The answer to PING is good (<c>option redis-check</c>).</summary>
    Redis,

    /// <summary>An anonymous bind that succeeds is good (<c>option ldap-check</c>).</summary>
    Ldap,
}
