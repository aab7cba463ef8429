namespace Weir.Model.Plan.Logs;

/// <summary>
/// What one piece of a log line tells, as the manual's table of variables names it (8.2.6). Those of one kind
/// stand together: numbers up to <see cref="ServerPort"/>, of which those up to <see cref="ProcessId"/> are
/// written as they are; then addresses, dates, and texts.
/// </summary>
public enum LogField : byte
{
    /// <summary>Nothing but the text before it.</summary>
    Nothing,

    /// <summary><c>%B</c>: bytes that the server has sent.</summary>
    BytesRead,

    /// <summary><c>%U</c>: bytes that the client has sent.</summary>
    BytesUploaded,

    /// <summary><c>%ST</c></summary>
    Status,

    /// <summary><c>%Th</c>: handshakes before the first byte.</summary>
    HandshakeTime,

    /// <summary><c>%Ti</c>: from the accept, or the end of the request before, to the first byte.</summary>
    IdleTime,

    /// <summary><c>%TR</c>: from the first byte to the end of the head.</summary>
    RequestTime,

    /// <summary><c>%Tq</c>: both of them.</summary>
    IdleAndRequestTime,

    /// <summary><c>%Tw</c></summary>
    QueueTime,

    /// <summary><c>%Tc</c></summary>
    ConnectTime,

    /// <summary><c>%Tr</c></summary>
    ResponseTime,

    /// <summary><c>%Td</c>: from the response's head to its end.</summary>
    DataTime,

    /// <summary><c>%Ta</c>: from the first byte to the end.</summary>
    ActiveTime,

    /// <summary><c>%Tu</c>: as its user sees it; handshakes included, idle time not.</summary>
    UserTime,

    /// <summary><c>%Tt</c>: from the accept to the end.</summary>
    TotalTime,

    /// <summary><c>%Ts</c>: seconds since 1970 at the accept.</summary>
    AcceptSeconds,

    /// <summary><c>%ac</c></summary>
    Connections,

    /// <summary><c>%fc</c></summary>
    FrontendConnections,

    /// <summary><c>%bc</c></summary>
    BackendConnections,

    /// <summary><c>%sc</c></summary>
    ServerConnections,

    /// <summary><c>%sq</c></summary>
    ServerQueue,

    /// <summary><c>%bq</c></summary>
    BackendQueue,

    /// <summary><c>%cp</c></summary>
    ClientPort,

    /// <summary><c>%fp</c></summary>
    FrontendPort,

    /// <summary><c>%pid</c></summary>
    ProcessId,

    /// <summary><c>%ms</c>: the milliseconds of the accept beyond its seconds, three digits.</summary>
    AcceptMilliseconds,

    /// <summary><c>%rc</c>: a <c>+</c> before it after a redispatch.</summary>
    Retries,

    /// <summary><c>%sp</c></summary>
    ServerPort,

    /// <summary><c>%ci</c></summary>
    ClientAddress,

    /// <summary><c>%fi</c></summary>
    FrontendAddress,

    /// <summary><c>%si</c></summary>
    ServerAddress,

    /// <summary><c>%t</c>: local time of the accept, with milliseconds.</summary>
    AcceptDate,

    /// <summary><c>%T</c>: the same in UTC, without.</summary>
    AcceptDateGmt,

    /// <summary><c>%Tl</c>: the same in local time, without, with the zone.</summary>
    AcceptDateLocal,

    /// <summary><c>%tr</c>: local time of the request's first byte, with milliseconds.</summary>
    RequestDate,

    /// <summary><c>%trg</c></summary>
    RequestDateGmt,

    /// <summary><c>%trl</c></summary>
    RequestDateLocal,

    /// <summary><c>%H</c>: the name of this machine.</summary>
    Host,

    /// <summary><c>%f</c>, and as long as there is no TLS <c>%ft</c>.</summary>
    Frontend,

    /// <summary><c>%b</c></summary>
    Backend,

    /// <summary><c>%s</c></summary>
    Server,

    /// <summary><c>%r</c>: the request line.</summary>
    RequestLine,

    /// <summary><c>%HM</c></summary>
    Method,

    /// <summary><c>%HU</c>: the whole target.</summary>
    Target,

    /// <summary><c>%HP</c>: without its query.</summary>
    TargetPath,

    /// <summary><c>%HPO</c>: without its host either.</summary>
    Path,

    /// <summary><c>%HQ</c>: the query, question mark included.</summary>
    Query,

    /// <summary><c>%HV</c></summary>
    Version,

    /// <summary><c>%CC</c></summary>
    RequestCookie,

    /// <summary><c>%CS</c></summary>
    ResponseCookie,

    /// <summary><c>%ts</c></summary>
    Termination,

    /// <summary><c>%tsc</c>: with the letters of the cookie.</summary>
    TerminationAndCookie,

    /// <summary><c>%hr</c>: <c>{a|b}</c>.</summary>
    RequestHeaders,

    /// <summary><c>%hs</c></summary>
    ResponseHeaders,

    /// <summary><c>%hrl</c>: one text for each.</summary>
    RequestHeaderList,

    /// <summary><c>%hsl</c></summary>
    ResponseHeaderList,
}
