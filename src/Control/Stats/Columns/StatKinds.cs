using System;

namespace Weir.Control.Stats.Columns;

/// <summary>The kinds of lines.</summary>
[Flags]
internal enum StatKinds
{
    None = 0,
    Frontend = 1,
    Backend = 2,
    Server = 4,

    /// <summary>A backend or a server.</summary>
    Service = Backend | Server,

    /// <summary>A proxy's own lines.</summary>
    Proxy = Frontend | Backend,

    All = Frontend | Backend | Server,
}
