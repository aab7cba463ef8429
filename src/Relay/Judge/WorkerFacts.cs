using Weir.Ground.Net;
using Weir.Kernel.Io;
using Weir.Model.Contracts.Rules;
using Weir.Model.Live;
using Weir.Relay.Stream;

namespace Weir.Relay.Judge;

/// <summary>A worker as rules see it, and its memory that they may use.</summary>
internal sealed class WorkerFacts<TIo> : IRuleFacts
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public WorkerFacts(WorkerState<TIo> worker) => _worker = worker;

    public Board Board => _worker.Board;

    public int WorkerId => _worker.Setup.WorkerId;

    public long NowMs => _worker.Now.Ms;

    public long WallMs => _worker.WallMs;

    public RuleRoom Room => new()
    {
        Index = _worker.AllFields,
        Draft = _worker.Draft.Slice(0, _worker.Draft.Length),
        OtherDraft = _worker.OtherDraft.Slice(0, _worker.OtherDraft.Length),
        Samples = _worker.Samples.Slice(0, _worker.Samples.Length),
    };

    public IpEndpoint LocalAddress(int client) => _worker.Io.LocalAddress(client);

    /// <summary>What is run on a message of a stream, or on its connection.</summary>
    public RuleContext ContextOf(in StreamState s, RuleMessage message)
    {
        ref ConnectionState client = ref _worker.Connections[s.Client];
        return new RuleContext(message, Room.Samples)
        {
            Worker = this,
            Frontend = _worker.FrontendOf(in s),
            Backend = s.Backend < 0 ? null : _worker.BackendOf(in s),
            Connection = s.Client,
            Client = _worker.Clients[s.Client].Peer,
            Listener = _worker.ListenerOf(in client).Listener,
            RequestNumber = client.Exchanges,
            Server = s.ServerIndex,
        };
    }
}
