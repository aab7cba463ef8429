using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Drawn;

/// <summary>
/// A client that sends its requests one after the other or all at once, reads in its own time, and
/// holds every byte that comes against what it must get.
/// </summary>
internal sealed class DrawnClient : SimPeer
{
    private readonly SimNetwork _network;
    private readonly int _name;
    private readonly int _requests;
    private readonly List<byte> _got = [];
    private SimDice _dice;
    private int _answered;
    private byte[]? _expected; // the body at hand

    public DrawnClient(SimNetwork network, int name, int requests)
    {
        _network = network;
        _name = name;
        _requests = requests;
        _dice = new SimDice(network.Seed ^ (ulong)((name + 1) * 7919));
        IsPipelining = _dice.Percent(40);
        LeavesAt = _dice.Percent(15) ? _dice.Between(1, requests) : int.MaxValue;
    }

    /// <summary>Leaves without a word when so many are answered.</summary>
    public int LeavesAt { get; init; }

    public bool IsPipelining { get; init; }

    public bool IsDone { get; private set; }

    /// <summary>Responses that are the servers' own, whole.</summary>
    public int Complete { get; private set; }

    protected internal override void OnConnected()
    {
        int now = IsPipelining ? _requests : 1;
        for (int i = 0; i < now; i++)
        {
            Send(Of(i).Request());
        }
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        _got.AddRange(bytes);
        while (!IsDone && TryTake())
        {
            Next();
        }

        if (!IsDone && _dice.Percent(10))
        {
            Pause();
            _network.After(this, _dice.Between(1, 40), 0);
        }
    }

    protected internal override void OnTimer(int tag) => Resume();

    protected internal override void OnEnd()
    {
        IsDone = true;
        Close();
    }

    protected internal override void OnBroken(int errno) => IsDone = true;

    private Exchange Of(int number) => new((uint)_network.Seed, _name, number);

    private void Next()
    {
        _answered++;
        _expected = null;
        if (_answered == LeavesAt)
        {
            IsDone = true;
            Reset();
        }
        else if (_answered == _requests)
        {
            Assert.Empty(_got);
            IsDone = true;
            Close();
        }
        else if (!IsPipelining)
        {
            Send(Of(_answered).Request());
        }
    }

    /// <summary>Takes one whole response; part of one has to be the beginning of the right one.</summary>
    private bool TryTake()
    {
        ReadOnlySpan<byte> all = CollectionsMarshal.AsSpan(_got);
        int end = all.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            Assert.True(all.Length < 4096, "a head without end");
            return false;
        }

        string head = Encoding.ASCII.GetString(all[..(end + 2)]);
        int length = head.StartsWith("HTTP/1.1 200 OK\r\n", StringComparison.Ordinal)
            ? TakeServers(head, all[(end + 4)..]) : TakeOurs(head, all[(end + 4)..]);
        if (length < 0)
        {
            return false;
        }

        _got.RemoveRange(0, end + 4 + length);
        return true;
    }

    private int TakeServers(string head, ReadOnlySpan<byte> rest)
    {
        Exchange exchange = Of(_answered);
        Assert.Contains($"\r\nX-Path: {exchange.Path}\r\n", head, StringComparison.Ordinal);
        byte[] body = _expected ??= exchange.FramedBody();
        int here = Math.Min(rest.Length, body.Length);
        Assert.True(rest[..here].SequenceEqual(body.AsSpan(0, here)), "other bytes than the server's");
        if (here < body.Length)
        {
            return -1;
        }

        Complete++;
        return here;
    }

    /// <summary>The worker's own answers are short pages with the reason.</summary>
    private static int TakeOurs(string head, ReadOnlySpan<byte> rest)
    {
        string status = head.Split(' ')[1];
        Assert.Contains(status, new[] { "400", "500", "502", "503" });
        int end = rest.IndexOf("</html>\n"u8);
        return end < 0 ? -1 : end + "</html>\n"u8.Length;
    }
}
