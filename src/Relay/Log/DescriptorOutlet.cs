using System;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Relay.Log;

/// <summary>Messages as lines on a descriptor: stdout, stderr, <c>fd@N</c>.</summary>
/// <remarks>
/// The descriptor is shared with whoever started us, so its flags are not ours to change. A pipe or a
/// terminal is
/// opened anew without blocking; a socket is told per call; a file does not block. Lines leave in whole lines
/// of at most
/// <see cref="AtomicBytes"/>, so that those of several processes do not mix in one pipe (pipe(7), PIPE_BUF).
/// </remarks>
internal sealed unsafe class DescriptorOutlet : LogOutlet
{
    private const int AtomicBytes = 4096;

    private readonly byte* _queue;
    private readonly int _queueBytes;
    private readonly int _descriptor;
    private readonly bool _isSocket;
    private readonly bool _isOwn;
    private int _sent;
    private int _used;

    /// <param name="descriptor">An inherited descriptor, open for writing.</param>
    /// <param name="messageBytes">The longest message.</param>
    public DescriptorOutlet(int descriptor, int messageBytes)
    {
        _queueBytes = Math.Max(QueueBytes, messageBytes);
        _queue = (byte*)NativeMemory.Alloc((nuint)_queueBytes);
        int error;
        uint length = sizeof(int);
        _isSocket = Sys.GetSockOpt(descriptor, Sys.SOL_SOCKET, Sys.SO_ERROR, &error, &length) == 0;
        _descriptor = descriptor;
        if (!_isSocket && Sys.Seek(descriptor, 0, Sys.SEEK_CUR) < 0)
        {
            int reopened = Reopen(descriptor);
            _isOwn = reopened >= 0;
            // Without /proc it is used as it is, at the risk of waiting for a reader.
            _descriptor = _isOwn ? reopened : descriptor;
        }
    }

    public override bool IsPending => _used > _sent;

    public override Span<byte> Reserve(int most)
    {
        Must.Hold(most <= _queueBytes);
        if (most > _queueBytes - _used)
        {
            Flush();
            MoveToFront();
        }

        if (most > _queueBytes - _used)
        {
            Dropped++;
            return default;
        }

        return new Span<byte>(_queue + _used, most);
    }

    public override void Commit(int length)
    {
        Must.Hold(length > 0);
        Must.Hold(length <= _queueBytes - _used);
        _used += length;
    }

    public override void Flush()
    {
        while (_sent < _used)
        {
            int chunk = WholeLines(new ReadOnlySpan<byte>(_queue + _sent, _used - _sent));
            int result = Write(new ReadOnlySpan<byte>(_queue + _sent, chunk));
            if (result < 0)
            {
                Forget(result);
                break;
            }

            _sent += result;
            if (result < chunk)
            {
                break;
            }
        }

        if (_sent == _used)
        {
            _sent = 0;
            _used = 0;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (_isOwn)
        {
            Sys.Close(_descriptor);
        }

        NativeMemory.Free(_queue);
    }

    /// <summary>As many whole lines as may go in one write; at least one, or the rest of one.</summary>
    private static int WholeLines(ReadOnlySpan<byte> waiting)
    {
        if (waiting.Length <= AtomicBytes)
        {
            return waiting.Length;
        }

        int last = waiting[..AtomicBytes].LastIndexOf((byte)'\n');
        return last >= 0 ? last + 1 : waiting.IndexOf((byte)'\n') + 1;
    }

    private static int Reopen(int descriptor)
    {
        string number = descriptor.ToString(CultureInfo.InvariantCulture);
        byte[] path = Encoding.ASCII.GetBytes("/proc/self/fd/" + number + "\0");
        fixed (byte* text = path)
        {
            return Sys.Open(text, Sys.O_WRONLY | Sys.O_NONBLOCK | Sys.O_CLOEXEC | Sys.O_NOCTTY, 0);
        }
    }

    private int Write(ReadOnlySpan<byte> bytes)
    {
        if (!_isSocket)
        {
            return Sys.Write(_descriptor, bytes);
        }

        fixed (byte* from = bytes)
        {
            const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
            return Errno.Checked(Sys.Send(_descriptor, from, (nuint)bytes.Length, Flags));
        }
    }

    /// <summary>
    /// A reader that is slow gets the lines later; one that is gone never: they are counted and forgotten.
    /// </summary>
    private void Forget(int error)
    {
        if (error is -Errno.EAGAIN or -Errno.EINTR)
        {
            return;
        }

        Dropped += new ReadOnlySpan<byte>(_queue + _sent, _used - _sent).Count((byte)'\n');
        _sent = _used;
    }

    private void MoveToFront()
    {
        int rest = _used - _sent;
        new Span<byte>(_queue + _sent, rest).CopyTo(new Span<byte>(_queue, rest));
        _sent = 0;
        _used = rest;
    }
}
