using System;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Ground.Check;
using Weir.Kernel.Calls;
using Weir.Kernel.Sockets;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Relay.Log;

/// <summary>Messages as datagrams, UDP or unix: a turn's worth leaves in one call.</summary>
/// <remarks>
/// The socket is not connected, so that a listener that is away for a while costs the lines of that while and
/// nothing
/// else. A datagram that cannot leave at once is lost, as it would be on the network.
/// </remarks>
internal sealed unsafe class DatagramOutlet : LogOutlet
{
    private const int CountMost = 256;

    private readonly byte* _queue;
    private readonly int _queueBytes;
    private readonly MMsgHdr* _messages;
    private readonly IoVec* _pieces;
    private readonly byte* _name;
    private readonly uint _nameLength;
    private readonly int _socket;
    private int _used;
    private int _count;

    /// <param name="target">A UDP or unix target.</param>
    /// <param name="messageBytes">The longest message.</param>
    public DatagramOutlet(LogTarget target, int messageBytes)
    {
        Must.Hold(target.Transport is LogTransport.Udp or LogTransport.UnixDatagram);
        _queueBytes = Math.Max(QueueBytes, messageBytes);
        _queue = (byte*)NativeMemory.Alloc((nuint)_queueBytes);
        _messages = (MMsgHdr*)NativeMemory.AllocZeroed(CountMost, (nuint)sizeof(MMsgHdr));
        _pieces = (IoVec*)NativeMemory.AllocZeroed(CountMost, (nuint)sizeof(IoVec));
        _name = (byte*)NativeMemory.AllocZeroed((nuint)sizeof(SockAddrUn));
        _nameLength = target.Transport == LogTransport.Udp
            ? SocketAddress.Write(target.Address, _name)
            : WritePath(target.Path, (SockAddrUn*)_name);
        _socket = target.Transport == LogTransport.Udp
            ? DatagramSocket.OpenUdp(target.Address.Family)
            : DatagramSocket.OpenUnix();
        if (_socket >= 0)
        {
            // Nobody reads it: whatever a stranger sends here must not pile up. Failing costs a little kernel
            // memory.
            Sys.SetOption(_socket, Sys.SOL_SOCKET, Sys.SO_RCVBUF, 0);
        }
    }

    public override bool IsPending => _count > 0;

    public override Span<byte> Reserve(int most)
    {
        Must.Hold(most <= _queueBytes);
        if (_count == CountMost || most > _queueBytes - _used)
        {
            Flush();
        }

        return new Span<byte>(_queue + _used, most);
    }

    public override void Commit(int length)
    {
        Must.Hold(length > 0);
        Must.Hold(length <= _queueBytes - _used);
        _pieces[_count] = new IoVec { Start = _queue + _used, Length = (nuint)length };
        _messages[_count].Message = new MsgHdr
        {
            Name = _name,
            NameLength = _nameLength,
            Pieces = _pieces + _count,
            PieceCount = 1,
        };
        _used += length;
        _count++;
    }

    public override void Flush()
    {
        int sent = 0;
        while (sent < _count)
        {
            const int Flags = Sys.MSG_DONTWAIT | Sys.MSG_NOSIGNAL;
            uint rest = (uint)(_count - sent);
            int result = Errno.Checked(Sys.SendManyMsg(_socket, _messages + sent, rest, Flags));
            if (result > 0)
            {
                sent += result;
            }
            else if (result == -Errno.EMSGSIZE)
            {
                sent++; // this one is too long for the path; the next may not be
                Dropped++;
            }
            else
            {
                break; // full, no listener, no route, not allowed: whatever it is, the rest would meet it too
            }
        }

        Dropped += _count - sent;
        _count = 0;
        _used = 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (_socket >= 0)
        {
            Sys.Close(_socket);
        }

        NativeMemory.Free(_queue);
        NativeMemory.Free(_messages);
        NativeMemory.Free(_pieces);
        NativeMemory.Free(_name);
    }

    private static uint WritePath(string path, SockAddrUn* into)
    {
        into->Family = Sys.AF_UNIX;
        byte[] text = Encoding.UTF8.GetBytes(path);
        // A longer one was refused with the configuration.
        int kept = Math.Min(text.Length, SockAddrUn.PathMax);
        text.AsSpan(0, kept).CopyTo(new Span<byte>(into->Path, SockAddrUn.PathMax));
        return (uint)(sizeof(ushort) + kept + 1);
    }
}
