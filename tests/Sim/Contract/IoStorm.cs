using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>
/// Many conversations at once that do anything the contract allows, drawn from a seed: sends of all sizes,
/// reading or not, ends, closes and resets. Each byte is known by its place, and each event must belong to an
/// open descriptor.
/// </summary>
internal sealed class IoStorm<TIo>
    where TIo : struct, IIoBackend
{
    private const int PairsMax = 40;

    private readonly IoBench<TIo> _bench;
    private readonly int _listener;
    private readonly IpEndpoint _at;
    private readonly Random _dice;
    private readonly Dictionary<int, IoStormSide> _open = [];
    private readonly byte[] _scratch = new byte[100_000];
    private int _pairs;

    public IoStorm(IoBench<TIo> bench, int listener, in IpEndpoint at, int seed)
    {
        _bench = bench;
        _listener = listener;
        _at = at;
        _dice = new Random(seed);
        bench.OnEvent = Note;
    }

    public void Run(int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            if (_open.Count < PairsMax && _dice.Next(4) == 0)
            {
                Connect();
            }

            foreach (IoStormSide side in new List<IoStormSide>(_open.Values))
            {
                Act(side);
            }

            _bench.Turn(0);
        }

        Finish();
    }

    private void Note(IoEvent told)
    {
        if (told.Fd == _listener)
        {
            return;
        }

        bool isKnown = _open.TryGetValue(told.Fd, out IoStormSide? side);
        Assert.True(isKnown, "an event of a descriptor that is not open");
        side!.CanRead |= (told.Ready & Ready.Read) != 0;
        side.CanSend |= (told.Ready & Ready.Write) != 0;
    }

    private void Connect()
    {
        int fd = _bench.Io.Dial(_at, default);
        Assert.True(fd >= 0);
        IoStormSide caller = new(fd, _pairs);
        IoStormSide called = new(-1, _pairs + 1000);
        _pairs++;
        caller.Other = called;
        called.Other = caller;
        _open.Add(fd, caller);
        _bench.AwaitThat(() => TryAccept(called));
        _bench.AwaitThat(() => caller.CanSend);
        Assert.Equal(0, _bench.Io.DialResult(fd));
    }

    private bool TryAccept(IoStormSide called)
    {
        int fd = _bench.Io.Accept(_listener, out IpEndpoint peer);
        if (fd < 0)
        {
            return false;
        }

        Assert.Equal(_bench.Io.LocalAddress(called.Other!.Fd), peer);
        called.Fd = fd;
        called.CanSend = true;
        _open.Add(fd, called);
        return true;
    }

    private void Act(IoStormSide side)
    {
        switch (_dice.Next(100))
        {
            case < 40:
                Send(side, _dice.Next(8) == 0 ? _dice.Next(1, 100_000) : _dice.Next(1, 300));
                break;
            case < 90 when side.CanRead && !side.IsLazy:
                Receive(side);
                break;
            case < 91:
                side.IsLazy = !side.IsLazy;
                break;
            case < 92 when !side.HasEndedSending:
                side.HasEndedSending = true;
                _bench.Io.ShutdownSend(side.Fd);
                break;
            case 98 when _dice.Next(3) == 0:
                Close(side, reset: false);
                break;
            case 99 when _dice.Next(3) == 0:
                Close(side, reset: true);
                break;
            default:
                break;
        }
    }

    private void Send(IoStormSide side, int count)
    {
        if (!side.CanSend || side.HasEndedSending || side.IsBroken)
        {
            return;
        }

        Span<byte> bytes = _scratch.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            bytes[i] = side.ByteAt(side.Sent + i);
        }

        int cut = _dice.Next(count + 1);
        int taken = _bench.Io.Send(side.Fd, bytes[..cut], bytes[cut..]);
        bytes.Fill(0xAA); // the bytes are ours again
        if (taken < 0)
        {
            Assert.False(side.Other!.IsOpen, $"errno {-taken} while the other side is open");
            side.IsBroken = true;
            return;
        }

        side.Sent += taken;
        side.CanSend = taken == count;
    }

    private void Receive(IoStormSide side)
    {
        Received got = _bench.Io.Receive(side.Fd, out Span<byte> bytes);
        foreach (byte one in bytes)
        {
            if (one != side.Other!.ByteAt(side.Got++))
            {
                Assert.Fail($"byte {side.Got} of conversation {side.Id} is wrong");
            }
        }

        side.CanRead = !got.Drained;
        if (got.Count > 0 || got.Count == -Errno.EAGAIN)
        {
            return;
        }

        side.CanRead = false;
        side.HasSeenEnd = true;
        Assert.True(side.Other!.HasEndedSending || !side.Other.IsOpen, "an end that nobody made");
        if (got.Count == 0 && !side.Other.MayHaveCut && !side.IsBroken)
        {
            Assert.Equal(side.Other.Sent, side.Got);
        }

        bool isFair = got.Count == 0 || side.Other.MayHaveCut;
        Assert.True(isFair, $"errno {-got.Count} from a side that ended well");
    }

    private void Close(IoStormSide side, bool reset)
    {
        // With bytes on their way to it the kernel makes it a reset, and what it had sent may be lost.
        side.MayHaveCut = reset || !side.HasSeenEnd;
        side.IsOpen = false;
        _open.Remove(side.Fd);
        _bench.Io.Close(side.Fd, reset);
    }

    /// <summary>Everybody ends sending and reads to the end: what was taken arrives.</summary>
    private void Finish()
    {
        foreach (IoStormSide side in _open.Values)
        {
            if (!side.HasEndedSending)
            {
                side.HasEndedSending = true;
                _bench.Io.ShutdownSend(side.Fd);
            }
        }

        _bench.AwaitThat(() =>
        {
            bool isAll = true;
            foreach (IoStormSide side in _open.Values)
            {
                if (side.CanRead && !side.HasSeenEnd)
                {
                    Receive(side);
                }

                isAll &= side.HasSeenEnd || (side.IsBroken && !side.Other!.IsOpen);
            }

            return isAll;
        });
        foreach (IoStormSide side in new List<IoStormSide>(_open.Values))
        {
            Close(side, reset: false);
        }
    }
}
