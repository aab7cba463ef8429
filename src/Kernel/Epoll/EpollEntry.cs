namespace Weir.Kernel.Epoll;

/// <summary>What is remembered of one descriptor.</summary>
internal struct EpollEntry
{
    /// <summary>
    /// Counts registrations and closings of this number, so that each life of it has its own.
    /// </summary>
    public uint Registration;

    /// <summary>
    /// The peer's end was announced, and its edge with it: only reading to the end proves the end.
    /// </summary>
    public bool PeerClosed;

    /// <summary>A fault was announced: the socket knows which.</summary>
    public bool Failed;
}
