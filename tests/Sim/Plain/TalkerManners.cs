using System;

namespace Weir.Tests.Sim.Plain;

/// <summary>How one end of a stream may behave; what it does is drawn.</summary>
[Flags]
internal enum TalkerManners
{
    None = 0,

    /// <summary>It may say nothing until the other has said everything and ended its side.</summary>
    HearsFirst = 1,

    /// <summary>It may break the connection at any moment.</summary>
    MayReset = 2,
}
