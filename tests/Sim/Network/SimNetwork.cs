using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Tests.Sim.Network;

/// <summary>
/// A network in one thread with its own clock. The program under test sees it through <see cref="SimIo"/>;
/// clients and servers around it are <see cref="SimPeer"/>s. Chance comes from one seed, so equal seeds are
/// equal runs. Time jumps to the next thing that happens.
/// </summary>
public sealed class SimNetwork
{
    private const int BacklogMax = 1024;
    private const int OffersMax = 64;
    // Else an owner that leaves a level-triggered event be would stop the clock.
    private const int TurnsPerMs = 50;
    private const int EntriesPerWaitMax = 1_000_000; // peers that keep each other busy without time passing

    private readonly SimFaults _faults;
    private readonly SimAgenda _agenda = new();
    private readonly SimTransport _transport;
    private readonly SimSockets _sockets;
    private readonly Dictionary<IpEndpoint, SimPlace> _places = [];
    private int _portsGiven;
    private int _turnsThisMs;
    private bool _isIdleRound = true;
    private Instant _roundUntil = Instant.Never;

    public SimNetwork(ulong seed, SimFaults faults, IoLimits limits)
    {
        Seed = seed;
        _faults = faults;
        _sockets = new SimSockets(limits);
        _transport = new SimTransport(faults, _agenda, seed, _sockets.Tell);
    }

    public ulong Seed { get; }

    /// <summary>Waits so far: where in the run a failure was seen.</summary>
    public long Step { get; private set; }

    /// <summary>Several processes live here; see <see cref="MoveOn"/>.</summary>
    public bool HasSeveralHosts { get; init; }

    /// <summary>The last wait was without end, and found that nothing will ever happen.</summary>
    public bool IsStalled { get; private set; }

    /// <summary>
    /// Descriptors that the program under test has open: the same before and after, or it leaks.
    /// </summary>
    public int OpenDescriptors => _sockets.OpenCount;

    /// <summary>Connections of which one end at least is open.</summary>
    public int LinkCount => _transport.LinkCount;

    /// <summary>A hash over all that has happened.</summary>
    public ulong Digest => _transport.Digest;

    public Instant Now => new(_agenda.NowMs);

    internal SimSockets Sockets => _sockets;

    internal SimTransport Transport => _transport;

    /// <summary>
    /// Opens a listening socket of the program under test, which has to be given to Listen.
    /// </summary>
    public int OpenListener(in IpEndpoint at)
    {
        int fd = _sockets.Take(SimSockets.SimKind.Listener);
        ref SimSockets.Slot slot = ref _sockets.Use(fd, SimSockets.SimKind.Listener);
        slot.At = at;
        slot.Waiting ??= new Queue<SimEnd>();
        ListenAgain(fd);
        return fd;
    }

    /// <summary>Closes it; who waits in its queue is reset.</summary>
    public void CloseListener(int fd)
    {
        Deafen(fd);
        _sockets.UnwatchLevel(fd);
        _sockets.GiveBack(fd);
    }

    /// <summary>Nobody is let in any more, and who waits in the queue is reset.</summary>
    public void Deafen(int fd)
    {
        ref SimSockets.Slot slot = ref _sockets.Use(fd, SimSockets.SimKind.Listener);
        int[] others = Array.FindAll(ListenersAt(slot.At), one => one != fd);
        _places[slot.At] = new SimPlace(SimAnswer.Listener, others, null, 0);
        if (others.Length == 0)
        {
            _places.Remove(slot.At);
        }

        while (slot.Waiting!.TryDequeue(out SimEnd? end))
        {
            _transport.Close(end, reset: true);
        }
    }

    /// <summary>Lets clients in that come from now on.</summary>
    public void ListenAgain(int fd)
    {
        IpEndpoint at = _sockets.Use(fd, SimSockets.SimKind.Listener).At;
        _places[at] = new SimPlace(SimAnswer.Listener, [.. ListenersAt(at), fd], null, 0);
    }

    public bool IsListening(int fd) =>
        Array.IndexOf(ListenersAt(_sockets.Use(fd, SimSockets.SimKind.Listener).At), fd) >= 0;

    /// <summary>Opens something like an eventfd, to be given to Watch.</summary>
    public int OpenSignal() => _sockets.Take(SimSockets.SimKind.Signal);

    public void SetSignal(int fd, bool raised) =>
        _sockets.Use(fd, SimSockets.SimKind.Signal).IsRaised = raised;

    public void CloseSignal(int fd)
    {
        _sockets.Use(fd, SimSockets.SimKind.Signal);
        _sockets.UnwatchLevel(fd);
        _sockets.GiveBack(fd);
    }

    /// <summary>
    /// Opens a channel for connections that are offered: one number for both of its ends.
    /// </summary>
    public int OpenChannel()
    {
        int fd = _sockets.Take(SimSockets.SimKind.Channel);
        ref SimSockets.Slot slot = ref _sockets.Use(fd, SimSockets.SimKind.Channel);
        slot.Waiting = new Queue<SimEnd>();
        slot.Messages = new Queue<byte[]>();
        return fd;
    }

    public void CloseChannel(int fd)
    {
        foreach (SimEnd end in _sockets.Use(fd, SimSockets.SimKind.Channel).Waiting!)
        {
            _transport.Close(end, reset: true);
        }

        _sockets.UnwatchLevel(fd);
        _sockets.GiveBack(fd);
    }

    /// <summary>Servers at an address: each caller is given to a peer; null refuses it.</summary>
    public void Serve(in IpEndpoint at, Func<SimPeer?> give) =>
        _places[at] = new SimPlace(SimAnswer.Peer, [], give, 0);

    /// <summary>An address that nobody answers from: attempts never end.</summary>
    public void Silence(in IpEndpoint at) => _places[at] = new SimPlace(SimAnswer.Silence, [], null, 0);

    /// <summary>Calls to an address fail at once.</summary>
    public void Fail(in IpEndpoint at, int errno) =>
        _places[at] = new SimPlace(SimAnswer.Error, [], null, errno);

    /// <summary>Nobody listens there any more: attempts are refused.</summary>
    public void Refuse(in IpEndpoint at) => _places.Remove(at);

    /// <summary>Lets a client call a listener of the program under test.</summary>
    public void Connect(SimPeer client, in IpEndpoint to)
    {
        SimEnd end = Call(to, default);
        end.Peer = client;
        client.Attach(_transport, end);
    }

    /// <summary>Calls <see cref="SimPeer.OnTimer"/> later.</summary>
    public void After(SimPeer peer, int ms, int tag) =>
        AddLater(new SimEntry(SimDue.Timer, null, 0) { Peer = peer, Tag = tag }, ms);

    /// <summary>Does a step of the script later, from within a wait.</summary>
    public void After(int ms, Action step) =>
        AddLater(new SimEntry(SimDue.Call, null, 0) { Call = step }, ms);

    internal int Dial(in IpEndpoint to, in IpEndpoint source, int host)
    {
        if (_places.TryGetValue(to, out SimPlace? place) && place.Answer == SimAnswer.Error)
        {
            return -place.Errno;
        }

        SimEnd end = Call(to, source);
        int fd = _sockets.Adopt(end, host);
        if (fd < 0)
        {
            _transport.Close(end, reset: true);
        }

        return fd;
    }

    internal int Offer(int channel, ReadOnlySpan<byte> message, int host)
    {
        ref SimSockets.Slot slot = ref _sockets.Use(channel, SimSockets.SimKind.Channel);
        if (slot.Waiting!.Count >= OffersMax)
        {
            return -Errno.EAGAIN;
        }

        SimEnd end = _transport.Call(default, default);
        int fd = _sockets.Adopt(end, host);
        if (fd < 0)
        {
            _transport.Close(end, reset: true);
            return fd;
        }

        _transport.Greet(end, null);
        end.State = SimEndState.Open; // at once: nothing travels
        slot.Waiting.Enqueue(end.Other);
        slot.Messages!.Enqueue(message.ToArray());
        return fd;
    }

    internal int TakeOffer(int channel, Span<byte> message, out int length, int host)
    {
        ref SimSockets.Slot slot = ref _sockets.Use(channel, SimSockets.SimKind.Channel);
        length = 0;
        if (!slot.Waiting!.TryPeek(out SimEnd? end))
        {
            return -Errno.EAGAIN;
        }

        int fd = _sockets.Adopt(end, host);
        if (fd >= 0)
        {
            slot.Waiting.Dequeue();
            byte[] bytes = slot.Messages!.Dequeue();
            bytes.CopyTo(message);
            length = bytes.Length;
            TellAll(end);
        }

        return fd;
    }

    internal int Accept(int listener, int host, out IpEndpoint peer)
    {
        ref SimSockets.Slot slot = ref _sockets.Use(listener, SimSockets.SimKind.Listener);
        peer = default;
        if (!slot.Waiting!.TryPeek(out SimEnd? end))
        {
            return -Errno.EAGAIN;
        }

        if (_transport.Dice.Percent(_faults.AcceptFailures))
        {
            slot.Waiting.Dequeue();
            _transport.Close(end, reset: true);
            return -Errno.ECONNABORTED;
        }

        int fd = _sockets.Adopt(end, host);
        if (fd < 0)
        {
            return fd;
        }

        slot.Waiting.Dequeue();
        peer = end.Remote;
        TellAll(end);
        return fd;
    }

    /// <summary>
    /// A process has died: its connections end, its listeners stay, and nobody is told by them.
    /// </summary>
    public void Kill(int host) => _sockets.Kill(host, _transport);

    /// <summary>
    /// With several hosts, time stands still while any of them has something to do: each takes its turn, and
    /// when a whole round was idle, this moves on to what comes next.
    /// </summary>
    public void MoveOn()
    {
        if (!_isIdleRound)
        {
            _isIdleRound = true;
            _roundUntil = Instant.Never;
            return;
        }

        long next = long.Min(_agenda.NextMs, _roundUntil.Ms);
        IsStalled = _agenda.NextMs == long.MaxValue && _roundUntil.IsNever;
        AdvanceTo(IsStalled ? _agenda.NowMs : next);
        _roundUntil = Instant.Never;
    }

    internal int Wait(Instant until, int host)
    {
        if (!HasSeveralHosts)
        {
            return Wait(until);
        }

        if (_sockets.HasUntold)
        {
            throw new SimMisuseException("a new wait before all events of the last one were taken");
        }

        Step++;
        _sockets.TakeBackLent();
        if (_transport.Dice.Percent(_faults.EarlyWakes))
        {
            _isIdleRound = false;
            return 0;
        }

        int entries = RunDue();
        int count = _sockets.Gather(host, _faults.Shuffle, ref _transport.Dice);
        _isIdleRound &= entries == 0 && count == 0 && until > Now;
        _roundUntil = until < _roundUntil ? until : _roundUntil;
        return count;
    }

    private int Wait(Instant until)
    {
        if (_sockets.HasUntold)
        {
            throw new SimMisuseException("a new wait before all events of the last one were taken");
        }

        Step++;
        IsStalled = false; // it was the last wait that found nothing
        _sockets.TakeBackLent();
        if (++_turnsThisMs > TurnsPerMs)
        {
            AdvanceTo(_agenda.NowMs + 1);
        }

        if (_transport.Dice.Percent(_faults.EarlyWakes))
        {
            return 0;
        }

        for (int entries = 0; ;)
        {
            entries += RunDue();
            if (entries > EntriesPerWaitMax)
            {
                throw new SimMisuseException("the peers never rest");
            }

            int count = _sockets.Gather(0, _faults.Shuffle, ref _transport.Dice);
            if (count > 0)
            {
                return count;
            }

            long next = _agenda.NextMs;
            if (next > until.Ms || next == long.MaxValue)
            {
                IsStalled = until.IsNever;
                AdvanceTo(until.IsNever ? _agenda.NowMs : until.Ms);
                return 0;
            }

            AdvanceTo(next);
        }
    }

    private void AddLater(in SimEntry entry, int ms) =>
        _agenda.Add(entry, _agenda.NowMs + ms, _transport.DrawTie());

    private void AdvanceTo(long ms)
    {
        if (ms > _agenda.NowMs)
        {
            _turnsThisMs = 0;
            _agenda.AdvanceTo(ms);
        }
    }

    /// <summary>An accepted connection is told of all that is known of it, as by registering it.</summary>
    private void TellAll(SimEnd end)
    {
        Ready ready = Ready.Write;
        ready |= end.In.Readable > 0 || end.IsFinIn || end.IsBroken ? Ready.Read : Ready.None;
        ready |= end.IsFinIn || end.IsBroken ? Ready.PeerClosed : Ready.None;
        ready |= end.IsBroken ? Ready.Failed : Ready.None;
        _sockets.Tell(end, ready);
    }

    private SimEnd Call(in IpEndpoint to, in IpEndpoint source)
    {
        // Ports as the kernel gives them, far from those that tests listen on.
        ushort port = (ushort)(40_000 + (_portsGiven++ % 20_000));
        IpEndpoint local = source.Family == IpFamily.None
            ? IpEndpoint.V4(0x7F000001, port)
            : source.Port == 0 ? source.WithPort(port) : source;
        SimEnd end = _transport.Call(local, to);
        _transport.Schedule(SimDue.Knock, end, _agenda.NowMs + _transport.DrawDelay());
        return end;
    }

    private int RunDue()
    {
        int count = 0;
        while (count <= EntriesPerWaitMax && _agenda.TryTakeDue(out SimEntry entry))
        {
            count++;
            Run(entry);
        }

        return count;
    }

    private void Run(in SimEntry entry)
    {
        if (entry.End is { } end && end.Link.Life != entry.Life)
        {
            return; // that connection is over
        }

        _transport.Mix((ulong)entry.Due, (ulong)entry.Tag);
        switch (entry.Due)
        {
            case SimDue.Knock:
                Knock(entry.End!);
                break;
            case SimDue.Arrive:
                _transport.Arrive(entry.End!);
                break;
            case SimDue.Room:
                _transport.Room(entry.End!);
                break;
            case SimDue.Timer:
                entry.Peer!.OnTimer(entry.Tag);
                break;
            default:
                entry.Call!();
                break;
        }
    }

    private void Knock(SimEnd caller)
    {
        bool isThere = _places.TryGetValue(caller.Remote, out SimPlace? place);
        if (place is null || !isThere || _transport.Dice.Percent(_faults.Refusals))
        {
            _transport.Refuse(caller);
            return;
        }

        switch (place.Answer)
        {
            case SimAnswer.Listener:
                KnockAtListener(caller, place.Listeners);
                break;
            case SimAnswer.Peer when place.Serve!() is { } peer:
                _transport.Greet(caller, peer);
                break;
            case SimAnswer.Peer:
                _transport.Refuse(caller);
                break;
            default:
                break; // silence
        }
    }

    private int[] ListenersAt(in IpEndpoint at) =>
        _places.TryGetValue(at, out SimPlace? place) ? place.Listeners : [];

    private void KnockAtListener(SimEnd caller, int[] listeners)
    {
        int listener = listeners.Length == 1
            ? listeners[0]
            : listeners[_transport.Dice.Between(0, listeners.Length - 1)];
        Queue<SimEnd> waiting = _sockets.Use(listener, SimSockets.SimKind.Listener).Waiting!;
        if (waiting.Count >= BacklogMax)
        {
            _transport.Schedule(SimDue.Knock, caller, _agenda.NowMs + 1000); // as a lost SYN: tried again
            return;
        }

        waiting.Enqueue(caller.Other);
        _transport.Greet(caller, null);
    }
}
