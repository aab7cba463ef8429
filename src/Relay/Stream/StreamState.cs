using System;
using Weir.Ground.Memory;
using Weir.Relay.Forward;
using Weir.Wire.Http;

namespace Weir.Relay.Stream;

/// <summary>Where an exchange stands.</summary>
internal enum StreamStep : byte
{
    Free,

    /// <summary>A connection to the server is being made.</summary>
    Connect,

    /// <summary>The pause before another attempt on the same server.</summary>
    Pause,

    /// <summary>Bytes go up and down; each direction at its own pace.</summary>
    Exchange,

    /// <summary>After an upgrade: bytes only.</summary>
    Tunnel,

    /// <summary>All is decided; the client has not yet taken everything.</summary>
    Flush,
}

[Flags]
internal enum StreamFlags : ushort
{
    None = 0,

    /// <summary>The client's connection may serve another request.</summary>
    ClientKeepAlive = 1,

    /// <summary>The server's connection may serve another request.</summary>
    ServerKeepAlive = 2,

    /// <summary>The connection had served a request before this one.</summary>
    Reused = 4,

    /// <summary>The server was chosen by the request's cookie.</summary>
    ByCookie = 8,

    /// <summary>Another server was taken after a failure.</summary>
    Redispatched = 16,

    /// <summary>The final response's head has been sent on.</summary>
    Answered = 32,

    /// <summary>Part of the request's body has left: it can no longer be sent again.</summary>
    BodyStarted = 64,

    /// <summary>The client asked to leave HTTP (Upgrade).</summary>
    Upgrade = 128,

    /// <summary>Some byte of a response came on this connection for this request.</summary>
    ServerSpoke = 256,

    /// <summary>Counted in the server's and the backend's present requests.</summary>
    HoldsServer = 512,

    /// <summary>The client's cookie named the server that serves.</summary>
    CookieIsRight = 1024,

    /// <summary>The answer was made here.</summary>
    LocalAnswer = 2048,

    /// <summary>The client has sent no byte.</summary>
    Silent = 4096,
}

/// <summary>One request and its response, from the first byte of the head to the log line. Times are monotonic milliseconds, -1: not reached.</summary>
internal struct StreamState
{
    public StreamStep Step;
    public StreamFlags Flags;
    public Method Method;

    /// <summary>HTTP/1.Minor of the request.</summary>
    public byte Minor;

    public int Client;

    /// <summary>The server's connection, or -1.</summary>
    public int Server;

    public int Frontend;
    public int Backend;

    /// <summary>Position in the backend's list, or -1.</summary>
    public int ServerIndex;

    /// <summary>The head as the server is to see it, kept until the response has begun; its first line is logged.</summary>
    public BufferId Head;
    public int HeadLength;
    public int HeadSent;

    /// <summary>Bytes of the request line in <see cref="Head"/>; 0: there was no readable request.</summary>
    public int LineLength;

    public BodyCursor Request;
    public BodyCursor Response;

    public int RetriesLeft;
    public int RetriesDone;

    public int Status;
    public long BytesOut;

    public long BeganMs;
    public long BeganWallMs;
    public long HeadDoneMs;
    public long QueueDoneMs;
    public long ConnectedMs;
    public long AnsweredMs;

    public StreamEnd End;

    /// <summary>Log letters of the cookie in the request and in the response; 0: none.</summary>
    public byte RequestCookie;
    public byte ResponseCookie;

    public readonly bool Has(StreamFlags flags) => (Flags & flags) != 0;
}
