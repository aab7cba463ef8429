using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Ground.Memory;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Relay.Stream;

namespace Weir.Relay.Forward;

/// <summary>
/// Bytes into and out of one connection. Received bytes are lent for the event; what must outlive it is kept
/// in a private buffer, and only that.
/// </summary>
internal sealed class ConnectionPort<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public ConnectionPort(WorkerState<TIo> worker) => _worker = worker;

    /// <summary>
    /// Something can be taken: kept bytes, or an announcement that has not been followed to its end.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool HasInput(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        return c.InLength > 0 || c.Has(ConnectionFlags.Readable);
    }

    /// <summary>
    /// The kept bytes, or else a fresh receive. Returns the count, 0 at the end of the stream, or an errno,
    /// negated.
    /// </summary>
    public int Take(int fd, out Span<byte> bytes)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.InLength > 0)
        {
            bytes = _worker.Buffers.Of(c.In).Slice(c.InStart, c.InLength);
            return c.InLength;
        }

        return Receive(fd, ref c, out bytes);
    }

    /// <summary>
    /// A fresh receive, joined to the kept bytes: <paramref name="bytes"/> is all that is there. -ENOBUFS: no
    /// room.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int TakeMore(int fd, out Span<byte> bytes)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        int count = Receive(fd, ref c, out bytes);
        if (count <= 0 || c.InLength == 0)
        {
            return count;
        }

        if (!TryAppend(ref c, bytes))
        {
            return -Errno.ENOBUFS;
        }

        bytes = _worker.Buffers.Of(c.In).Slice(c.InStart, c.InLength);
        return bytes.Length;
    }

    /// <summary>
    /// Keeps <paramref name="rest"/>, the end of the bytes just taken, and gives up what was before it.
    /// False: no buffer.
    /// </summary>
    public bool KeepRest(int fd, ReadOnlySpan<byte> rest)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.InLength > 0)
        {
            Must.Hold(rest.Length <= c.InLength);
            c.InStart += c.InLength - rest.Length;
            c.InLength = rest.Length;
            if (rest.IsEmpty)
            {
                DropKept(fd);
            }

            return true;
        }

        return rest.IsEmpty || TryAppend(ref c, rest);
    }

    public void DropKept(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (!c.In.IsNone)
        {
            _worker.Buffers.Return(c.In);
            c.In = default;
        }

        c.InStart = 0;
        c.InLength = 0;
    }

    /// <summary>
    /// Sends both as one; what the kernel does not take now is kept and sent later. False: the connection is
    /// broken.
    /// </summary>
    public bool Send(int fd, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        Must.Hold(c.OutLength == 0); // back-pressure: nobody reads a source while its sink holds unsent bytes
        int taken = _worker.Io.Send(fd, first, second);
        if (taken == first.Length + second.Length)
        {
            return true;
        }

        if (taken < 0)
        {
            c.Flags |= ConnectionFlags.Broken;
            return false;
        }

        return KeepUnsent(ref c, first, second, taken);
    }

    /// <summary>Sends what was kept unsent. False: the connection is broken.</summary>
    public bool Flush(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (c.OutLength == 0)
        {
            return true;
        }

        ReadOnlySpan<byte> unsent = _worker.Buffers.Of(c.Out).Slice(c.OutStart, c.OutLength);
        int taken = _worker.Io.Send(fd, unsent, default);
        if (taken < 0)
        {
            c.Flags |= ConnectionFlags.Broken;
            return false;
        }

        c.OutStart += taken;
        c.OutLength -= taken;
        if (c.OutLength == 0)
        {
            DropUnsent(fd);
        }

        return true;
    }

    public void DropUnsent(int fd)
    {
        ref ConnectionState c = ref _worker.Connections[fd];
        if (!c.Out.IsNone)
        {
            _worker.Buffers.Return(c.Out);
            c.Out = default;
        }

        c.OutStart = 0;
        c.OutLength = 0;
    }

    /// <summary>
    /// Moves one piece from <paramref name="source"/> to <paramref name="sink"/> without looking at it; what
    /// the sink does not take stays in the pipe. Returns as <see cref="Take"/> does.
    /// </summary>
    public int Splice(ref SplicePipe pipe, int source, int sink)
    {
        int count = _worker.Io.Fill(ref pipe, source);
        if (count > 0)
        {
            Flush(ref pipe, sink);
        }
        else
        {
            NoteEnd(ref _worker.Connections[source], count);
        }

        return count;
    }

    /// <summary>
    /// Sends on what a pipe holds. False: it still holds some, or the connection is broken.
    /// </summary>
    public bool Flush(ref SplicePipe pipe, int sink)
    {
        if (pipe.Held > 0 && _worker.Io.Empty(ref pipe, sink) < 0)
        {
            _worker.Connections[sink].Flags |= ConnectionFlags.Broken;
            return false;
        }

        return pipe.Held == 0;
    }

    /// <summary>A pipe, where one can be had.</summary>
    public void OpenPipe(ref SplicePipe pipe)
    {
        if (_worker.PipesLeft > 0 && _worker.Io.TryOpenPipe(out pipe))
        {
            _worker.PipesLeft--;
        }
    }

    /// <summary>
    /// Gives a pipe back. What it holds is kept for <paramref name="sink"/> as unsent bytes are; -1: nobody
    /// wants it any more.
    /// </summary>
    public void ClosePipe(ref SplicePipe pipe, int sink)
    {
        if (!pipe.IsOpen)
        {
            return;
        }

        if (pipe.Held > 0 && sink >= 0)
        {
            ref ConnectionState to = ref _worker.Connections[sink];
            Must.Hold(to.OutLength == 0); // a pipe is filled only when nothing else is waiting to be sent
            BufferId room = _worker.Buffers.TakeFor(pipe.Held);
            if (room.IsNone)
            {
                to.Flags |= ConnectionFlags.Broken | ConnectionFlags.Starved;
            }
            else
            {
                to.Out = room;
                to.OutStart = 0;
                to.OutLength = pipe.Held;
                _worker.Io.Read(ref pipe, _worker.Buffers.Of(room));
            }
        }

        _worker.Io.ClosePipe(ref pipe);
        _worker.PipesLeft++;
    }

    private int Receive(int fd, ref ConnectionState c, out Span<byte> bytes)
    {
        Received got = _worker.Io.Receive(fd, out bytes);
        if (got.Count > 0)
        {
            // After the peer's end a short read proves nothing: read on until the end itself comes.
            if (got.Drained && !c.Has(ConnectionFlags.PeerClosed))
            {
                c.Flags &= ~ConnectionFlags.Readable;
            }

            return got.Count;
        }

        NoteEnd(ref c, got.Count);
        return got.Count;
    }

    /// <summary>Nothing was there (-EAGAIN), or the end was (0), or a fault.</summary>
    private static void NoteEnd(ref ConnectionState c, int count)
    {
        c.Flags &= ~ConnectionFlags.Readable;
        if (count == 0)
        {
            c.Flags |= ConnectionFlags.Ended | ConnectionFlags.PeerClosed;
        }
        else if (count != -Errno.EAGAIN)
        {
            c.Flags |= ConnectionFlags.Ended | ConnectionFlags.Broken;
        }
    }

    private bool TryAppend(ref ConnectionState c, ReadOnlySpan<byte> bytes)
    {
        int needed = c.InLength + bytes.Length;
        if (c.In.IsNone || c.InStart + needed > _worker.Buffers.Of(c.In).Length)
        {
            BufferId room = _worker.Buffers.TakeFor(needed);
            if (room.IsNone)
            {
                return false;
            }

            if (!c.In.IsNone)
            {
                _worker.Buffers.Of(c.In).Slice(c.InStart, c.InLength).CopyTo(_worker.Buffers.Of(room));
                _worker.Buffers.Return(c.In);
            }

            c.In = room;
            c.InStart = 0;
        }

        bytes.CopyTo(_worker.Buffers.Of(c.In)[(c.InStart + c.InLength)..]);
        c.InLength = needed;
        return true;
    }

    private bool KeepUnsent(
        ref ConnectionState c, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, int taken)
    {
        int rest = first.Length + second.Length - taken;
        BufferId room = _worker.Buffers.TakeFor(rest);
        if (room.IsNone)
        {
            c.Flags |= ConnectionFlags.Broken | ConnectionFlags.Starved;
            return false;
        }

        Span<byte> into = _worker.Buffers.Of(room);
        int fromFirst = Math.Max(0, first.Length - taken);
        first[(first.Length - fromFirst)..].CopyTo(into);
        second[(second.Length - (rest - fromFirst))..].CopyTo(into[fromFirst..]);
        c.Out = room;
        c.OutStart = 0;
        c.OutLength = rest;
        return true;
    }
}
