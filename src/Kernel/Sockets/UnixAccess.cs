namespace Weir.Kernel.Sockets;

/// <summary>Who may connect to a unix socket: the rights of its file.</summary>
public struct UnixAccess
{
    /// <summary>Permission bits; null: as the umask leaves them.</summary>
    public uint? Mode;

    /// <summary>The owner; null: whoever opens it.</summary>
    public uint? User;

    /// <summary>Null: the opener's.</summary>
    public uint? Group;
}
