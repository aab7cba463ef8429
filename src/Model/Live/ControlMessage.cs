namespace Weir.Model.Live;

/// <summary>
/// What the master and a child say to each other over their socket pair (SOCK_SEQPACKET): one message, one
/// byte. Its end (a read of 0) means that the master is gone: the child finishes as after
/// <see cref="SoftStop"/>. There is no message for an immediate stop, because the master kills.
/// </summary>
public enum ControlMessage : byte
{
    /// <summary>
    /// Child to master: everything stands, traffic is served. Sent by Main, before the loop runs.
    /// </summary>
    Ready = 1,

    /// <summary>Master to child: take nothing new, finish what runs, then return from the loop.</summary>
    SoftStop = 2,

    /// <summary>
    /// Master to child: as <see cref="SoftStop"/>, but successors serve: clients are not hurried.
    /// </summary>
    MakeWay = 3,

    /// <summary>
    /// Master to child: stop the proxies that the board calls stopped, and go on with the others.
    /// </summary>
    StopProxies = 4,

    /// <summary>
    /// Master to worker: the listeners of the proxies that the board calls paused listen no more.
    /// </summary>
    Pause = 5,

    /// <summary>Worker to master: that is so.</summary>
    Paused = 6,

    /// <summary>
    /// Master to worker: some of the listeners that did not listen do so again.
    /// </summary>
    Resume = 7,
}
