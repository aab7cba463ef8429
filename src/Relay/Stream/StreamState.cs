using Weir.Ground.Memory;
using Weir.Kernel.Io;
using Weir.Model.Contracts;
using Weir.Model.Plan;
using Weir.Relay.Forward;
using Weir.Relay.Plans;
using Weir.Wire.Http;

namespace Weir.Relay.Stream;

/// <summary>
/// One request and its response, from the first byte of the head to the log line. Times are monotonic
/// milliseconds, -1: not reached.
/// </summary>
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

    /// <summary>
    /// Numbers of the plans that the frontend and the backend are from. The first is the same from begin to
    /// end; the second follows the newest as long as the stream has no server (Admission).
    /// </summary>
    public ushort Plan;
    public ushort BackendPlan;

    /// <summary>Position in the backend's list, or -1.</summary>
    public int ServerIndex;

    /// <summary>What the backend's algorithm balances this request by.</summary>
    public BalanceKey Key;

    /// <summary>
    /// The head as the server is to see it, kept until the response has begun; its first line is logged.
    /// </summary>
    public BufferId Head;
    public int HeadLength;
    public int HeadSent;

    /// <summary>
    /// Where in <see cref="Head"/> the request line stands as the client wrote it: behind the head when rules
    /// have changed it.
    /// </summary>
    public int LineStart;

    /// <summary>Where in <see cref="Head"/> the log keeps what it tells of the request.</summary>
    public int CaptureStart;
    public int CaptureLength;

    /// <summary>
    /// Behind that, what stick tables are to be told (<see cref="Dispatch.StickNotes"/>); 0: nothing.
    /// </summary>
    public int StickLength;

    /// <summary>What of the response is kept for the log; none: nothing.</summary>
    public BufferId AnswerCaptures;
    public int AnswerCaptureLength;

    /// <summary>Bytes of the request line; 0: there was no readable request.</summary>
    public int LineLength;

    public BodyCursor Request;
    public BodyCursor Response;

    /// <summary>What bulk passes through, to the server and to the client.</summary>
    public SplicePipe Up;
    public SplicePipe Down;

    public int RetriesLeft;
    public int RetriesDone;

    /// <summary>Its number among those that have waited in this backend; 0: it never had to.</summary>
    public ulong Arrival;

    /// <summary>Its neighbours in the line that it waits in.</summary>
    public int WaitsBehind;
    public int WaitsBefore;

    /// <summary>Its place in the server's and in the backend's queue when it joined; 0: it did not.</summary>
    public int ServerQueue;
    public int BackendQueue;

    public int Status;

    /// <summary>Bytes of the client so far.</summary>
    public long BytesIn;

    /// <summary>Bytes of the server so far.</summary>
    public long BytesOut;

    /// <summary>Bytes of an answer of our own.</summary>
    public int OwnBytesOut;

    /// <summary>What of both the statistics have been told of.</summary>
    public long CountedIn;
    public long CountedOut;

    /// <summary>Until when rules may wait for more of what the client sends.</summary>
    public long InspectUntilMs;

    public long BeganMs;
    public long BeganWallMs;
    public long HeadDoneMs;
    public long QueuedMs;
    public long QueueDoneMs;
    public long ConnectedMs;
    public long AnsweredMs;

    public StreamEnd End;

    /// <summary>Log letters of the cookie in the request and in the response; 0: none.</summary>
    public byte RequestCookie;
    public byte ResponseCookie;

    /// <summary>What its session of an application is known by; 0: it has none.</summary>
    public ulong Session;

    /// <summary>When the client and the server last said something in a tunnel; 0: not yet.</summary>
    public long ClientSaidMs;
    public long ServerSaidMs;

    /// <summary>Since when the client has its cookie (<see cref="CookieDates.First"/>).</summary>
    public uint CookieFirst;

    /// <summary>The log's letter for where a client is lost that leaves now.</summary>
    public readonly char Phase => Step switch
    {
        StreamStep.Body or StreamStep.Inspect or StreamStep.InspectAgain => 'R',
        StreamStep.Tarpit => 'T',
        StreamStep.Queue => 'Q',
        StreamStep.Connect or StreamStep.Pause => 'C',
        _ => Has(StreamFlags.Plain | StreamFlags.Answered) || !Request.Done ? 'D' : 'H',
    };

    public readonly bool IsInspected => Step is StreamStep.Inspect or StreamStep.InspectAgain;

    public readonly bool Has(StreamFlags flags) => (Flags & flags) != 0;

    /// <summary>What every stream begins with; the caller adds its flags and when it began.</summary>
    public void Begin(int client, ListenerSlot reached)
    {
        ProxyPlan frontend = reached.Frontend;
        ProxyPlan? backend = frontend.Frontend!.DefaultBackend;
        Step = StreamStep.Connect;
        Client = client;
        Server = -1;
        ServerIndex = -1;
        reached.Plan.Uses++;
        Plan = reached.Plan.Number;
        BackendPlan = Plan;
        Frontend = frontend.Id;
        Backend = backend?.Id ?? -1;
        QueueDoneMs = -1;
        ConnectedMs = -1;
        AnsweredMs = -1;
        Status = -1;
        RetriesLeft = backend?.Backend?.Retries ?? 0;
        End = StreamEnd.Normal;
        Flags = (frontend.Log.IsEarly ? StreamFlags.LogsEarly : StreamFlags.None)
            | (frontend.Frontend.CountsOnTheWay ? StreamFlags.CountsOnTheWay : StreamFlags.None);
    }

    /// <summary>Another backend of the same plan serves it.</summary>
    public void SendTo(ProxyPlan backend)
    {
        Backend = backend.Id;
        BackendPlan = Plan;
        RetriesLeft = backend.Backend!.Retries;
    }
}
