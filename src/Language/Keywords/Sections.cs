using System;

namespace Weir.Language.Keywords;

/// <summary>
/// Where a keyword may stand. Two are not sections but the tails of <c>server</c> and <c>bind</c> lines.
/// </summary>
[Flags]
public enum Sections
{
    None = 0,
    Global = 1,
    Defaults = 2,
    Frontend = 4,
    Listen = 8,
    Backend = 16,
    ServerLine = 32,
    BindLine = 64,
    UserList = 128,

    /// <summary>What has a client side, and defaults for it.</summary>
    Client = Defaults | Frontend | Listen,

    /// <summary>What has a server side, and defaults for it.</summary>
    Service = Defaults | Listen | Backend,

    /// <summary>Every proxy, and defaults for it.</summary>
    AnyProxy = Defaults | Frontend | Listen | Backend,
}
