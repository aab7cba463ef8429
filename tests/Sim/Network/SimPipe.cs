using System;
using System.Collections.Generic;

namespace Weir.Tests.Sim.Network;

/// <summary>What travels in one direction of a connection.</summary>
internal enum SimCargo : byte
{
    /// <summary>The called end has answered: the connection stands.</summary>
    Greeting,
    Bytes,
    Fin,
    Reset,
}

/// <summary>
/// One direction of a connection. Bytes lie in a ring from the moment they are sent; three positions say how
/// far they have come. Reused from connection to connection, so that a run in its stride allocates nothing.
/// <code>
///   freed ≤ read ≤ arrived ≤ sent        sent - freed ≤ window: the sender learns late that there is room
/// </code>
/// </summary>
internal sealed class SimPipe
{
    private readonly Queue<(SimCargo Cargo, int Count)> _onTheWay = new(16);
    private byte[] _ring = [];
    private long _sent;
    private long _arrived;
    private long _read;
    private long _freed;

    /// <summary>When the last segment so far arrives: later ones never overtake it.</summary>
    public long LastArrivalMs { get; set; }

    public int Window { get; private set; }

    /// <summary>Bytes that may be sent now.</summary>
    public int Room => Window - (int)(_sent - _freed);

    /// <summary>Bytes that may be read now.</summary>
    public int Readable => (int)(_arrived - _read);

    public void Open(int window)
    {
        Window = window;
        if (_ring.Length < window)
        {
            _ring = new byte[window];
        }

        _onTheWay.Clear();
        _sent = _arrived = _read = _freed = 0;
        LastArrivalMs = 0;
    }

    /// <summary>Takes bytes that fit; they arrive as one segment.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        int at = (int)(_sent % Window);
        int first = int.Min(bytes.Length, Window - at);
        bytes[..first].CopyTo(_ring.AsSpan(at));
        bytes[first..].CopyTo(_ring);
        _sent += bytes.Length;
        _onTheWay.Enqueue((SimCargo.Bytes, bytes.Length));
    }

    public void Put(SimCargo cargo) => _onTheWay.Enqueue((cargo, 0));

    /// <summary>The next segment is there.</summary>
    public SimCargo Arrive()
    {
        (SimCargo cargo, int count) = _onTheWay.Dequeue();
        _arrived += count;
        return cargo;
    }

    public bool IsAnythingOnTheWay => _onTheWay.Count > 0;

    /// <summary>Throws away what has not arrived: its sender has given the connection up.</summary>
    public void Lose()
    {
        _onTheWay.Clear();
        _sent = _arrived;
    }

    /// <summary>
    /// A stretch of what has arrived, at most <paramref name="max"/> bytes; call <see cref="Take"/> for it.
    /// </summary>
    public ReadOnlySpan<byte> Peek(int max)
    {
        int at = (int)(_read % Window);
        return _ring.AsSpan(at, int.Min(int.Min(max, Readable), Window - at));
    }

    public void Take(int count) => _read += count;

    /// <summary>The sender learns of what has been read.</summary>
    public void Free() => _freed = _read;
}
