using System;
using Weir.Ground.Check;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Contracts;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Relay.Stream;

namespace Weir.Relay.Server;

/// <summary>
/// Binds a stream to a server and a connection: one that idles, or a new one; and tries again when that
/// fails.
/// </summary>
internal sealed class ServerLink<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>The longest pause before the same server is tried again, in milliseconds.</summary>
    private const int PauseMaxMs = 1000;

    /// <summary>
    /// Of so many attempts one pauses in any case. Those that fail at once, such as from a source that is not
    /// ours, take no time: with many <c>retries</c> they would never let the worker go on.
    /// </summary>
    private const int AttemptsAtOnce = 64;

    /// <summary>Room for what is said about the connection, and for the end of the head.</summary>
    private const int HeadEndMost = 64;

    private readonly WorkerState<TIo> _worker;

    private readonly Admission<TIo> _admission;
    private readonly Observer<TIo> _observer;
    private readonly SourcePorts _ports;
    private readonly DialEnds<TIo> _ends;
    private readonly Sticking<TIo> _sticks;

    public ServerLink(WorkerState<TIo> worker, Admission<TIo> admission, Observer<TIo> observer)
    {
        _worker = worker;
        _admission = admission;
        _observer = observer;
        _ports = new SourcePorts(worker.Setup);
        _ends = new DialEnds<TIo>(worker);
        _sticks = new Sticking<TIo>(worker);
    }

    /// <summary>The step <see cref="StreamStep.Connect"/>.</summary>
    public Next Connect(int stream)
    {
        ref StreamState s = ref _worker.Streams[stream];
        if (s.Server >= 0)
        {
            return Dialled(ref s);
        }

        if (s.Has(StreamFlags.Stats))
        {
            return ConnectKeeper(ref s, stream);
        }

        if (s.BackendPlan != _worker.Newest.Number && !s.Has(StreamFlags.HoldsServer) && s.Backend >= 0)
        {
            _admission.FollowNewest(ref s); // its client came by an address that only an earlier plan has
        }

        if (_worker.RuntimeOf(in s) is not BackendRuntime backend)
        {
            return Next.Answer(503, 'S', 'C');
        }

        if (!s.Has(StreamFlags.HoldsServer))
        {
            switch (_admission.Ask(stream, backend))
            {
                case Admitted.Later:
                    return Next.Again(StreamStep.Queue);
                case Admitted.Nobody:
                    return Next.Answer(503, 'S', 'C');
            }
        }

        if (_worker.ServerOf(in s).RedirectTo.Length > 0 && TryRedirect(ref s, out int length))
        {
            return Next.Reply(Redirection.Status, length, 'C');
        }

        return MayReuse(in s) && TryReuse(ref s, stream, backend.Proxy.Backend!)
            ? Next.Again(StreamStep.Exchange)
            : Dial(ref s, stream);
    }

    /// <summary>An attempt has failed: another one, at once or after a pause, or the end of trying.</summary>
    /// <param name="s">Whose it was.</param>
    /// <param name="cause">As its log line would tell.</param>
    /// <param name="error">An errno, negated, or why it could not be dialled.</param>
    public Next Failed(ref StreamState s, char cause, int error)
    {
        _observer.NotConnected(in s, error);
        BackendRuntime backend = _worker.RuntimeOf(in s)!;
        BackendPlan plan = backend.Proxy.Backend!;
        int failed = _worker.ServerOf(in s).Id;
        Release(ref s);
        if (s.RetriesLeft == 0)
        {
            return Next.Answer(503, cause, 'C');
        }

        s.RetriesLeft--;
        s.RetriesDone++;
        if (s.BackendPlan != _worker.Newest.Number)
        {
            _admission.FollowNewest(ref s);
            backend = _worker.RuntimeOf(in s)!;
            plan = backend.Proxy.Backend!;
        }

        bool elsewhere = s.ServerIndex < 0 || (plan.RedispatchEvery > 0
            && (s.RetriesDone % plan.RedispatchEvery == 0 || !backend.IsUp(s.ServerIndex)
                || (!s.Has(StreamFlags.Bound) && plan.Balance.TakesTurns)));
        bool isMoved = elsewhere && TryRedispatch(ref s, backend);
        _admission.CountPick(in s, isMoved && s.ServerIndex >= 0);
        CountAnother(in s, failed, isMoved);
        if (isMoved && s.RetriesDone % AttemptsAtOnce != 0)
        {
            return Next.Again(StreamStep.Connect);
        }

        long pause = plan.ConnectTimeoutMs < 0 ? PauseMaxMs : Math.Min(PauseMaxMs, plan.ConnectTimeoutMs);
        _worker.Timers.Set(s.Client, _worker.Now.After(pause));
        return Next.Again(StreamStep.Pause);
    }

    /// <summary>Gives up the connection of an attempt that failed or of an exchange that is over.</summary>
    public void Drop(ref StreamState s, bool reset)
    {
        int fd = s.Server;
        Must.Hold(fd >= 0 && _worker.Connections[fd].Side == Side.Server);
        s.Server = -1;
        CloseConnection(fd, reset);
    }

    public void CloseConnection(int fd, bool reset)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.Has(ConnectionFlags.Idle))
        {
            _worker.Idle.Remove(fd);
        }

        if (!c.In.IsNone)
        {
            _worker.Buffers.Return(c.In);
        }

        if (!c.Out.IsNone)
        {
            _worker.Buffers.Return(c.Out);
        }

        reset |= c.Has(ConnectionFlags.Hasty);
        c = default;
        c.Stream = -1;
        _worker.ServerCount--;
        _worker.Timers.Clear(fd);
        _worker.Io.Close(fd, reset);
    }

    /// <summary>
    /// A new plan is at work: connections that idle are closed where it has no such server, or has it
    /// elsewhere.
    /// </summary>
    /// <param name="before">The plan that was the newest until now.</param>
    public void Follow(ConfigPlan before)
    {
        ConfigPlan newest = _worker.Newest.Plan;
        _ports.Follow(newest);
        _worker.Idle.Grow(newest.ServersEnd);
        foreach (ServerPlan server in before.Servers)
        {
            if (newest.ServerOf(server.Id)?.LeadsWhere(server) != true)
            {
                CloseIdle(server.Id);
            }
        }
    }

    /// <summary>The stream no longer counts among its server's. After its connection was left.</summary>
    public void Release(ref StreamState s)
    {
        if (s.Has(StreamFlags.HoldsServer))
        {
            _admission.GiveBack(ref s);
        }
    }

    private void CloseIdle(int server)
    {
        int fd;
        while ((fd = _worker.Idle.First(server)) >= 0)
        {
            CloseConnection(fd, reset: false);
        }
    }

    /// <summary>Another attempt follows one that failed, at the same server or at another.</summary>
    private void CountAnother(in StreamState s, int failed, bool isMoved)
    {
        ref ServiceCounters backend = ref _worker.Tally.Backend(s.Backend);
        ref ServiceCounters server = ref _worker.Tally.Server(failed);
        backend.Retries += isMoved ? 0 : 1;
        server.Retries += isMoved ? 0 : 1;
        backend.Redispatches += isMoved ? 1 : 0;
        server.Redispatches += isMoved ? 1 : 0;
    }

    private bool TryRedispatch(ref StreamState s, BackendRuntime backend)
    {
        int other = backend.Balance(_worker.Clients[s.Client].Peer, s.ServerIndex, s.Key);
        if (other == IBalancer.Nobody)
        {
            return false;
        }

        s.RequestCookie = s.RequestCookie == 'V' ? (byte)'D' : s.RequestCookie;
        s.Flags &= ~(StreamFlags.Bound | StreamFlags.CookieIsRight);
        s.Flags |= StreamFlags.Redispatched;
        s.ServerIndex = other; // or NoRoom: it waits for the first place there is
        s.QueueDoneMs = -1; // what the failed server has cost counts as waiting for this one
        return true;
    }

    /// <summary>True when the scratch has the answer; the client's connection ends with it.</summary>
    private bool TryRedirect(ref StreamState s, out int length)
    {
        ReadOnlySpan<byte> head = _worker.Buffers.Of(s.Head)[..s.HeadLength];
        Span<byte> into = _worker.Scratch.Slice(0, _worker.Scratch.Length - HeadEndMost);
        bool classic = _worker.FrontendOf(in s).IsClassic;
        length = Redirection.Write(s.Method, head, _worker.ServerOf(in s), classic, into);
        s.Flags &= length > 0 ? ~StreamFlags.ClientKeepAlive : ~StreamFlags.None;
        return length > 0;
    }

    /// <summary>A connection kept for another client must have led it to the same place.</summary>
    private bool MayReuse(in StreamState s) =>
        !s.Has(StreamFlags.Plain) && !_worker.ServerOf(in s).IsClientsOwn;

    private bool TryReuse(ref StreamState s, int stream, BackendPlan plan)
    {
        // Safe: a client's first request gets its own connection, because nobody could send it again for the
        // client.
        bool first = _worker.Connections[s.Client].Exchanges <= 1;
        bool may = plan.Reuse switch
        {
            ReuseMode.Never => false,
            ReuseMode.Always => true,
            ReuseMode.Aggressive => !first || HasProved(_worker.Idle.First(_worker.ServerOf(in s).Id)),
            _ => !first,
        };
        int fd = may && !s.Has(StreamFlags.Reused) ? _worker.Idle.First(_worker.ServerOf(in s).Id) : -1;
        if (fd < 0)
        {
            return false;
        }

        ref ConnectionState c = ref _worker.Connections[fd];
        _worker.Idle.Remove(fd);
        c.Stream = stream;
        c.Exchanges++;
        _worker.Tally.Backend(s.Backend).Reuses++;
        _worker.Tally.Server(c.Owner).Reuses++;
        s.Server = fd;
        s.Flags |= StreamFlags.Reused;
        s.ConnectedMs = _worker.Now.Ms;
        return true;
    }

    private bool HasProved(int fd) => fd >= 0 && IdleServers.HasProved(in _worker.Connections[fd]);

    private Next Dial(ref StreamState s, int stream)
    {
        ServerPlan server = _worker.ServerOf(in s);
        IpEndpoint to = _ends.To(in s);
        if (to.Family == IpFamily.None)
        {
            return Failed(ref s, 'S', -Errno.EADDRNOTAVAIL);
        }

        // Descriptors are counted for as many connections to servers as to clients. What idles is beyond that
        // count, and would in time take every one of them: each new client dials for its first request.
        if (_worker.ServerCount >= _worker.Setup.ConnectionMax)
        {
            GiveUpIdle(server.Id);
        }

        IpEndpoint foreign = server.Foreign is { } source ? _ends.From(in s, source) : default;
        int fd = _ports.Dial(ref _worker.Io, to, server, foreign);
        if (fd is -Errno.EMFILE or -Errno.ENFILE && GiveUpIdle(server.Id))
        {
            fd = _ports.Dial(ref _worker.Io, to, server, foreign);
        }

        if (fd < 0)
        {
            if (DialFailure.IsOfSource(fd))
            {
                _worker.BackendLogOf(in s).WriteNoSource(_worker.BackendOf(in s), _worker.WallMs);
            }
            else if (fd == -Errno.EADDRNOTAVAIL)
            {
                _worker.BackendLogOf(in s).WriteNoPort(_worker.BackendOf(in s), _worker.WallMs);
            }

            return Failed(ref s, 'S', fd);
        }

        ref ConnectionState c = ref _worker.NewConnection(fd);
        c.Side = Side.Server;
        c.Flags = ConnectionFlags.Dialling | (server.NeverLingers ? ConnectionFlags.Hasty : 0);
        c.Stream = stream;
        c.Owner = server.Id;
        c.Exchanges = 1;
        s.Server = fd;
        _worker.ServerCount++;
        _worker.Tally.Backend(s.Backend).Connects++;
        _worker.Tally.Server(server.Id).Connects++;
        long timeout = _worker.BackendOf(in s).Backend!.ConnectTimeoutMs;
        _worker.Timers.Set(fd, _worker.Now.After(timeout));
        return Next.Wait;
    }

    /// <summary>
    /// The keeper makes the statistics page: it is offered a connection, with what is asked for, and answers
    /// there as any server does.
    /// </summary>
    private Next ConnectKeeper(ref StreamState s, int stream)
    {
        if (_worker.RuntimeOf(in s) is { } backend)
        {
            _admission.Come(ref s, backend); // a request that has come as far as its backend counts there
        }

        int channel = _worker.Setup.KeeperChannel;
        StatsOffer offer = new(s.Backend < 0 ? s.Frontend : s.Backend, s.Has(StreamFlags.GivesOrders));
        int fd = channel < 0 ? channel : _worker.Io.Offer(channel, offer.Bytes);
        if (fd < 0)
        {
            return Next.Answer(503, 'I', 'C');
        }

        ref ConnectionState c = ref _worker.NewConnection(fd);
        c.Side = Side.Server;
        c.Stream = stream;
        c.Owner = -1;
        s.Server = fd;
        s.QueueDoneMs = _worker.Now.Ms;
        s.ConnectedMs = _worker.Now.Ms;
        _worker.ServerCount++;
        return Next.Again(StreamStep.Exchange);
    }

    /// <summary>Closes one connection that nobody uses. False: there is none.</summary>
    private bool GiveUpIdle(int server)
    {
        int fd = _worker.Idle.Oldest(server);
        if (fd >= 0)
        {
            CloseConnection(fd, reset: false);
        }

        return fd >= 0;
    }

    private Next Dialled(ref StreamState s)
    {
        ref ConnectionState c = ref _worker.Connections[s.Server];
        if (c.Has(ConnectionFlags.Dialling))
        {
            return Next.Wait;
        }

        int result = _worker.Io.DialResult(s.Server);
        if (result < 0)
        {
            Drop(ref s, reset: false);
            return Failed(ref s, 'S', result);
        }

        _observer.Connected(in s);

        s.ConnectedMs = _worker.Now.Ms;
        if (!s.Has(StreamFlags.Plain))
        {
            return Next.Again(StreamStep.Exchange);
        }

        if (s.StickLength > 0)
        {
            _sticks.Keep(ref s); // with HTTP the server has to answer first
        }

        return Next.Again(StreamStep.Tunnel);
    }
}
