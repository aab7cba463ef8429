using System;
using Weir.Tests.Sim.Network;
using Xunit;

namespace Weir.Tests.Sim.Plain;

/// <summary>
/// One end of a stream, client or server. It talks at its own pace, hears when it likes, ends its side when
/// all is said, and holds every byte that comes against what the other end has announced.
/// </summary>
internal sealed class Talker : SimPeer
{
    private const int SmallMax = 600;
    private const int LargeMax = 200_000;
    private const int TellMore = 1;
    private const int HearMore = 2;
    private const int Leave = 3;

    private readonly SimNetwork _network;
    private readonly byte[] _speech;
    private readonly byte[] _header = new byte[Speech.HeaderLength];
    private readonly TalkerManners _manners;
    private SimDice _dice;
    private Speech _other;
    private int _said;
    private int _heard;
    private bool _otherEnded;

    public Talker(SimNetwork network, int name, TalkerManners manners)
    {
        _network = network;
        _manners = manners;
        _dice = new SimDice(network.Seed ^ (ulong)((name + 1) * 7919));
        int length = _dice.Percent(20) ? _dice.Between(0, LargeMax) : _dice.Between(0, SmallMax);
        _speech = new Speech(name, length).Bytes();
    }

    /// <summary>It has closed, or has been closed upon.</summary>
    public bool IsDone { get; private set; }

    /// <summary>It has said all it had to say, and has heard all that was announced, and the end.</summary>
    public bool IsWhole { get; private set; }

    private bool HasSaidAll => _said == _speech.Length;

    private bool HasHeardAll => _heard >= Speech.HeaderLength && _heard == _other.Total;

    protected internal override void OnConnected()
    {
        if ((_manners & TalkerManners.HearsFirst) == 0 || _dice.Percent(50))
        {
            GoOn();
        }
        else
        {
            _said = -1; // not before the other has ended
        }

        if ((_manners & TalkerManners.MayReset) != 0 && _dice.Percent(15))
        {
            _network.After(this, _dice.Between(0, 60), Leave);
        }
    }

    protected internal override void OnBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte one in bytes)
        {
            Hear(one);
        }

        if (_dice.Percent(10))
        {
            Pause();
            _network.After(this, _dice.Between(1, 40), HearMore);
        }
    }

    protected internal override void OnEnd()
    {
        _otherEnded = true;
        if (_said < 0)
        {
            _said = 0;
            GoOn();
        }

        EndIfOver();
    }

    protected internal override void OnBroken(int errno) => IsDone = true;

    protected internal override void OnTimer(int tag)
    {
        if (IsDone || IsOver)
        {
            return;
        }

        if (tag == HearMore)
        {
            Resume();
        }
        else if (tag == TellMore)
        {
            GoOn();
        }
        else
        {
            IsDone = true;
            Reset();
        }
    }

    private void GoOn()
    {
        int most = _speech.Length - _said;
        int count = most > 1 && _dice.Percent(40) ? _dice.Between(1, most) : most;
        Send(_speech.AsSpan(_said, count));
        _said += count;
        if (HasSaidAll)
        {
            EndSending();
            EndIfOver();
        }
        else
        {
            _network.After(this, _dice.Between(0, 20), TellMore);
        }
    }

    private void Hear(byte one)
    {
        if (_heard < Speech.HeaderLength)
        {
            _header[_heard++] = one;
            _other = Speech.FromHeader(_header);
            return;
        }

        Assert.True(_heard < _other.Total, "more bytes than were sent");
        Assert.True(one == _other.At(_heard), "another byte than was sent");
        _heard++;
    }

    private void EndIfOver()
    {
        if (_otherEnded && HasSaidAll && !IsDone)
        {
            IsDone = true;
            IsWhole = HasHeardAll;
            Close();
        }
    }
}
