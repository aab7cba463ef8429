using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Echo;

/// <summary>
/// The smallest program that keeps the contract: it sends back what it receives, and reads nothing meanwhile.
/// </summary>
internal sealed class EchoProgram
{
    private readonly SimIo _io;
    private readonly int _listener;
    private readonly Dictionary<int, Queue<byte>> _unsent = [];

    public EchoProgram(SimNetwork network, in IpEndpoint at)
    {
        _io = new SimIo(network);
        _listener = network.OpenListener(at);
        _io.Listen(_listener);
    }

    public int ConnectionCount => _unsent.Count;

    public void Turn()
    {
        _io.Wait(_io.Now().After(1000));
        while (_io.Next(out IoEvent happened))
        {
            if (happened.Fd == _listener)
            {
                Accept();
            }
            else
            {
                Serve(happened.Fd);
            }
        }
    }

    private void Accept()
    {
        for (; ;)
        {
            int fd = _io.Accept(_listener, out _);
            if (fd >= 0)
            {
                _unsent.Add(fd, new Queue<byte>());
            }
            else if (fd == -Errno.EAGAIN)
            {
                return;
            }
        }
    }

    private void Serve(int fd)
    {
        Queue<byte> unsent = _unsent[fd];
        while (Flush(fd, unsent))
        {
            Received got = _io.Receive(fd, out Span<byte> bytes);
            if (got.Count == -Errno.EAGAIN)
            {
                return;
            }

            if (got.Count <= 0)
            {
                End(fd, reset: got.Count < 0);
                return;
            }

            foreach (byte one in bytes)
            {
                unsent.Enqueue(one);
            }
        }
    }

    /// <summary>True when all is sent and the connection still stands.</summary>
    private bool Flush(int fd, Queue<byte> unsent)
    {
        if (unsent.Count == 0)
        {
            return true;
        }

        byte[] rest = unsent.ToArray();
        int taken = _io.Send(fd, rest.AsSpan(0, rest.Length / 2), rest.AsSpan(rest.Length / 2));
        if (taken < 0)
        {
            End(fd, reset: true);
            return false;
        }

        for (int i = 0; i < taken; i++)
        {
            unsent.Dequeue();
        }

        return unsent.Count == 0;
    }

    private void End(int fd, bool reset)
    {
        _unsent.Remove(fd);
        _io.Close(fd, reset);
    }
}
