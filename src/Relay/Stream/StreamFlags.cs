using System;

namespace Weir.Relay.Stream;

[Flags]
internal enum StreamFlags : uint
{
    None = 0,

    /// <summary>The client's connection may serve another request.</summary>
    ClientKeepAlive = 1,

    /// <summary>The server's connection may serve another request.</summary>
    ServerKeepAlive = 2,

    /// <summary>The connection had served a request before this one.</summary>
    Reused = 4,

    /// <summary>Something in the request names its server: no algorithm has chosen it.</summary>
    Bound = 8,

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

    /// <summary>The client needs no other cookie for the server that serves.</summary>
    CookieIsRight = 1024,

    /// <summary>The answer was made here.</summary>
    LocalAnswer = 2048,

    /// <summary>The client has sent no byte.</summary>
    Silent = 4096,

    /// <summary>Waits for a place at a server.</summary>
    Queued = 8192,

    /// <summary>Threaded into a line of waiting streams.</summary>
    InLine = 16384,

    /// <summary>Counted in the backend's requests present.</summary>
    Counted = 32768,

    /// <summary>
    /// A chunked body goes to an HTTP/1.0 client as its data alone, which ends with the connection.
    /// </summary>
    Unwrapped = 65536,

    /// <summary>No HTTP: bytes both ways from the connection's begin to its end (<c>mode tcp</c>).</summary>
    Plain = 131072,

    /// <summary>The client's cookie is to be given anew, with a date of now.</summary>
    CookieIsStale = 262144,

    /// <summary>Only a look whether we are alive (<c>monitor-uri</c>): not logged.</summary>
    Monitor = 524288,

    /// <summary>A rule says that the cookie's server is used even when it is down.</summary>
    Persists = 1048576,

    /// <summary>A rule says that the cookie is not looked at.</summary>
    IgnoresCookie = 2097152,

    /// <summary>Its place at the server is counted over all workers.</summary>
    HasPlace = 4194304,

    /// <summary>Its line is written once the server has answered, or without HTTP is reached.</summary>
    LogsEarly = 8388608,

    /// <summary>Its line has been written.</summary>
    Logged = 16777216,

    /// <summary>For the statistics page: the keeper is its server.</summary>
    Stats = 33554432,

    /// <summary>A rule has refused the server's answer, or without a word the connection.</summary>
    Denied = 67108864,

    /// <summary>After the response's head all goes through as it comes (<c>option http-tunnel</c>).</summary>
    Tunnels = 134217728,

    /// <summary>Its fields about connections are those of proxies.</summary>
    Proxied = 268435456,

    /// <summary>The statistics page may be told to change servers.</summary>
    GivesOrders = 536870912,

    /// <summary>Its bytes count while they pass (<c>option contstats</c>).</summary>
    CountsOnTheWay = 1073741824,

    /// <summary>Its server is told its name (<c>http-send-name-header</c>).</summary>
    TellsName = 2147483648,
}
