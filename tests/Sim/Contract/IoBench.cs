using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Net;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Xunit;

namespace Weir.Tests.Sim.Contract;

/// <summary>A backend with what its tests need around it, and the habits of a patient owner.</summary>
public abstract class IoBench<TIo> : IDisposable
    where TIo : struct, IIoBackend
{
    private const int PatienceMs = 20_000;

    private readonly Ready[] _seen = new Ready[Limits.DescriptorMax];

    // A field: a backend is a mutable struct.
    private TIo _io;

    public static IoLimits Limits { get; } = IoLimits.Default(20_000);

    public ref TIo Io => ref _io;

    /// <summary>What the backend has told of each descriptor and nobody has taken yet.</summary>
    public Span<Ready> Seen => _seen;

    /// <summary>Told of each event as it is handed out, in place of its being remembered.</summary>
    public Action<IoEvent>? OnEvent { get; set; }

    public abstract int OpenListener(out IpEndpoint at);

    public abstract void CloseListener(int listener);

    /// <summary>An address where connections are refused.</summary>
    public abstract IpEndpoint NobodyThere();

    /// <summary>An address where attempts never end.</summary>
    public abstract IpEndpoint Silence();

    /// <summary>Something like an eventfd.</summary>
    public abstract int OpenSignal();

    public abstract void SetSignal(int signal, bool raised);

    public abstract void CloseSignal(int signal);

    /// <summary>A channel for connections that are offered: where to offer, and where to take.</summary>
    public abstract (int Offers, int Takes) OpenChannel();

    public void Dispose()
    {
        _io.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>One wait of at most <paramref name="ms"/> and all that came of it.</summary>
    public void Turn(int ms)
    {
        _io.Wait(_io.Now().After(ms));
        while (_io.Next(out IoEvent happened))
        {
            Require(happened.Ready != Ready.None);
            if (OnEvent is { } told)
            {
                told(happened);
            }
            else
            {
                _seen[happened.Fd] |= happened.Ready;
            }
        }
    }

    /// <summary>
    /// Turns until <paramref name="fd"/> has been told one of <paramref name="wanted"/>, and takes it.
    /// </summary>
    public Ready Await(int fd, Ready wanted)
    {
        Instant end = _io.Now().After(PatienceMs);
        while ((_seen[fd] & wanted) == 0)
        {
            if (_io.Now() > end)
            {
                Assert.Fail($"nothing of {wanted} is told of descriptor {fd}, only {_seen[fd]}");
            }

            Turn(1000);
        }

        Ready seen = _seen[fd];
        _seen[fd] &= ~wanted;
        return seen;
    }

    /// <summary>Turns until <paramref name="done"/>.</summary>
    public void AwaitThat(Func<bool> done)
    {
        Instant end = _io.Now().After(PatienceMs);
        while (!done())
        {
            Assert.True(_io.Now() < end, "it never came about");
            Turn(1000);
        }
    }

    public int Dial(in IpEndpoint to)
    {
        int fd = _io.Dial(to, default);
        Require(fd >= 0);
        _seen[fd] = Ready.None;
        return fd;
    }

    /// <summary>The next connection of a listener.</summary>
    public int Accept(int listener, out IpEndpoint peer)
    {
        for (; ;)
        {
            int fd = _io.Accept(listener, out peer);
            if (fd >= 0)
            {
                _seen[fd] = Ready.None;
                return fd;
            }

            Require(fd == -Errno.EAGAIN);
            Await(listener, Ready.Read);
        }
    }

    /// <summary>
    /// A connection that stands, both ends of it ours. What stood in the queue before it is closed.
    /// </summary>
    public (int Caller, int Called) Connect(int listener, in IpEndpoint at)
    {
        int caller = Dial(at);
        int called = Accept(listener, out IpEndpoint peer);
        while (peer != _io.LocalAddress(caller))
        {
            _io.Close(called, reset: true);
            called = Accept(listener, out peer);
        }

        Await(caller, Ready.Write);
        Require(_io.DialResult(caller) == 0);
        return (caller, called);
    }

    /// <summary>
    /// Sends all of it, however often that takes. It has to fit between the two, or the other side has to
    /// read.
    /// </summary>
    public void SendAll(int fd, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[SendSome(fd, bytes)..];
            if (!bytes.IsEmpty)
            {
                Await(fd, Ready.Write);
            }
        }
    }

    /// <summary>Receives exactly so many bytes; more must not be there.</summary>
    public void ReceiveAll(int fd, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            int count = ReceiveSome(fd, into);
            into = into[count..];
            if (count == 0)
            {
                Await(fd, Ready.Read);
            }
        }
    }

    /// <summary>
    /// Sends all of it and receives it on the other side, by turns, whatever fits between them.
    /// </summary>
    public void Carry(int from, int to, ReadOnlySpan<byte> sent, Span<byte> got)
    {
        Require(sent.Length == got.Length);
        Instant end = _io.Now().After(PatienceMs);
        while (!got.IsEmpty)
        {
            int taken = sent.IsEmpty ? 0 : SendSome(from, sent);
            int count = ReceiveSome(to, got);
            sent = sent[taken..];
            got = got[count..];
            if (taken == 0 && count == 0)
            {
                Require(_io.Now() < end);
                Turn(1000);
            }
        }
    }

    /// <summary>What follows all bytes: 0 for the end of the stream, or an errno, negated.</summary>
    public int ReceiveEnd(int fd)
    {
        for (; ;)
        {
            Received got = _io.Receive(fd, out _);
            if (got.Count <= 0 && got.Count != -Errno.EAGAIN)
            {
                return got.Count;
            }

            if (got.Count <= 0 || got.Drained)
            {
                Await(fd, Ready.Read);
            }
        }
    }

    protected void Use(TIo io) => _io = io;

    protected virtual void Clean()
    {
    }

    /// <summary>
    /// As an assertion, but without a box or a string while it holds: these run in a loop that counts bytes.
    /// </summary>
    private static void Require(bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds)
        {
            Assert.Fail(what);
        }
    }

    private int SendSome(int fd, ReadOnlySpan<byte> bytes)
    {
        int taken = _io.Send(fd, bytes, default);
        Require(taken >= 0);
        return taken;
    }

    private int ReceiveSome(int fd, Span<byte> into)
    {
        Received got = _io.Receive(fd, out Span<byte> bytes);
        if (got.Count == -Errno.EAGAIN)
        {
            return 0;
        }

        Require(got.Count > 0 && got.Count <= into.Length);
        bytes.CopyTo(into);
        return got.Count;
    }
}
