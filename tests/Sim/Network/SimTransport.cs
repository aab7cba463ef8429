using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Tests.Sim.Network;

/// <summary>
/// TCP as its users see it: what travels between two ends, how late, in which pieces, and how it breaks.
/// </summary>
internal sealed class SimTransport
{
    private readonly SimFaults _faults;
    private readonly SimAgenda _agenda;
    private readonly Action<SimEnd, Ready> _tell;
    private readonly Stack<SimLink> _pool = new(256);
    private SimDice _dice;

    /// <param name="tell">Told of what happens at an end that belongs to the program under test.</param>
    public SimTransport(SimFaults faults, SimAgenda agenda, ulong seed, Action<SimEnd, Ready> tell)
    {
        _faults = faults;
        _agenda = agenda;
        _tell = tell;
        _dice = new SimDice(seed);
    }

    /// <summary>A hash over all that has happened: equal runs have equal ones.</summary>
    public ulong Digest { get; private set; }

    /// <summary>Connections of which one end at least is open.</summary>
    public int LinkCount { get; private set; }

    /// <summary>Begins a connection from <paramref name="local"/>; the caller's end is returned.</summary>
    public SimEnd Call(in IpEndpoint local, in IpEndpoint remote)
    {
        SimLink link = _pool.Count > 0 ? _pool.Pop() : new SimLink();
        link.BreaksAfter = _dice.PerMille(_faults.ResetsPerMille) ? 1L << _dice.Between(0, 17) : -1;
        link.Caller.Open(SimEndState.Connecting, DrawWindow(), local, remote);
        link.Called.Open(SimEndState.Unborn, DrawWindow(), remote, local);
        LinkCount++;
        return link.Caller;
    }

    /// <summary>The called end stands, and the caller will hear of it.</summary>
    public void Greet(SimEnd caller, SimPeer? calledPeer)
    {
        SimEnd called = caller.Other;
        called.State = SimEndState.Open;
        Put(caller, SimCargo.Greeting);
        if (calledPeer is not null)
        {
            called.Peer = calledPeer;
            calledPeer.Attach(this, called);
            Tell(called, Ready.Write);
        }
    }

    /// <summary>Nobody listens where the caller called.</summary>
    public void Refuse(SimEnd caller) => Put(caller, SimCargo.Reset);

    /// <summary>Bytes taken of both pieces, in order.</summary>
    public int Send(SimEnd from, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        SimPipe pipe = from.Other.In;
        int wanted = first.Length + second.Length;
        int taken = int.Min(wanted, pipe.Room);
        if (taken > 1 && _dice.Percent(_faults.ShortWrites))
        {
            taken = _dice.Between(1, taken);
        }

        int ofFirst = int.Min(taken, first.Length);
        PutPieces(from.Other, first[..ofFirst]);
        PutPieces(from.Other, second[..(taken - ofFirst)]);
        if (taken < wanted)
        {
            from.WantsRoom = true;
            if (pipe.Room > 0)
            {
                // We cut it ourselves: nobody's reading will tell.
                Schedule(SimDue.Room, from, _agenda.NowMs + DrawDelay());
            }
        }

        Wear(from.Link, taken);
        return taken;
    }

    /// <summary>Takes up to <paramref name="into"/>'s length of what has arrived.</summary>
    public int Receive(SimEnd at, Span<byte> into)
    {
        int wanted = int.Min(at.In.Readable, into.Length);
        if (wanted > 1 && _dice.Percent(_faults.ShortReads))
        {
            wanted = _dice.Between(1, wanted);
        }

        for (int done = 0; done < wanted;)
        {
            ReadOnlySpan<byte> stretch = at.In.Peek(wanted - done);
            stretch.CopyTo(into[done..]);
            at.In.Take(stretch.Length);
            done += stretch.Length;
        }

        if (wanted > 0)
        {
            Schedule(SimDue.Room, at.Other, _agenda.NowMs + DrawDelay());
        }

        return wanted;
    }

    public void ShutdownSend(SimEnd from)
    {
        if (!from.IsSendShut && from.State == SimEndState.Open)
        {
            from.IsSendShut = true;
            Put(from.Other, SimCargo.Fin);
        }
    }

    /// <summary>Gives an end up. Unread bytes make it a reset, as in Linux.</summary>
    public void Close(SimEnd end, bool reset)
    {
        bool abort = reset || end.In.Readable > 0 || end.State == SimEndState.Connecting;
        SimEnd other = end.Other;
        bool isFinDue = !end.IsSendShut && end.State == SimEndState.Open;
        end.State = SimEndState.Closed;
        if (other.State is SimEndState.Open or SimEndState.Connecting && !end.IsBroken)
        {
            if (abort)
            {
                other.In.Lose();
                Put(other, SimCargo.Reset);
            }
            else if (isFinDue)
            {
                Put(other, SimCargo.Fin);
            }
        }

        ReleaseIfUnused(end.Link);
    }

    /// <summary>The next segment on the way to <paramref name="end"/> is there.</summary>
    public void Arrive(SimEnd end)
    {
        if (!end.In.IsAnythingOnTheWay)
        {
            return; // lost: its sender has reset the connection
        }

        SimCargo cargo = end.In.Arrive();
        Mix((ulong)cargo, (ulong)end.In.Readable);
        if (end.State == SimEndState.Closed)
        {
            AnswerWithReset(end, cargo);
        }
        else if (cargo == SimCargo.Reset)
        {
            Break(end);
        }
        else if (cargo == SimCargo.Greeting)
        {
            end.State = SimEndState.Open;
            Tell(end, Ready.Write);
        }
        else if (cargo == SimCargo.Fin)
        {
            end.IsFinIn = true;
            Tell(end, Ready.Read | Ready.PeerClosed);
        }
        else
        {
            Tell(end, Ready.Read);
        }
    }

    /// <summary>A sender learns what its peer has read.</summary>
    public void Room(SimEnd sender)
    {
        sender.Other.In.Free();
        if (sender.WantsRoom && sender.Other.In.Room > 0 && sender.State == SimEndState.Open)
        {
            sender.WantsRoom = false;
            Tell(sender, Ready.Write);
        }
    }

    /// <summary>Gives a peer what has arrived for it.</summary>
    public void FeedPeer(SimEnd end)
    {
        SimPeer peer = end.Peer!;
        int life = end.Link.Life;
        while (IsFeeding(end, peer, life) && end.In.Readable > 0)
        {
            ReadOnlySpan<byte> stretch = end.In.Peek(int.MaxValue);
            end.In.Take(stretch.Length);
            Schedule(SimDue.Room, end.Other, _agenda.NowMs + DrawDelay());
            peer.OnBytes(stretch);
        }

        if (IsFeeding(end, peer, life) && end.IsFinIn && !end.IsBroken)
        {
            end.IsFinIn = false; // told once
            peer.OnEnd();
        }
    }

    /// <summary>Draws from the run's dice, for what happens outside of connections.</summary>
    public ref SimDice Dice => ref _dice;

    public int DrawDelay() => _dice.Percent(_faults.Stalls)
        ? _dice.Between(0, _faults.StallMsMax)
        : _dice.Between(0, _faults.DelayMsMax);

    public void Schedule(SimDue due, SimEnd end, long atMs) =>
        _agenda.Add(new SimEntry(due, end, end.Link.Life), atMs, DrawTie());

    public ulong DrawTie() => _faults.Shuffle ? _dice.Next() : 0;

    public void Mix(ulong one, ulong two)
    {
        ulong mixed = (Digest ^ one) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 29) ^ two ^ (ulong)_agenda.NowMs) * 0xBF58476D1CE4E5B9;
        Digest = mixed ^ (mixed >> 32);
    }

    private static bool IsAttached(SimEnd end, SimPeer peer, int life) =>
        end.Link.Life == life && ReferenceEquals(peer.End, end);

    private static bool IsFeeding(SimEnd end, SimPeer peer, int life) =>
        IsAttached(end, peer, life) && !peer.IsPaused;

    private void AnswerWithReset(SimEnd closed, SimCargo cargo)
    {
        if (cargo == SimCargo.Bytes && !closed.HasAnsweredReset && closed.Other.State == SimEndState.Open)
        {
            closed.HasAnsweredReset = true;
            Put(closed.Other, SimCargo.Reset);
        }
    }

    private void Break(SimEnd end)
    {
        end.Errno = end.State == SimEndState.Connecting ? Errno.ECONNREFUSED
            : end.IsFinIn ? Errno.EPIPE : Errno.ECONNRESET;
        end.IsBroken = true;
        end.WantsRoom = false;
        Tell(end, Ready.Read | Ready.Write | Ready.PeerClosed | Ready.Failed);
    }

    private void Tell(SimEnd end, Ready ready)
    {
        if (end.Peer is { } peer)
        {
            TellPeer(end, peer, ready);
            return;
        }

        if (_dice.Percent(_faults.Spurious) && !end.IsBroken && end.State == SimEndState.Open)
        {
            ready |= end.Other.In.Room > 0 ? Ready.Write : Ready.None;
            ready |= end.In.Readable > 0 || end.IsFinIn ? Ready.Read : Ready.None;
            ready |= end.IsFinIn ? Ready.PeerClosed : Ready.None;
        }

        _tell(end, ready);
    }

    private void TellPeer(SimEnd end, SimPeer peer, Ready ready)
    {
        if ((ready & Ready.Failed) != 0)
        {
            int errno = end.TakeErrno();
            peer.Detach();
            Close(end, reset: true);
            peer.OnBroken(errno);
            return;
        }

        int life = end.Link.Life;
        if (!end.IsGreeted)
        {
            end.IsGreeted = true;
            peer.OnConnected();
        }

        if (IsAttached(end, peer, life))
        {
            peer.Flush();
        }

        if (IsAttached(end, peer, life))
        {
            FeedPeer(end);
        }
    }

    private void PutPieces(SimEnd to, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int count = bytes.Length > 1 && _dice.Percent(_faults.Pieces)
                ? _dice.Between(1, bytes.Length)
                : bytes.Length;
            to.In.Put(bytes[..count]);
            ScheduleArrival(to);
            bytes = bytes[count..];
        }
    }

    private void Put(SimEnd to, SimCargo cargo)
    {
        to.In.Put(cargo);
        ScheduleArrival(to);
    }

    private void ScheduleArrival(SimEnd to)
    {
        // Never before what was sent earlier on the same connection; equal times are settled by the pipe's
        // own order.
        to.In.LastArrivalMs = long.Max(to.In.LastArrivalMs, _agenda.NowMs + DrawDelay());
        Schedule(SimDue.Arrive, to, to.In.LastArrivalMs);
    }

    private void Wear(SimLink link, int bytes)
    {
        if (link.BreaksAfter < 0)
        {
            return;
        }

        link.BreaksAfter = long.Max(0, link.BreaksAfter - bytes);
        if (link.BreaksAfter == 0)
        {
            link.BreaksAfter = -1;
            Put(link.Caller, SimCargo.Reset);
            Put(link.Called, SimCargo.Reset);
        }
    }

    private int DrawWindow()
    {
        int low = int.Log2(_faults.WindowMin);
        int window = 1 << _dice.Between(low, int.Log2(_faults.WindowMax));
        return int.Max(window, _faults.WindowMin);
    }

    private void ReleaseIfUnused(SimLink link)
    {
        if (link.IsUnused)
        {
            link.Life++;
            LinkCount--;
            _pool.Push(link);
        }
    }
}
