using System;
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

        c.Flags &= ~ConnectionFlags.Readable;
        if (got.Count == 0)
        {
            c.Flags |= ConnectionFlags.Ended | ConnectionFlags.PeerClosed;
        }
        else if (got.Count != -Errno.EAGAIN)
        {
            c.Flags |= ConnectionFlags.Ended | ConnectionFlags.Broken;
        }

        return got.Count;
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
            c.Flags |= ConnectionFlags.Broken;
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
