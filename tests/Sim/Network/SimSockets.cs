using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;

namespace Weir.Tests.Sim.Network;

/// <summary>The descriptors of the program under test, and what it is to be told of them.</summary>
internal sealed class SimSockets
{
    private const int FirstDescriptor = 3;

    private readonly Slot[] _table;
    private readonly byte[] _lent;
    private readonly List<int> _hot = new(256);
    private readonly int[] _stillHot;
    private readonly List<int> _levelled = new(16);
    private readonly List<(int Fd, uint Life, Ready Ready)> _batch = new(256);
    private int _at;
    private int _lentCount;

    public SimSockets(IoLimits limits)
    {
        _table = new Slot[limits.DescriptorMax];
        _stillHot = new int[limits.DescriptorMax];
        _lent = new byte[limits.ReceiveBytes];
    }

    /// <summary>What a descriptor is.</summary>
    internal enum SimKind : byte
    {
        Free,
        Connection,
        Listener,
        Signal,
        Pipe,
        Channel,
    }

    /// <summary>
    /// One descriptor. Its number is given out again, the lowest first, as the kernel does.
    /// </summary>
    internal struct Slot
    {
        public SimKind Kind;
        public bool IsWatched;
        public bool IsHot;
        public bool IsRaised;
        public int Host;
        public uint Life;
        public Ready Pending;
        public SimEnd? End;
        public Queue<SimEnd>? Waiting;
        public byte[]? Piped;
        public Queue<byte[]>? Messages;
        public IpEndpoint At;
    }

    public int OpenCount { get; private set; }

    public Span<byte> Lent => _lent;

    public bool HasUntold => _at < _batch.Count;

    /// <summary>The descriptor's slot, which has to be of <paramref name="kind"/>.</summary>
    public ref Slot Use(int fd, SimKind kind)
    {
        if (fd < 0 || fd >= _table.Length || _table[fd].Kind != kind)
        {
            throw new SimMisuseException($"descriptor {fd} is used as {kind} but is none");
        }

        return ref _table[fd];
    }

    /// <summary>Something that its owner reads itself: a signal or a channel.</summary>
    public void UseForeign(int fd) =>
        Use(fd, fd >= 0 && fd < _table.Length && _table[fd].Kind == SimKind.Channel
            ? SimKind.Channel
            : SimKind.Signal);

    /// <summary>The lowest free number, or -EMFILE.</summary>
    public int Take(SimKind kind)
    {
        for (int fd = FirstDescriptor; fd < _table.Length; fd++)
        {
            if (_table[fd].Kind == SimKind.Free)
            {
                Slot old = _table[fd];
                Slot slot = new() { Kind = kind, Life = old.Life + 1, IsHot = old.IsHot };
                slot.Waiting = old.Waiting;
                _table[fd] = slot;
                OpenCount++;
                return fd;
            }
        }

        return -Errno.EMFILE;
    }

    public void GiveBack(int fd)
    {
        ref Slot slot = ref _table[fd];
        slot.Kind = SimKind.Free;
        slot.IsWatched = false;
        slot.Pending = Ready.None;
        slot.End = null;
        slot.Life++;
        OpenCount--;
    }

    /// <summary>
    /// Closes what a host that has died had open; the listeners stay, as the master has them too.
    /// </summary>
    public void Kill(int host, SimTransport transport)
    {
        for (int fd = FirstDescriptor; fd < _table.Length; fd++)
        {
            if (_table[fd].Host != host || _table[fd].Kind == SimKind.Free)
            {
                continue;
            }

            UnwatchLevel(fd);
            if (_table[fd].Kind == SimKind.Connection)
            {
                SimEnd end = _table[fd].End!;
                GiveBack(fd);
                end.Fd = -1;
                transport.Close(end, reset: false);
            }
        }
    }

    /// <summary>
    /// Makes <paramref name="end"/> known by a number; what it has been through so far is told as new.
    /// </summary>
    public int Adopt(SimEnd end, int host)
    {
        int fd = Take(SimKind.Connection);
        if (fd >= 0)
        {
            _table[fd].Host = host;
            _table[fd].End = end;
            end.Fd = fd;
        }

        return fd;
    }

    public void Tell(SimEnd end, Ready ready)
    {
        if (end.Fd >= 0) // else it is not accepted yet, and its state will be told then
        {
            Tell(end.Fd, ready);
        }
    }

    public void Tell(int fd, Ready ready)
    {
        ref Slot slot = ref _table[fd];
        slot.Pending |= ready;
        if (!slot.IsHot)
        {
            slot.IsHot = true;
            _hot.Add(fd);
        }
    }

    /// <summary>Lets a level-triggered descriptor be looked at before each batch.</summary>
    public void WatchLevel(int fd, int host)
    {
        _table[fd].Host = host;
        _table[fd].IsWatched = true;
        if (!_levelled.Contains(fd))
        {
            _levelled.Add(fd);
        }
    }

    public void UnwatchLevel(int fd)
    {
        _table[fd].IsWatched = false;
        _levelled.Remove(fd);
    }

    /// <summary>Makes the next batch of what there is to tell a host; returns its size.</summary>
    public int Gather(int host, bool shuffle, ref SimDice dice)
    {
        _batch.Clear();
        _at = 0;
        foreach (int fd in _levelled)
        {
            ref Slot slot = ref _table[fd];
            bool ready = slot.Kind == SimKind.Signal ? slot.IsRaised : slot.Waiting!.Count > 0;
            if (ready && slot.IsWatched && slot.Host == host)
            {
                _batch.Add((fd, slot.Life, Ready.Read));
            }
        }

        int kept = 0;
        foreach (int fd in _hot)
        {
            ref Slot slot = ref _table[fd];
            if (slot.Host != host && slot.Kind != SimKind.Free)
            {
                _stillHot[kept++] = fd;
                continue;
            }

            slot.IsHot = false;
            if (slot.Pending != Ready.None)
            {
                _batch.Add((fd, slot.Life, slot.Pending));
                slot.Pending = Ready.None;
            }
        }

        _hot.Clear();
        for (int i = 0; i < kept; i++)
        {
            _hot.Add(_stillHot[i]);
        }

        for (int i = _batch.Count - 1; shuffle && i > 0; i--)
        {
            int other = dice.Between(0, i);
            (_batch[i], _batch[other]) = (_batch[other], _batch[i]);
        }

        return _batch.Count;
    }

    public bool Next(out IoEvent happened)
    {
        while (_at < _batch.Count)
        {
            (int fd, uint life, Ready ready) = _batch[_at++];
            if (_table[fd].Life == life)
            {
                happened = new IoEvent(fd, ready);
                return true;
            }
        }

        happened = default;
        return false;
    }

    /// <summary>Lends the first <paramref name="count"/> bytes, which have just been filled.</summary>
    public Span<byte> Lend(int count)
    {
        _lentCount = count;
        return _lent.AsSpan(0, count);
    }

    /// <summary>Spoils what was lent, so that whoever reads it late reads nonsense.</summary>
    public void TakeBackLent()
    {
        _lent.AsSpan(0, _lentCount).Fill(0xEE);
        _lentCount = 0;
    }
}
