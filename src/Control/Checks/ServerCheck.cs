using System;
using Weir.Control.Questions;
using Weir.Ground.Check;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Kernel.Sockets;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;

namespace Weir.Control.Checks;

/// <summary>
/// One server's check: a connection, perhaps questions and their answers, a verdict. Each step gives the
/// verdict or null; whoever gets one calls <see cref="End"/>.
/// </summary>
internal sealed class ServerCheck(ProxyPlan proxy, ServerPlan server, CheckPlan plan)
{
    /// <summary>So much of an answer is looked at, as HAProxy does with its usual buffers.</summary>
    private const int AnswerMost = 16 * 1024;

    private const int NoDescriptor = -1;

    private readonly CheckScript _script = CheckScript.For(plan);
    private CheckMoment _moment;
    private bool _isConnected;
    private bool _isReadable;
    private int _step;

    // What is being said, and how much of it has left.
    private byte[] _saying = [];
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

    /// <summary>How often its server's errors have reached their limit, as far as that was counted.</summary>
    public int ErrorsSeen { get; set; }

    /// <summary>When <see cref="OnDeadline"/> is due while the check runs.</summary>
    public Instant Deadline { get; private set; }

    /// <param name="io">Where the connection is made.</param>
    /// <param name="now">The check's start, from which the next one is counted.</param>
    /// <param name="state">The line that tells the server its state; empty when it is not told.</param>
    public CheckVerdict? Start<TIo>(ref TIo io, Instant now, byte[] state)
        where TIo : struct, IIoBackend
    {
        Must.Hold(!IsRunning);
        IsRunning = true;
        StartedAt = now;
        Deadline = now.After(ConnectBudgetMs());
        _moment = new CheckMoment(io.WallMs(), state);
        _isConnected = false;
        _isReadable = false;
        _step = 0;
        _saying = [];
        _sent = 0;
        _receivedCount = 0;
        int result = io.Dial(plan.Address, new DialOptions(server.Source, Device: server.Device));
        if (result < 0)
        {
            return CheckVerdict.OfDial(result, _script.DialPlace);
        }

        Descriptor = result;
        return null;
    }

    public CheckVerdict? OnReady<TIo>(ref TIo io, Ready ready, Instant now)
        where TIo : struct, IIoBackend
    {
        Must.Hold(IsRunning);
        _isReadable |= (ready & (Ready.Read | Ready.PeerClosed | Ready.Failed)) != 0;
        if (!_isConnected)
        {
            if ((ready & (Ready.Write | Ready.Failed)) == 0)
            {
                return null;
            }

            int result = io.DialResult(Descriptor);
            if (result < 0)
            {
                return CheckVerdict.OfDial(result, _script.DialPlace);
            }

            if (_script.Steps.Length == 0)
            {
                return new CheckVerdict(CheckResult.Layer4Passed);
            }

            _isConnected = true;
            Deadline = plan.TimeoutMs >= 0 ? now.After(plan.TimeoutMs) : Deadline;
        }

        return Advance(ref io);
    }

    public CheckVerdict OnDeadline()
    {
        Must.Hold(IsRunning);
        return new CheckVerdict(_isConnected ? _script.Silence : CheckResult.Layer4Timeout);
    }

    /// <summary>
    /// Gives the connection back. It is reset, unless its protocol asks for better: a close in order leaves a
    /// port of ours waiting for a minute after each check, and the server has nothing to say that we would
    /// still read.
    /// </summary>
    public void End<TIo>(ref TIo io)
        where TIo : struct, IIoBackend
    {
        IsRunning = false;
        if (Descriptor != NoDescriptor)
        {
            io.Close(Descriptor, reset: !_script.EndsInOrder);
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

    /// <summary>Takes the steps that can be taken now. Each ends, or waits for an event.</summary>
    private CheckVerdict? Advance<TIo>(ref TIo io)
        where TIo : struct, IIoBackend
    {
        for (; ; )
        {
            Must.Hold(_step < _script.Steps.Length); // the last one gives a verdict
            CheckStep step = _script.Steps[_step];
            CheckVerdict? verdict = null;
            bool isDone = step.Hear is null
                ? Speak(ref io, step.Say!, out verdict)
                : Listen(ref io, step.Hear, out verdict);
            if (!isDone)
            {
                return verdict;
            }

            _step++;
            _saying = [];
            _sent = 0;
        }
    }

    /// <summary>True when all of it has left.</summary>
    private bool Speak<TIo>(ref TIo io, Speech speech, out CheckVerdict? verdict)
        where TIo : struct, IIoBackend
    {
        verdict = null;
        if (_saying.Length == 0)
        {
            _saying = speech(in _moment);
            _receivedCount = 0; // what came unasked is no answer to this
        }

        int result = io.Send(Descriptor, _saying.AsSpan(_sent), default);
        if (result < 0)
        {
            verdict = CheckVerdict.OfConnection(result);
            return false;
        }

        _sent += result;
        return _sent == _saying.Length;
    }

    /// <summary>True when the answer is there, and another step follows.</summary>
    private bool Listen<TIo>(ref TIo io, AnswerJudge judge, out CheckVerdict? verdict)
        where TIo : struct, IIoBackend
    {
        verdict = null;
        while (_isReadable)
        {
            Received received = io.Receive(Descriptor, out Span<byte> bytes);
            if (received.Count == -Errno.EAGAIN)
            {
                _isReadable = false;
                return false;
            }

            _isReadable = received.Count <= 0 || !received.Drained; // an end stays one
            if (received.Count < 0 && _receivedCount == 0)
            {
                verdict = CheckVerdict.OfConnection(received.Count);
                return false;
            }

            // What a broken connection has brought before is judged as what an ended one has.
            Judgement judgement =
                Take(received.Count > 0 ? bytes : default, judge, ended: received.Count <= 0);
            verdict = judgement.Verdict;
            if (verdict is not null || judgement.GoesOn)
            {
                return judgement.GoesOn;
            }
        }

        return false;
    }

    private Judgement Take(ReadOnlySpan<byte> bytes, AnswerJudge judge, bool ended)
    {
        bool isFirst = _receivedCount == 0;
        ReadOnlySpan<byte> all = isFirst ? bytes[..Math.Min(bytes.Length, AnswerMost)] : Keep(bytes);
        Judgement judgement = judge(all, ended || all.Length == AnswerMost);
        if (isFirst && judgement == Judgement.More)
        {
            Keep(bytes);
        }

        return judgement;
    }

    /// <summary>Adds to what is kept; returns all of it.</summary>
    private ReadOnlySpan<byte> Keep(ReadOnlySpan<byte> bytes)
    {
        if (_received.Length == 0)
        {
            _received = new byte[AnswerMost];
        }

        int room = Math.Min(bytes.Length, AnswerMost - _receivedCount);
        bytes[..room].CopyTo(_received.AsSpan(_receivedCount));
        _receivedCount += room;
        return _received.AsSpan(0, _receivedCount);
    }
}
