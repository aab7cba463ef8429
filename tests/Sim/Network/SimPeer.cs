using System;

namespace Weir.Tests.Sim.Network;

/// <summary>
/// A scripted client or server outside the program under test. It is told what happens and may act from
/// within those calls or from a timer. What it sends waits here until the network takes it. After it has
/// closed it may be used again.
/// </summary>
public abstract class SimPeer
{
    private SimTransport? _transport;
    private byte[] _outbox = new byte[1024];
    private int _start;
    private int _end;
    private SimLeave _leave;

    /// <summary>How this peer goes once everything has been sent.</summary>
    private enum SimLeave : byte
    {
        Not,
        EndsSending,
        Closes,
    }

    /// <summary>
    /// This peer's end; null before it is connected for the first time and after it is over.
    /// </summary>
    internal SimEnd? End { get; private set; }

    public bool IsOver => End is null;

    /// <summary>Bytes that the network has not taken yet.</summary>
    public int Unsent => _end - _start;

    public bool IsPaused { get; private set; }

    /// <summary>Queues bytes behind those not sent yet.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (End is null || _leave != SimLeave.Not)
        {
            return;
        }

        MakeRoom(bytes.Length);
        bytes.CopyTo(_outbox.AsSpan(_end));
        _end += bytes.Length;
        Flush();
    }

    /// <summary>Ends this side after what was sent; the other may go on.</summary>
    public void EndSending() => Leave(SimLeave.EndsSending);

    /// <summary>Closes after what was sent, as close() does: nothing more is told.</summary>
    public void Close() => Leave(SimLeave.Closes);

    /// <summary>Breaks the connection at once.</summary>
    public void Reset()
    {
        if (End is { } end)
        {
            Detach();
            _transport!.Close(end, reset: true);
        }
    }

    /// <summary>Reads nothing more until <see cref="Resume"/>: the sender's window fills.</summary>
    public void Pause() => IsPaused = true;

    public void Resume()
    {
        IsPaused = false;
        if (End is { } end)
        {
            _transport!.FeedPeer(end);
        }
    }

    internal void Attach(SimTransport transport, SimEnd end)
    {
        if (End is not null)
        {
            throw new InvalidOperationException("a peer has one connection at a time");
        }

        _transport = transport;
        End = end;
        _start = _end = 0;
        _leave = SimLeave.Not;
        IsPaused = false;
    }

    internal void Detach() => End = null;

    /// <summary>Hands over what the network takes.</summary>
    internal void Flush()
    {
        if (End is not { State: SimEndState.Open } end)
        {
            return;
        }

        if (_end > _start)
        {
            _start += _transport!.Send(end, _outbox.AsSpan(_start, _end - _start), default);
        }

        if (_end > _start || End is null)
        {
            return;
        }

        _start = _end = 0;
        SimLeave leave = _leave;
        if (leave == SimLeave.EndsSending)
        {
            _transport!.ShutdownSend(end);
        }
        else if (leave == SimLeave.Closes)
        {
            Detach();
            _transport!.Close(end, reset: false);
        }
    }

    /// <summary>The connection stands.</summary>
    protected internal virtual void OnConnected()
    {
    }

    /// <summary>Bytes have arrived; they are gone afterwards.</summary>
    protected internal virtual void OnBytes(ReadOnlySpan<byte> bytes)
    {
    }

    /// <summary>The other side has sent its last byte, and all before it have been told.</summary>
    protected internal virtual void OnEnd()
    {
    }

    /// <summary>
    /// The connection is broken or was refused, for the reason of <paramref name="errno"/>; it is over for
    /// this peer.
    /// </summary>
    protected internal virtual void OnBroken(int errno)
    {
    }

    /// <summary>A timer of <see cref="SimNetwork.After(SimPeer, int, int)"/> has run out.</summary>
    protected internal virtual void OnTimer(int tag)
    {
    }

    private void Leave(SimLeave how)
    {
        if (End is not null && how > _leave)
        {
            _leave = how;
            Flush();
        }
    }

    private void MakeRoom(int count)
    {
        if (_outbox.Length - _end >= count)
        {
            return;
        }

        byte[] into = Unsent + count <= _outbox.Length ? _outbox : new byte[2 * (Unsent + count)];
        _outbox.AsSpan(_start, Unsent).CopyTo(into);
        _end = Unsent;
        _start = 0;
        _outbox = into;
    }
}
