using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>
/// A long stretch of known bytes from one descriptor to another, as far as it goes at each turn.
/// </summary>
internal sealed class IoFlow<TIo>
    where TIo : struct, IIoBackend
{
    private readonly IoBench<TIo> _bench;
    private readonly int _from;
    private readonly int _to;
    private readonly byte[] _bytes;
    private int _sent;
    private int _received;

    public IoFlow(IoBench<TIo> bench, int from, int to, int count, int seed)
    {
        _bench = bench;
        _from = from;
        _to = to;
        _bytes = new byte[count];
        new Random(seed).NextBytes(_bytes);
        bench.Seen[from] |= Ready.Write; // it stands, so there is room
        bench.Seen[to] |= Ready.Read;
    }

    public bool IsDone => _received == _bytes.Length;

    /// <summary>
    /// Sends while there is room, receives while there is something; both only after having been told.
    /// </summary>
    public void Advance()
    {
        if ((_bench.Seen[_from] & Ready.Write) != 0)
        {
            _bench.Seen[_from] &= ~Ready.Write;
            Send();
        }

        if ((_bench.Seen[_to] & Ready.Read) != 0)
        {
            _bench.Seen[_to] &= ~Ready.Read;
            Receive();
        }
    }

    private void Send()
    {
        while (_sent < _bytes.Length)
        {
            int wanted = int.Min(100_000, _bytes.Length - _sent);
            int half = wanted / 3;
            int taken = _bench.Io.Send(
                _from, _bytes.AsSpan(_sent, half), _bytes.AsSpan(_sent + half, wanted - half));
            Assert.True(taken >= 0);
            _sent += taken;
            if (taken < wanted)
            {
                return;
            }
        }
    }

    private void Receive()
    {
        for (; ;)
        {
            Received got = _bench.Io.Receive(_to, out Span<byte> bytes);
            if (got.Count == -Errno.EAGAIN)
            {
                return;
            }

            Assert.True(got.Count > 0);
            Assert.True(bytes.SequenceEqual(_bytes.AsSpan(_received, got.Count)));
            _received += got.Count;
            if (got.Drained)
            {
                return;
            }
        }
    }
}
