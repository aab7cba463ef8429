using Weir.Ground.Check;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Client;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Judge;
using Weir.Relay.Plans;
using Weir.Relay.Respond;
using Weir.Relay.Server;

namespace Weir.Relay.Stream;

/// <summary>
/// Calls each part of the byte path in turn, and alone knows them all: an event or a timer goes to its
/// connection, the connection's stream takes steps, and each step returns what is to happen next.
/// </summary>
internal sealed class Conductor<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>
    /// Steps that one event may cause. Retries on refused connections are the longest honest chain.
    /// </summary>
    private const int StepsPerTurnMax = 1000;

    /// <summary>
    /// Requests that one client is answered in a row, when it has sent them before it was asked: then others
    /// have their turn.
    /// </summary>
    private const int PipelinedMax = 16;

    private readonly WorkerState<TIo> _worker;
    private readonly RequestIntake<TIo> _intake;
    private readonly PlainIntake<TIo> _plain;
    private readonly EarlyBody<TIo> _bodies;
    private readonly ServerLink<TIo> _link;
    private readonly RequestPump<TIo> _requests;
    private readonly ResponsePump<TIo> _responses;
    private readonly TunnelPump<TIo> _tunnels;
    private readonly ConnectionPort<TIo> _port;
    private readonly Finisher<TIo> _finisher;
    private readonly Timeouts<TIo> _timeouts;
    private readonly Admission<TIo> _admission;
    private readonly Shutdowns<TIo> _shutdowns;

    public Conductor(WorkerState<TIo> worker)
    {
        _worker = worker;
        _port = new ConnectionPort<TIo>(worker);
        _intake = new RequestIntake<TIo>(worker, _port);
        _bodies = new EarlyBody<TIo>(worker, _port);
        _admission = new Admission<TIo>(worker);
        _plain = new PlainIntake<TIo>(worker, _port, _admission);
        Observer<TIo> observer = new(worker);
        _link = new ServerLink<TIo>(worker, _admission, observer);
        _requests = new RequestPump<TIo>(worker, _port);
        _responses = new ResponsePump<TIo>(worker, _port, observer);
        _tunnels = new TunnelPump<TIo>(worker, _port);
        _finisher = new Finisher<TIo>(worker, _port, _link, _admission);
        _timeouts = new Timeouts<TIo>(worker);
        _shutdowns = new Shutdowns<TIo>(worker);
    }

    /// <summary>Something happened to a client's or a server's connection.</summary>
    public void OnEvent(IoEvent happened)
    {
        ref ConnectionState c = ref _worker.Connections[happened.Fd];
        Ready ready = happened.Ready;
        c.Flags |= (ready & (Ready.Read | Ready.PeerClosed | Ready.Failed)) != 0
            ? ConnectionFlags.Readable
            : 0;
        c.Flags |= (ready & (Ready.PeerClosed | Ready.Failed)) != 0 ? ConnectionFlags.PeerClosed : 0;
        c.Flags |= (ready & Ready.Failed) != 0 && c.Side == Side.Client ? ConnectionFlags.Broken : 0;
        if (c.Side == Side.Client)
        {
            OnClient(happened.Fd, ref c);
        }
        else if (c.Side == Side.Server)
        {
            OnServer(happened.Fd, ref c, ready);
        }
        else
        {
            Odd.Seen(OddKind.EventForClosedDescriptor);
        }

        GoOn();
    }

    /// <summary>A connection's timer has come.</summary>
    public void OnTimer(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.Side == Side.Client && c.Stream < 0)
        {
            OnIdleClientTimer(fd, ref c);
        }
        else if (c.Side == Side.Server && c.Stream < 0)
        {
            _link.CloseConnection(fd, reset: false);
        }
        else if (c.Side is Side.Client or Side.Server)
        {
            Follow(c.Stream, Expired(c.Stream, c.Side));
        }

        GoOn();
    }

    /// <summary>Another process has called: places have become free, or servers have changed.</summary>
    public void OnCall()
    {
        _shutdowns.Look();
        while (_shutdowns.TryTake(out int stream, out Next end))
        {
            Follow(stream, end);
        }

        _admission.OnCall();
        GoOn();
    }

    /// <summary>Once per turn: who gave way to others goes on.</summary>
    public void OnTurn()
    {
        for (int left = _worker.Yielding.Count; left > 0; left--)
        {
            int fd = _worker.Yielding.Take();
            if (fd < 0)
            {
                return; // others were closed meanwhile
            }

            OnClient(fd, ref _worker.Connections[fd]);
            GoOn();
        }
    }

    /// <summary>Streams without a server, and idle connections, go by the newest plan.</summary>
    /// <param name="before">The plan that was the newest until now.</param>
    public void Follow(PlanAtWork before)
    {
        _link.Follow(before.Plan);
        _admission.Follow(before);
        _shutdowns.Follow();
        GoOn();
    }

    /// <summary>A new client connection is in its record.</summary>
    public void OnAccepted(int fd)
    {
        if (_worker.ListenerOf(in _worker.Connections[fd]).Frontend.Mode == ProxyMode.Http)
        {
            _timeouts.SetIdleClient(fd);
            return;
        }

        int stream = _plain.Begin(fd);
        if (stream < 0)
        {
            _finisher.CloseClient(fd, atOnce: true);
            return;
        }

        Advance(stream);
        GoOn();
    }

    /// <summary>The same, but it only wants to know whether we are alive.</summary>
    public void OnMonitor(int fd) => _finisher.AnswerMonitor(fd);

    /// <summary>In a soft stop.</summary>
    public void CloseIfIdle(int fd) => _finisher.CloseIfIdle(fd);

    /// <summary>
    /// What the event has set going beside its own stream: a pipelined request, waiters that got a place.
    /// </summary>
    private void GoOn()
    {
        int pipelined = 0;
        while (true)
        {
            int granted = _admission.TakeGranted();
            if (granted >= 0)
            {
                Follow(granted, Next.Again(StreamStep.Connect));
            }
            else if (_worker.Resume >= 0)
            {
                int fd = _worker.Resume;
                _worker.Resume = -1;
                if (++pipelined > PipelinedMax)
                {
                    _worker.Yielding.Add(fd);
                }
                else
                {
                    ReadRequest(fd);
                }
            }
            else
            {
                return;
            }
        }
    }

    private void OnClient(int fd, ref ConnectionState c)
    {
        if (c.Has(ConnectionFlags.Lingering))
        {
            _finisher.Drain(fd);
        }
        else if (c.Stream < 0)
        {
            ReadRequest(fd);
        }
        else
        {
            if (!_port.Flush(fd))
            {
                c.Flags |= ConnectionFlags.Broken;
            }

            Advance(c.Stream);
        }
    }

    private void OnServer(int fd, ref ConnectionState c, Ready ready)
    {
        if (c.Stream < 0)
        {
            // Nothing may come on an idle connection: bytes would belong to no request.
            if ((ready & ~Ready.Write) != 0)
            {
                _link.CloseConnection(fd, reset: false);
            }

            return;
        }

        if (c.Has(ConnectionFlags.Dialling) && (ready & (Ready.Write | Ready.Failed)) != 0)
        {
            c.Flags &= ~ConnectionFlags.Dialling;
        }
        else if (!_port.Flush(fd))
        {
            c.Flags |= ConnectionFlags.Readable | ConnectionFlags.PeerClosed;
        }

        Advance(c.Stream);
    }

    private void ReadRequest(int fd)
    {
        if (_worker.Connections[fd].Side != Side.Client || _worker.Connections[fd].Stream >= 0)
        {
            return;
        }

        switch (_intake.Read(fd, out int stream))
        {
            case IntakeKind.Begun:
                Advance(stream);
                break;
            case IntakeKind.Refused:
                int status = _worker.Streams[stream].Status;
                Follow(stream, Next.Answer(status, status == 500 ? 'R' : 'P', 'R')); // 500: no room for it
                break;
            case IntakeKind.Judged:
                Follow(stream, RequestJudge<TIo>.NextOf(_intake.Verdict, ref _worker.Streams[stream]));
                break;
            case IntakeKind.Monitor:
                bool serves = _intake.Verdict.Kind == VerdictKind.GoOn;
                Follow(stream, Next.Answer(serves ? 200 : 503, 'L', 'R'));
                break;
            case IntakeKind.Gone when _worker.Connections[fd].Exchanges > 0 || _intake.IsProbe(fd):
                _finisher.CloseClient(fd, atOnce: false);
                break;
            case IntakeKind.Gone or IntakeKind.GoneInHead:
                RefuseAs(fd, Next.Answer(400, 'C', 'R'));
                break;
            default:
                _timeouts.SetIdleClient(fd);
                break;
        }
    }

    private void RefuseAs(int fd, Next how)
    {
        if (_intake.Refuse(fd, how.Status, 0, out int stream) == IntakeKind.Refused)
        {
            Follow(stream, how);
        }
        else
        {
            _finisher.CloseClient(fd, atOnce: true);
        }
    }

    private void OnIdleClientTimer(int fd, ref ConnectionState c)
    {
        bool waitsForNext = c.Exchanges > 0 && _worker.Clients[fd].FirstByteMs == 0;
        if (c.Has(ConnectionFlags.Lingering) || waitsForNext || _intake.IsProbe(fd))
        {
            _finisher.CloseClient(fd, atOnce: true);
            return;
        }

        RefuseAs(fd, Next.Answer(408, 'c', 'R'));
    }

    private void Advance(int stream)
    {
        for (int steps = 0; ; steps++)
        {
            Must.Hold(steps < StepsPerTurnMax); // a cycle without I/O would stop every other stream
            Next next = Step(stream);
            ref StreamState s = ref _worker.Streams[stream];
            _finisher.LogEarly(ref s, next);
            if (next.Kind != NextKind.Again)
            {
                Follow(stream, next);
                return;
            }

            if (s.Step == StreamStep.Exchange && next.Step == StreamStep.Connect)
            {
                _link.Drop(ref s, reset: false); // it keeps its place for the new connection
                s.HeadSent = 0;
            }

            s.Step = next.Step;
        }
    }

    private Next Step(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        ref ConnectionState client = ref _worker.Connections[s.Client];
        if (client.Has(ConnectionFlags.Broken) && s.Step != StreamStep.Tunnel && !s.IsInspected)
        {
            return Next.Abort('C', s.Phase);
        }

        bool waits = s.Step is StreamStep.Queue or StreamStep.Connect or StreamStep.Pause;
        if (waits && s.Has(StreamFlags.Plain) && _plain.HasLeft(ref s))
        {
            return Next.Abort('C', s.Phase);
        }

        return s.Step switch
        {
            StreamStep.Body => _bodies.Await(ref s),
            StreamStep.Inspect or StreamStep.InspectAgain => _plain.Inspect(ref s, isOver: false),
            StreamStep.Queue when GivenUp(ref s) => Next.Abort('C', 'Q'),
            StreamStep.Connect => GivenUp(ref s) ? Next.Abort('C', 'C') : _link.Connect(stream),
            StreamStep.Pause => Next.Wait,
            StreamStep.Exchange => Exchange(ref s),
            StreamStep.Tunnel => _tunnels.Move(ref s),
            _ => Next.Wait,
        };
    }

    private Next Exchange(ref StreamState s)
    {
        if (!s.Has(StreamFlags.Answered) && s.HeadSent > 0 && s.Request.Done && GivenUp(ref s))
        {
            return Next.Answer(400, 'C', 'H');
        }

        Next up = _requests.Move(ref s);
        if (up.Kind is not (NextKind.Wait or NextKind.Yield))
        {
            return up;
        }

        Next down = _responses.Move(ref s);
        return down.Kind == NextKind.Wait ? up : down;
    }

    /// <summary>
    /// With <c>option abortonclose</c>, a client that has ended its side takes its request with it.
    /// </summary>
    private bool GivenUp(ref StreamState s) =>
        _worker.Connections[s.Client].Has(ConnectionFlags.PeerClosed)
        && s.Backend >= 0 && _worker.BackendOf(in s).Backend is { AbortOnClose: true };

    private Next Expired(int stream, Side side)
    {
        ref StreamState s = ref _worker.Streams[stream];
        if (s.IsInspected)
        {
            return _plain.Inspect(ref s, isOver: true);
        }

        if (s.Step == StreamStep.Connect && side == Side.Server)
        {
            _link.Drop(ref s, reset: true);
            return _link.Failed(ref s, 's', -Errno.ETIMEDOUT);
        }

        if (s.Step == StreamStep.Exchange && side == Side.Server && !s.Has(StreamFlags.Answered))
        {
            _responses.OnSilence(in s);
        }

        return _timeouts.Expired(ref s, side);
    }

    /// <summary>Does what a step has asked for.</summary>
    private void Follow(int stream, Next next)
    {
        ref StreamState s = ref _worker.Streams[stream];
        if (next.Kind == NextKind.Again)
        {
            s.Step = next.Step;
            Advance(stream);
            return;
        }

        if (next.Kind is NextKind.Wait or NextKind.Yield)
        {
            if (next.Kind == NextKind.Yield)
            {
                _worker.Yielding.Add(s.Client);
            }

            if (s.Step == StreamStep.Flush && _worker.Connections[s.Client].OutLength == 0)
            {
                End(stream);
                return;
            }

            _finisher.CountOn(ref s);
            _timeouts.SetStream(ref s);
            return;
        }

        s.End = s.End == StreamEnd.Normal ? next.End : s.End;
        if (next.Kind == NextKind.Abort && s.Status < 0 && s.Request.Done && s.Step == StreamStep.Exchange)
        {
            s.Status = 400; // the client is gone: nothing is sent, but the log has a status (as HAProxy's)
        }

        Close(stream, ref s, next);
    }

    private void Close(int stream, ref StreamState s, Next next)
    {
        if (s.Has(StreamFlags.Plain))
        {
            _plain.LookForWords(ref s);
        }
        else if (next.Kind == NextKind.Answer)
        {
            _finisher.Answer(ref s, in next);
        }
        else if (next.Kind == NextKind.Reply)
        {
            _finisher.Reply(ref s, next.Status, next.Length);
        }

        bool broken = next.End != StreamEnd.Normal && next.Kind is not (NextKind.Answer or NextKind.Reply);
        s.Flags &= broken ? ~(StreamFlags.ClientKeepAlive | StreamFlags.ServerKeepAlive) : ~StreamFlags.None;
        if (s.Has(StreamFlags.Queued))
        {
            s.QueueDoneMs = _worker.Now.Ms;
            _admission.Leave(stream);
        }

        _tunnels.End(ref s, isAborted: next.Kind == NextKind.Abort);
        _finisher.LeaveServer(ref s);
        ref ConnectionState client = ref _worker.Connections[s.Client];
        bool unsent = client.OutLength > 0 && !client.Has(ConnectionFlags.Broken)
            && next.Kind != NextKind.Abort;
        if (unsent)
        {
            s.Step = StreamStep.Flush;
            _timeouts.SetStream(ref s);
            return;
        }

        End(stream);
    }

    private void End(int stream)
    {
        int client = _worker.Streams[stream].Client;
        _finisher.End(stream);
        _timeouts.SetIdleClient(client);
    }
}
