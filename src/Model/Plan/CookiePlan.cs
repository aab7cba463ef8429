namespace Weir.Model.Plan;

/// <summary>What becomes of a backend's cookie on its way.</summary>
public enum CookieMode : byte
{
    /// <summary>It is read to find the server, and no more.</summary>
    Passive,

    /// <summary>We set it; the server's own of that name is left out.</summary>
    Insert,

    /// <summary>The server sets it, and its value becomes the server's name.</summary>
    Rewrite,

    /// <summary>The server sets it, and the server's name stands before its value, with a '~'.</summary>
    Prefix,
}

/// <summary>When an inserted cookie comes with a line that keeps caches away.</summary>
public enum CacheFence : byte
{
    Never,

    /// <summary>With a response that caches may keep (<c>nocache</c>).</summary>
    WhenCacheable,

    /// <summary>With every one (a classic section): it is part of the cookie's line.</summary>
    Always,
}

/// <summary>
/// The <c>cookie</c> line of a backend. Which mode words apply is settled here, not on the byte path.
/// </summary>
/// <param name="Name">The cookie's name; case counts.</param>
/// <param name="Mode">What becomes of it.</param>
public sealed record CookiePlan(byte[] Name, CookieMode Mode)
{
    /// <summary>
    /// Servers do not see an inserted cookie; of the other modes, clients that came with the right one do not
    /// see the server's.
    /// </summary>
    public bool Indirect { get; init; }

    /// <summary>A cookie that the server itself sets is passed on, and then none is added.</summary>
    public bool Preserve { get; init; }

    /// <summary>Inserted in answers to POST only.</summary>
    public bool PostOnly { get; init; }

    /// <summary><c>maxidle</c> in seconds: how long it is good without being used; 0: for ever.</summary>
    public long MaxIdleS { get; init; }

    /// <summary><c>maxlife</c> in seconds: how long it is good in all; 0: for ever.</summary>
    public long MaxLifeS { get; init; }

    /// <summary>Inserted cookies tell when they were given.</summary>
    public bool HasDates => MaxIdleS > 0 || MaxLifeS > 0;

    public CacheFence Fence { get; init; }

    public bool Insert => Mode == CookieMode.Insert;

    /// <summary>What happens to it is logged: not for one that is only read.</summary>
    public bool IsLogged => Mode != CookieMode.Passive || Indirect;
}
