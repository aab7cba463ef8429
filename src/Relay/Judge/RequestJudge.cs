using System;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Judge;

/// <summary>
/// Runs the rules that come before a server is looked for: the frontend's, then those of the backend that
/// they have chosen.
/// </summary>
internal sealed class RequestJudge<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public RequestJudge(WorkerState<TIo> worker)
    {
        _worker = worker;
        Facts = new WorkerFacts<TIo>(worker);
    }

    public WorkerFacts<TIo> Facts { get; }

    /// <summary>Whether there is any rule to run.</summary>
    public static bool HasRules(ProxyPlan frontend, ProxyPlan? backend) =>
        frontend.Rules is not null || backend?.Rules is not null;

    /// <summary>
    /// What became of the request; when it goes on, <paramref name="s"/> knows its backend. A reply is in
    /// the worker's scratch then.
    /// </summary>
    public Verdict Judge(ref StreamState s, ref RuleContext context)
    {
        Verdict verdict = Run(ref s, ref context);
        if (verdict.Length > 0)
        {
            context.Message.Draft[..verdict.Length].CopyTo(_worker.Scratch.Slice(0, verdict.Length));
        }

        if (IsRefusal(verdict) || verdict.Kind == VerdictKind.Reject)
        {
            _worker.Tally.Frontend(s.Frontend).RefusedRequests++;
        }

        if (context.Backend is not { } backend)
        {
            s.Backend = -1;
        }
        else if (backend.Id != s.Backend)
        {
            s.SendTo(backend);
        }

        s.Flags |= context.Persistence switch
        {
            Persistence.Forced => StreamFlags.Persists,
            Persistence.Ignored => StreamFlags.IgnoresCookie,
            _ => StreamFlags.None,
        };
        return verdict;
    }

    /// <summary>What becomes of a request that may not pass.</summary>
    public static Next NextOf(Verdict verdict, ref StreamState s)
    {
        s.Status = verdict.Status;
        return verdict.Kind switch
        {
            VerdictKind.Tarpit => Next.Again(StreamStep.Tarpit),
            VerdictKind.Reject => Next.Cut('P', 'R'),
            VerdictKind.Reply => Next.Reply(verdict.Status, verdict.Length, 'R'),
            VerdictKind.Challenge =>
                Next.Answer(verdict.Status, 'L', 'R') with { Length = verdict.Length },
            _ => Next.Answer(verdict.Status, 'P', 'R'),
        };
    }

    private static bool IsRefusal(Verdict verdict) => verdict.Kind is VerdictKind.Deny or VerdictKind.Tarpit;

    private Verdict Run(ref StreamState s, ref RuleContext context)
    {
        ProxyRules? rules = context.Frontend.Rules;
        if (rules?.Request?.Run(ref context) is { Kind: not VerdictKind.GoOn } ended)
        {
            GoNoFurther(ref context);
            return ended;
        }

        if (StatsRequests.IsFor(context.Frontend, context.Message.Method, context.Message.Target))
        {
            GoNoFurther(ref context); // no backend has a say
            return JudgeStats(ref s, ref context, rules);
        }

        if (!context.IsSwitched)
        {
            rules?.Switching?.Run(ref context);
        }

        if (context.Backend is not { } backend)
        {
            return Verdict.GoOn;
        }

        if (backend != context.Frontend
            && backend.Rules?.Content?.Run(ref context) is { Kind: not VerdictKind.GoOn } turnedAway)
        {
            return turnedAway;
        }

        if (backend != context.Frontend
            && backend.Rules?.Request?.Run(ref context) is { Kind: not VerdictKind.GoOn } endedThere)
        {
            _worker.Tally.Backend(backend.Id).RefusedRequests += IsRefusal(endedThere) ? 1 : 0;
            return endedThere;
        }

        if (StatsRequests.IsFor(backend, context.Message.Method, context.Message.Target))
        {
            return JudgeStats(ref s, ref context, backend.Rules);
        }

        backend.Rules?.Persistence?.Run(ref context);
        return Verdict.GoOn;
    }

    /// <summary>Nobody has chosen a backend yet; a section that is its own counts as one.</summary>
    private static void GoNoFurther(ref RuleContext context) =>
        context.Backend = context.Frontend.Backend is null ? null : context.Frontend;

    /// <summary>Who may see a statistics page, and who may give orders there.</summary>
    private static Verdict JudgeStats(ref StreamState s, ref RuleContext context, ProxyRules? rules)
    {
        if (rules?.Stats?.Run(ref context) is { Kind: not VerdictKind.GoOn } ended)
        {
            s.Flags |= StreamFlags.Stats; // it is told in the log, and comes no further
            return ended;
        }

        bool mayGiveOrders = rules?.StatsAdmin?.Run(ref context) is { Kind: not VerdictKind.GoOn };
        s.Flags |= mayGiveOrders ? StreamFlags.GivesOrders : StreamFlags.None;
        return Verdict.GoOn;
    }
}
