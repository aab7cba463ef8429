using System;
using Weir.Ground.Check;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Checks;

/// <summary>
/// One server's check: a connection, perhaps a request and its answer's head, a verdict. Each step gives the
/// verdict or
/// null; whoever gets one calls <see cref="End"/>.
/// </summary>
internal sealed class ServerCheck(ProxyPlan proxy, ServerPlan server, CheckPlan plan)
{
    /// <summary>An answer's head that is longer is invalid.</summary>
    private const int AnswerMost = 16 * 1024;

    private const int NoDescriptor = -1;

    // What is asked, ready to send.
    private readonly byte[] _request =
        plan.Kind == CheckKind.SslHello ? new byte[SslHello.Length] : plan.Request;

    private bool _isConnected;
    private int _sent;

    // An answer nearly always comes whole and is read where it lies; only a piece of one is kept here.
    private byte[] _received = [];
    private int _receivedCount;

    public ProxyPlan Proxy => proxy;

    public ServerPlan Server => server;

    public CheckPlan Plan => plan;

    /// <summary>The connection, or -1 between checks.</summary>
    public int Descriptor { get; private set; } = NoDescriptor;

    public bool IsRunning { get; private set; }

    public Instant StartedAt { get; private set; }

    /// <summary>When <see cref="OnDeadline"/> is due while the check runs.</summary>
    public Instant Deadline { get; private set; }

    public CheckVerdict? Start<TIo>(ref TIo io, Instant now)
        where TIo : struct, IIoBackend
    {
        Must.Hold(!IsRunning);
        IsRunning = true;
        StartedAt = now;
        Deadline = now.After(ConnectBudgetMs());
        _isConnected = false;
        _sent = 0;
        _receivedCount = 0;
        if (plan.Kind == CheckKind.SslHello)
        {
            SslHello.Write(_request, io.WallMs());
        }

        int result = io.Dial(plan.Address, server.Source);
        if (result < 0)
        {
            return CheckVerdict.OfDial(result);
        }

        Descriptor = result;
        return null;
    }

    public CheckVerdict? OnReady<TIo>(ref TIo io, Ready ready, Instant now)
        where TIo : struct, IIoBackend
    {
        Must.Hold(IsRunning);
        if (!_isConnected)
        {
            if ((ready & (Ready.Write | Ready.Failed)) == 0)
            {
                return null;
            }

            int result = io.DialResult(Descriptor);
            if (result < 0)
            {
                return CheckVerdict.OfDial(result);
            }

            if (plan.Kind == CheckKind.Tcp)
            {
                return new CheckVerdict(CheckResult.Layer4Passed);
            }

            _isConnected = true;
            Deadline = plan.TimeoutMs >= 0 ? now.After(plan.TimeoutMs) : Deadline;
        }

        CheckVerdict? verdict = Send(ref io);
        bool mayRead = (ready & (Ready.Read | Ready.PeerClosed | Ready.Failed)) != 0;
        return verdict is null && mayRead ? Receive(ref io) : verdict;
    }

    public CheckVerdict OnDeadline()
    {
        Must.Hold(IsRunning);
        return new CheckVerdict(
            !_isConnected ? CheckResult.Layer4Timeout
            : plan.Kind == CheckKind.SslHello ? CheckResult.Layer6Timeout
            : CheckResult.Layer7Timeout);
    }

    /// <summary>
    /// Gives the connection back. It is reset: a close in order would leave a port of ours waiting for a
    /// minute after
    /// each check, and the server has nothing to say that we would still read.
    /// </summary>
    public void End<TIo>(ref TIo io)
        where TIo : struct, IIoBackend
    {
        IsRunning = false;
        if (Descriptor != NoDescriptor)
        {
            io.Close(Descriptor, reset: true);
            Descriptor = NoDescriptor;
        }
    }

    /// <summary>
    /// Without <c>timeout check</c> the interval bounds connecting and answering together; with it,
    /// connecting has the
    /// smaller of the interval and the connect timeout, and the answer its own time (manual, <c>timeout
    /// check</c>).
    /// </summary>
    private long ConnectBudgetMs()
    {
        long connectMs = proxy.Backend?.ConnectTimeoutMs ?? -1;
        return plan.TimeoutMs >= 0 && connectMs >= 0 ? Math.Min(connectMs, plan.IntervalMs) : plan.IntervalMs;
    }

    private CheckVerdict? Send<TIo>(ref TIo io)
        where TIo : struct, IIoBackend
    {
        if (_sent == _request.Length)
        {
            return null;
        }

        int result = io.Send(Descriptor, _request.AsSpan(_sent), default);
        if (result < 0)
        {
            return CheckVerdict.OfConnection(result);
        }

        _sent += result;
        return null;
    }

    private CheckVerdict? Receive<TIo>(ref TIo io)
        where TIo : struct, IIoBackend
    {
        for (; ; )
        {
            Received received = io.Receive(Descriptor, out Span<byte> bytes);
            if (received.Count < 0)
            {
                return received.Count == -Errno.EAGAIN ? null : CheckVerdict.OfConnection(received.Count);
            }

            CheckVerdict? verdict = Take(bytes, ended: received.Count == 0);
            if (verdict is not null || received.Drained)
            {
                return verdict;
            }
        }
    }

    private CheckVerdict? Take(ReadOnlySpan<byte> bytes, bool ended)
    {
        if (_receivedCount == 0)
        {
            CheckVerdict? whole = Judge(bytes, ended || bytes.Length >= AnswerMost);
            if (whole is not null)
            {
                return whole;
            }
        }

        if (_received.Length == 0)
        {
            _received = new byte[AnswerMost];
        }

        int room = Math.Min(bytes.Length, AnswerMost - _receivedCount);
        bytes[..room].CopyTo(_received.AsSpan(_receivedCount));
        _receivedCount += room;
        return Judge(_received.AsSpan(0, _receivedCount), ended || _receivedCount == AnswerMost);
    }

    private CheckVerdict? Judge(ReadOnlySpan<byte> received, bool ended) => plan.Kind == CheckKind.SslHello
        ? SslHello.Judge(received, ended)
        : CheckAnswer.Read(received, ended, plan.StopsOn404);
}
