namespace Weir.Kernel.Ring;

/// <summary>What a request was for; the top byte of its datum.</summary>
internal enum RingOperation : byte
{
    /// <summary>Bytes, into buffers of the ring, again and again.</summary>
    Receive = 1,

    /// <summary>One message from the arena.</summary>
    Send = 2,

    /// <summary>Something to read, once.</summary>
    PollIn = 3,

    /// <summary>Room to send, or the end of an attempt to connect, once.</summary>
    PollOut = 4,

    /// <summary>Connections to accept, again and again.</summary>
    PollListener = 5,

    /// <summary>The end of another request. Its own completion says nothing.</summary>
    Cancel = 6,
}
