using System;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Worker;

/// <summary>A client that asks again as soon as it is answered, and allocates nothing for it.</summary>
internal sealed class SteadyClient : SimPeer
{
    /// <summary>Answers after which this client rests; it keeps its connection.</summary>
    public int Wanted { get; private set; }

    public int Answers { get; private set; }

    public bool IsAtRest => Answers >= Wanted;

    private static ReadOnlySpan<byte> Request =>
        "GET /index.html HTTP/1.1\r\nHost: www\r\nCookie: SERVERID=B\r\n\r\n"u8;

    /// <summary>Goes on until so many more are answered.</summary>
    public void Ask(int more)
    {
        Wanted = Answers + more;
        Send(Request);
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        // Nothing but the end of a body contains the mark.
        if (bytes.Contains(SteadyOrigin.LastByte) && ++Answers < Wanted)
        {
            Send(Request);
        }
    }
}
