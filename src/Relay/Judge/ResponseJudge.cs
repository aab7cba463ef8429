using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Judge;

/// <summary>Runs the rules on a final response: the backend's, then the frontend's.</summary>
internal sealed class ResponseJudge<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public ResponseJudge(WorkerState<TIo> worker)
    {
        _worker = worker;
        Facts = new WorkerFacts<TIo>(worker);
    }

    public WorkerFacts<TIo> Facts { get; }

    /// <summary>Whether there is any rule to run.</summary>
    public bool HasRules(in StreamState s) =>
        _worker.BackendOf(in s).Rules?.Response is not null
        || _worker.FrontendOf(in s).Rules?.Response is not null;

    /// <summary>Whether the response may pass.</summary>
    public static Verdict Judge(ref RuleContext context)
    {
        ProxyPlan backend = context.Backend!;
        if (backend.Rules?.Response?.Run(ref context) is { Kind: not VerdictKind.GoOn } ended)
        {
            return ended;
        }

        return backend == context.Frontend
            ? Verdict.GoOn
            : context.Frontend.Rules?.Response?.Run(ref context) ?? Verdict.GoOn;
    }
}
