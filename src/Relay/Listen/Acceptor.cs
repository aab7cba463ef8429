using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;
using Weir.Relay.Judge;
using Weir.Relay.Log;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>
/// Takes new clients from the listening sockets, as many as there is room for; the rest wait in the kernel's
/// queue.
/// </summary>
internal sealed class Acceptor<TIo>
    where TIo : struct, IIoBackend
{
    /// <summary>Connections taken from one listener before the requests of others have their turn.</summary>
    private const int PerEventMax = 64;

    /// <summary>
    /// How often, at the end, at most that number is taken from each queue: more than the kernel's longest
    /// queue holds.
    /// </summary>
    private const int LastRounds = 64;

    /// <summary>How soon accepting is tried again when descriptors had run out, in milliseconds.</summary>
    private const int RetryMs = 100;

    private readonly WorkerState<TIo> _worker;
    private readonly Conductor<TIo> _conductor;
    private readonly ClientRoom<TIo> _room;
    private readonly ConnectionJudge<TIo> _judge;
    private bool _watching;
    private bool _isShort; // told already: a shortage is one message, however often accepting is tried again
    private int _turns;
    private int _held; // listeners not watched because their proxy is full; marked so in their record
    private Instant _retryAt = Instant.Never;

    public Acceptor(WorkerState<TIo> worker, Conductor<TIo> conductor)
    {
        _worker = worker;
        _conductor = conductor;
        _room = new ClientRoom<TIo>(worker);
        _judge = new ConnectionJudge<TIo>(worker);
        for (int i = 0; i < worker.Listeners.Count; i++)
        {
            Enter(i);
        }

        StartWatching();
        Pause(); // we may be in the place of one that died before it could
    }

    /// <summary>When this wants to be called although nothing happened.</summary>
    public Instant WakeAt => _retryAt < _room.RetryAt ? _retryAt : _room.RetryAt;

    public void OnEvent(int listener) => Take(listener, isTurn: false);

    /// <summary>Others have told of room, or may have: who waits for some is looked after.</summary>
    public void OnCall()
    {
        _worker.HasRoomTurn = false;
        List<ListenerSlot> listeners = _worker.Listeners;
        for (int i = 0; i < listeners.Count && _held > 0; i++)
        {
            // From another one each time: or those in front would have all the room there is.
            int fd = listeners[(i + _turns) % listeners.Count].Descriptor;
            if (fd >= 0 && IsHeld(fd))
            {
                _worker.Connections[fd].Flags &= ~ConnectionFlags.Held;
                _held--;
                ProxyPlan frontend = FrontendOf(fd);
                _room.WantNoMore(frontend);
                if (_watching)
                {
                    _worker.Io.Listen(fd);
                    Take(fd, isTurn: true);
                }

                _room.PassOn(frontend);
            }
        }

        _turns = (_turns + 1) & int.MaxValue;
    }

    /// <summary>Once per turn: accepting goes on when there is room again.</summary>
    public void Tick()
    {
        if (_room.RetryAt <= _worker.Now)
        {
            _room.RetryAt = Instant.Never;
            _worker.HasRoomTurn = true;
        }

        if (_worker.HasRoomTurn)
        {
            OnCall();
        }

        bool due = _retryAt.IsNever || _retryAt <= _worker.Now;
        if (!_watching && !_worker.SoftStopping && due && _worker.ClientCount < _worker.Setup.ConnectionMax)
        {
            _retryAt = Instant.Never;
            StartWatching();
        }
    }

    /// <summary>
    /// For good, in every proxy that is stopping: what waits in the queues is taken first, then the sockets
    /// are closed.
    /// </summary>
    public void Stop()
    {
        Close(listener => _worker.IsStopping(listener.Frontend.Id));
    }

    /// <summary>The same with those that are meant.</summary>
    public void Close(Predicate<ListenerSlot> isMeant)
    {
        TakeLast(isMeant);
        foreach (ListenerSlot listener in _worker.Listeners)
        {
            int fd = listener.Descriptor;
            if (fd >= 0 && isMeant(listener))
            {
                Unwatch(fd);
                _worker.Connections[fd] = default;
                _worker.Io.CloseListener(fd);
                listener.Descriptor = -1;
            }
        }
    }

    /// <summary>Begins with the socket of a listener that is new here.</summary>
    public void Open(int listener)
    {
        Enter(listener);
        int fd = _worker.Listeners[listener].Descriptor;
        if (_watching && !IsDeaf(fd))
        {
            _worker.Io.Listen(fd);
        }
    }

    /// <summary>
    /// Before a listener gets another frontend, or another plan: if it waits for room, it waits for none by
    /// the present one any more, and looks itself again.
    /// </summary>
    public void StopWaiting(ListenerSlot listener)
    {
        int fd = listener.Descriptor;
        if (fd >= 0 && IsHeld(fd))
        {
            Release(fd);
            _held--;
            if (_watching)
            {
                _worker.Io.Listen(fd);
            }
        }
    }

    /// <summary>
    /// In every proxy that is paused: what waits in the queues is taken, then nobody is let in any more.
    /// </summary>
    public void Pause()
    {
        TakeLast(IsPausing);
        foreach (ListenerSlot listener in _worker.Listeners)
        {
            int fd = listener.Descriptor;
            if (fd >= 0 && IsPausing(listener))
            {
                GoDeaf(fd);
                _worker.Io.Deafen(fd);
            }
        }
    }

    /// <summary>Watches those again that the master has let listen again.</summary>
    public void Resume()
    {
        foreach (ListenerSlot listener in _worker.Listeners)
        {
            int fd = listener.Descriptor;
            if (fd >= 0 && IsDeaf(fd) && _worker.Io.IsListening(fd))
            {
                _worker.Connections[fd].Flags &= ~ConnectionFlags.Deaf;
                if (_watching)
                {
                    _worker.Io.Listen(fd);
                }
            }
        }
    }

    /// <summary>
    /// The kernel resets who waits in the queue of a socket that listens no more; no other socket inherits
    /// them.
    /// </summary>
    private void TakeLast(Predicate<ListenerSlot> isMeant)
    {
        int before = -1;
        for (int round = 0; round < LastRounds && before != _worker.ClientCount; round++)
        {
            before = _worker.ClientCount;
            foreach (ListenerSlot listener in _worker.Listeners)
            {
                int fd = listener.Descriptor;
                if (fd >= 0 && isMeant(listener))
                {
                    OnEvent(fd);
                }
            }
        }
    }

    private bool IsPausing(ListenerSlot listener) => !IsDeaf(listener.Descriptor)
        && _worker.Board.Decided(listener.Frontend.Id).State == ProxyState.Paused;

    private void Enter(int listener)
    {
        int fd = _worker.Listeners[listener].Descriptor;
        if (fd >= 0)
        {
            _worker.Connections[fd].Side = Side.Listener;
            _worker.Connections[fd].Owner = listener;
            _worker.Connections[fd].Flags = _worker.Io.IsListening(fd) ? default : ConnectionFlags.Deaf;
        }
    }

    private void Take(int listener, bool isTurn)
    {
        ProxyPlan frontend = FrontendOf(listener);
        for (int i = 0; i < PerEventMax && _watching && !IsSilent(listener); i++)
        {
            if (_worker.ClientCount >= _worker.Setup.ConnectionMax)
            {
                StopWatching();
                return;
            }

            if (!_room.TryEnter(frontend, isTurn))
            {
                // This proxy's maxconn or rate, or the box's maxconn: its clients wait in the kernel's queue.
                // Others are not concerned.
                _worker.Io.Unlisten(listener);
                _worker.Connections[listener].Flags |= ConnectionFlags.Held;
                _held++;
                return;
            }

            int fd = _worker.Io.Accept(listener, out IpEndpoint peer);
            if (fd >= 0)
            {
                _isShort = false;
                Register(fd, listener, in peer);
                continue;
            }

            _room.TakeBack(frontend);
            if (fd == -Errno.EAGAIN)
            {
                return;
            }

            if (fd == -Errno.EINVAL && !_worker.Io.IsListening(listener))
            {
                GoDeaf(listener); // somebody else who holds the socket has ended its listening
                return;
            }

            if (fd is not (-Errno.ECONNABORTED or -Errno.EINTR))
            {
                // Out of descriptors or memory: connections wait in the queue until some have ended.
                TellShortage(_worker.ListenerOf(in _worker.Connections[listener]), -fd);
                StopWatching();
                _retryAt = _worker.Now.After(RetryMs);
                return;
            }
        }
    }

    private void Register(int fd, int listener, in IpEndpoint peer)
    {
        int owner = _worker.Connections[listener].Owner;
        ListenerSlot reached = _worker.Listeners[owner];
        ProxyPlan frontend = reached.Frontend;
        if (frontend.Rules?.Connection is { } rules && !_judge.Admits(rules, fd, in peer, reached))
        {
            _worker.Tally.Frontend(frontend.Id).RefusedConnections++;
            _worker.Io.Close(fd, reset: true);
            _room.Leave(frontend);
            return;
        }

        ref ConnectionState c = ref _worker.NewConnection(fd);
        c.Side = Side.Client;
        c.Stream = -1;
        c.Owner = owner;
        c.Flags = frontend.Frontend!.NeverLingers ? ConnectionFlags.Hasty : 0;
        ref ClientDetail detail = ref _worker.Clients[fd];
        detail = default;
        detail.Peer = peer;
        detail.SinceMs = _worker.Now.Ms;
        detail.SinceWallMs = _worker.WallMs;
        reached.Clients++;
        AccessLog log = reached.Plan.Log;
        _worker.ClientCount++;
        if (frontend.Frontend.HealthAnswer is not null
            || (frontend.Frontend.MonitorNet is { } monitors && monitors.Contains(peer)))
        {
            _conductor.OnMonitor(fd);
            return;
        }

        _worker.Tally.ClientCame(frontend.Id);
        if (frontend.Log.Layout!.Moment == LogMoment.Accepted && log.Wants(frontend.Id))
        {
            log.WriteAccepted(frontend, peer, _worker.Io.LocalAddress(fd), _worker.WallMs);
        }

        _conductor.OnAccepted(fd);
    }

    private void TellShortage(ListenerSlot at, int error)
    {
        if (!_isShort)
        {
            _isShort = true;
            at.Plan.Log.WriteShortage(at.Frontend, error, _worker.Setup.DescriptorMax, _worker.WallMs);
        }
    }

    /// <summary>Until there is room again.</summary>
    private void StopWatching()
    {
        foreach (ListenerSlot listener in _worker.Listeners)
        {
            int fd = listener.Descriptor;
            if (_watching && fd >= 0 && !IsSilent(fd))
            {
                _worker.Io.Unlisten(fd);
            }
        }

        _watching = false;
    }

    private void StartWatching()
    {
        foreach (ListenerSlot listener in _worker.Listeners)
        {
            int fd = listener.Descriptor;
            if (fd < 0 || IsDeaf(fd))
            {
                continue;
            }

            if (IsHeld(fd))
            {
                // It tries again by itself, and may find its queue empty: a turn that it was given in the
                // meantime is for the next one.
                Release(fd);
            }

            _worker.Io.Listen(fd);
        }

        _held = 0;
        _watching = true;
    }

    /// <summary>This one alone, for long: it waits for no room any more.</summary>
    private void Unwatch(int fd)
    {
        if (_watching && !IsSilent(fd))
        {
            _worker.Io.Unlisten(fd);
        }

        if (IsHeld(fd))
        {
            _held--;
            _worker.HasRoomTurn = true; // for others that wait as it did: we have just said that we do not
        }

        Release(fd);
    }

    private void GoDeaf(int fd)
    {
        Unwatch(fd);
        _worker.Connections[fd].Flags |= ConnectionFlags.Deaf;
    }

    private void Release(int fd)
    {
        _worker.Connections[fd].Flags &= ~ConnectionFlags.Held;
        _room.WantNoMore(FrontendOf(fd));
        _room.PassOn(FrontendOf(fd));
    }

    /// <summary>Not watched, whatever the others are.</summary>
    private bool IsSilent(int listener) =>
        _worker.Connections[listener].Has(ConnectionFlags.Held | ConnectionFlags.Deaf);

    private bool IsDeaf(int listener) => _worker.Connections[listener].Has(ConnectionFlags.Deaf);

    private bool IsHeld(int listener) => _worker.Connections[listener].Has(ConnectionFlags.Held);

    private ProxyPlan FrontendOf(int listener) =>
        _worker.ListenerOf(in _worker.Connections[listener]).Frontend;
}
