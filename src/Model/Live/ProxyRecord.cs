using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>Whether a proxy takes clients.</summary>
public enum ProxyState : uint
{
    Serving = 0,

    /// <summary>
    /// After TTOU: its addresses stay bound and nobody listens on them. A listener whose port was taken
    /// meanwhile stays so when the proxy is resumed.
    /// </summary>
    Paused = 1,

    /// <summary>For good: its sockets are closed, its sessions finish.</summary>
    Stopped = 2,

    /// <summary>
    /// The configuration has it no longer: as stopped, but clients are not hurried. One that was told that
    /// its connection stays may send one more request on it.
    /// </summary>
    Removed = 3,
}

/// <summary>What the master decides about one proxy; everybody else only reads it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ProxyRecord
{
    public ProxyState State;
}
