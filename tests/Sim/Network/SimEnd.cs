using Weir.Ground.Net;

namespace Weir.Tests.Sim.Network;

/// <summary>How far one end of a connection has come.</summary>
internal enum SimEndState : byte
{
    Unborn,
    Connecting,
    Open,
    Closed,
}

/// <summary>One end of a connection: a descriptor of the program under test, or a scripted peer.</summary>
internal sealed class SimEnd
{
    public SimEnd(SimLink link) => Link = link;

    public SimLink Link { get; }

    public SimEnd Other => ReferenceEquals(Link.Caller, this) ? Link.Called : Link.Caller;

    /// <summary>What travels towards this end.</summary>
    public SimPipe In { get; } = new();

    public SimEndState State { get; set; }

    /// <summary>
    /// The descriptor, or -1 while none has been given (in a listener's queue, or a peer's end).
    /// </summary>
    public int Fd { get; set; }

    public SimPeer? Peer { get; set; }

    public IpEndpoint Local { get; set; }

    public IpEndpoint Remote { get; set; }

    /// <summary>The other end's last byte has arrived.</summary>
    public bool IsFinIn { get; set; }

    /// <summary>A reset has arrived, or the attempt to connect has failed.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Why, until somebody has been told.</summary>
    public int Errno { get; set; }

    public bool IsSendShut { get; set; }

    /// <summary>A send was cut short: tell when there is room again.</summary>
    public bool WantsRoom { get; set; }

    /// <summary>Its peer has been told that the connection stands.</summary>
    public bool IsGreeted { get; set; }

    /// <summary>Bytes arrived after this end was closed, and were answered.</summary>
    public bool HasAnsweredReset { get; set; }

    public void Open(SimEndState state, int window, in IpEndpoint local, in IpEndpoint remote)
    {
        State = state;
        Fd = -1;
        Peer = null;
        Local = local;
        Remote = remote;
        IsGreeted = IsFinIn = IsBroken = IsSendShut = WantsRoom = HasAnsweredReset = false;
        Errno = 0;
        In.Open(window);
    }

    /// <summary>The pending error, once.</summary>
    public int TakeErrno()
    {
        int errno = Errno;
        Errno = 0;
        return errno;
    }
}
