using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Relay.Plans;
using Weir.Relay.Stream;

namespace Weir.Relay.Judge;

/// <summary>
/// Runs the rules on a connection that has just been accepted, before anything is kept of it.
/// </summary>
internal sealed class ConnectionJudge<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerFacts<TIo> _facts;

    public ConnectionJudge(WorkerState<TIo> worker) => _facts = new WorkerFacts<TIo>(worker);

    /// <param name="rules">The frontend's.</param>
    /// <param name="fd">No record of it exists yet.</param>
    /// <param name="peer">Who it is.</param>
    /// <param name="reached">Where they have connected.</param>
    public bool Admits(RuleList rules, int fd, in IpEndpoint peer, ListenerSlot reached)
    {
        RuleContext context = new(default, _facts.Room.Samples)
        {
            Worker = _facts,
            Frontend = reached.Frontend,
            Backend = reached.Frontend.Frontend!.DefaultBackend,
            Connection = fd,
            Client = peer,
            Listener = reached.Listener,
            RequestNumber = 0,
        };
        return rules.Run(ref context).Kind != VerdictKind.Reject;
    }
}
