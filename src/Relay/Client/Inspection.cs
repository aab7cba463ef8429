using System;
using Weir.Kernel.Calls;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Dispatch;
using Weir.Relay.Forward;
using Weir.Relay.Judge;
using Weir.Relay.Stream;

namespace Weir.Relay.Client;

/// <summary>
/// What a client of a <c>mode tcp</c> frontend sends before its server is looked for: kept, and judged again
/// with each piece, until the frontend's rules and then the backend's have decided, or nothing more can come.
/// Then it waits where the tunnel takes it from.
/// </summary>
internal sealed class Inspection<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;
    private readonly ConnectionPort<TIo> _port;
    private readonly RequestJudge<TIo> _judge;
    private readonly RequestRouting<TIo> _routing;
    private readonly Admission<TIo> _admission;

    public Inspection(WorkerState<TIo> worker, ConnectionPort<TIo> port, Admission<TIo> admission)
    {
        _worker = worker;
        _port = port;
        _admission = admission;
        _judge = new RequestJudge<TIo>(worker);
        _routing = new RequestRouting<TIo>(worker, _judge.Facts);
    }

    /// <summary>As much is looked at as a head may have.</summary>
    private int Most => _worker.Newest.Plan.Global.BufferBytes - _worker.Newest.Plan.Global.MaxRewrite;

    /// <summary>Lets a stream that has just begun be looked at, if anything is to be looked for.</summary>
    public void Begin(ref StreamState s)
    {
        ProxyPlan frontend = _worker.FrontendOf(in s);
        ProxyPlan? backend = s.Backend < 0 ? null : _worker.BackendOf(in s);
        if (RequestJudge<TIo>.HasRules(frontend, backend)
            || _worker.RuntimeOf(in s) is { ReadsContent: true })
        {
            s.Step = StreamStep.Inspect;
            s.InspectUntilMs = s.BeganMs + (frontend.Rules?.InspectMs ?? 0);
            _worker.Connections[s.Client].Flags |= ConnectionFlags.Readable; // it may have spoken already
        }
    }

    /// <summary>The steps of an inspected stream.</summary>
    /// <param name="s">It knows whose rules are next.</param>
    /// <param name="isOver">Its timer has come: the rules' time is over, or the client's.</param>
    public Next Look(ref StreamState s, bool isOver)
    {
        if (!Gather(ref s))
        {
            return Next.Abort('R', 'R'); // no buffer: better an end than a gap
        }

        ref ConnectionState client = ref _worker.Connections[s.Client];
        bool isStalled = isOver && _worker.Now.Ms < s.InspectUntilMs;
        bool isWhole = isStalled || client.InLength >= Most || client.Has(ConnectionFlags.Ended);
        Verdict verdict = Judge(ref s, isWhole);
        if (verdict.Kind == VerdictKind.Wait)
        {
            return Next.Wait;
        }

        if (verdict.Kind == VerdictKind.Reject || isStalled || client.Has(ConnectionFlags.Broken))
        {
            return End(ref s, verdict, isStalled);
        }

        _routing.Route(ref s, Content(in s));
        return Next.Again(StreamStep.Connect);
    }

    /// <summary>Takes what has come, as much as is looked at. False: there was no buffer.</summary>
    private bool Gather(ref StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        while (client.Has(ConnectionFlags.Readable) && client.InLength < Most)
        {
            int count = _port.TakeMore(s.Client, out Span<byte> bytes);
            if (count == -Errno.ENOBUFS || (count > 0 && !_port.KeepRest(s.Client, bytes)))
            {
                return false;
            }

            s.Flags &= count > 0 ? ~StreamFlags.Silent : ~StreamFlags.None;
        }

        return true;
    }

    /// <summary>The frontend's rules, the choice of the backend, and its rules.</summary>
    private Verdict Judge(ref StreamState s, bool isWhole)
    {
        ProxyPlan frontend = _worker.FrontendOf(in s);
        if (s.Step == StreamStep.Inspect)
        {
            Verdict verdict = Run(ref s, frontend.Rules?.Content, isWhole);
            if (verdict.Kind != VerdictKind.GoOn)
            {
                return verdict;
            }

            Run(ref s, frontend.Rules?.Switching, isWhole: true); // it goes by what is there
            s.Step = StreamStep.InspectAgain;
            long waitMs = s.Backend < 0 ? 0 : _worker.BackendOf(in s).Rules?.InspectMs ?? 0;
            s.InspectUntilMs = _worker.Now.Ms + waitMs;
        }

        return s.Backend < 0 || s.Backend == s.Frontend
            ? Verdict.GoOn
            : Run(ref s, _worker.BackendOf(in s).Rules?.Content, isWhole);
    }

    private Verdict Run(ref StreamState s, RuleList? rules, bool isWhole)
    {
        if (rules is null)
        {
            return Verdict.GoOn;
        }

        bool isGrowing = !isWhole && _worker.Now.Ms < s.InspectUntilMs;
        RuleContext context = _judge.Facts.ContextOf(
            in s, RuleMessage.OfContent(Content(in s), isGrowing, _judge.Facts.Room));
        Verdict verdict = rules.Run(ref context);
        if (context.Backend is { } backend && backend.Id != s.Backend)
        {
            s.SendTo(backend);
        }

        return verdict;
    }

    private ReadOnlySpan<byte> Content(in StreamState s)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        return client.InLength == 0
            ? default
            : _worker.Buffers.Of(client.In).Slice(client.InStart, Math.Min(client.InLength, Most));
    }

    /// <summary>It goes no further: rejected, or its client is gone. Who has come to a backend counts there.
    /// </summary>
    private Next End(ref StreamState s, Verdict verdict, bool isStalled)
    {
        s.BytesIn = _worker.Connections[s.Client].InLength;
        bool isRejected = verdict.Kind == VerdictKind.Reject;
        if (isRejected)
        {
            _worker.Tally.Frontend(s.Frontend).RefusedRequests++;
            s.Flags |= StreamFlags.Denied;
        }

        if (isRejected && s.Step == StreamStep.Inspect)
        {
            s.Backend = _worker.FrontendOf(in s).Backend is null ? -1 : s.Frontend;
        }
        else if (_worker.RuntimeOf(in s) is { } backend)
        {
            _admission.Come(ref s, backend);
        }

        return isRejected ? Next.Cut('P', 'R') : Next.Abort(isStalled ? 'c' : 'C', 'R');
    }
}
