using System;
using Weir.Kernel.Io;
using Weir.Model.Counts;
using Weir.Relay.Stream;

namespace Weir.Relay.Counts;

/// <summary>
/// What the end of a stream adds to the counters of its frontend, its backend and its server. As in HAProxy,
/// nothing is counted of a transfer that still runs, unless its frontend asks for that.
/// </summary>
internal sealed class EndCounts<TIo>
    where TIo : struct, IIoBackend
{
    private readonly WorkerState<TIo> _worker;

    public EndCounts(WorkerState<TIo> worker) => _worker = worker;

    /// <param name="s">It has its end, its status and the server that it was bound to last.</param>
    public void Add(in StreamState s)
    {
        EndMeaning meaning = EndMeanings.Of(s.End, s.Flags, s.LineLength > 0);
        int responses = s.Has(StreamFlags.Plain) ? 0 : 1;
        AddToFrontend(in s, meaning, responses);
        if (!s.Has(StreamFlags.Counted))
        {
            return; // it came to no backend
        }

        ref ServiceCounters backend = ref _worker.Tally.Backend(s.Backend);
        AddToService(in s, ref backend, meaning);
        backend.Responses[StatusClasses.Of(s.Status)] += responses;
        backend.FailedConnects += One(meaning, EndMeaning.FailedConnect);
        if (s.ServerIndex >= 0)
        {
            AddToServer(in s, ref backend, meaning);
        }
    }

    /// <summary>Counts what has passed since the last time, of a transfer that has its server.</summary>
    public void AddSoFar(ref StreamState s)
    {
        if (s.Step is not (StreamStep.Exchange or StreamStep.Tunnel) || !s.Has(StreamFlags.HoldsServer))
        {
            return;
        }

        AddBytes(in s, ref _worker.Tally.Backend(s.Backend));
        AddBytes(in s, ref _worker.Tally.Server(_worker.ServerOf(in s).Id));
        ref FrontendCounters frontend = ref _worker.Tally.Frontend(s.Frontend);
        frontend.BytesIn += s.BytesIn - s.CountedIn;
        frontend.BytesOut += s.BytesOut - s.CountedOut;
        s.CountedIn = s.BytesIn;
        s.CountedOut = s.BytesOut;
    }

    private void AddToFrontend(in StreamState s, EndMeaning meaning, int responses)
    {
        ref FrontendCounters frontend = ref _worker.Tally.Frontend(s.Frontend);
        frontend.BytesIn += s.BytesIn - s.CountedIn;
        frontend.BytesOut += s.BytesOut - s.CountedOut + s.OwnBytesOut;
        frontend.Responses[StatusClasses.Of(s.Status)] += responses;
        if (meaning != EndMeaning.None)
        {
            frontend.FailedRequests += One(meaning, EndMeaning.FailedRequest);
            frontend.InternalErrors += One(meaning, EndMeaning.InternalError);
        }
    }

    private void AddToServer(in StreamState s, ref ServiceCounters backend, EndMeaning meaning)
    {
        ref ServiceCounters server = ref _worker.Tally.Server(_worker.ServerOf(in s).Id);
        AddToService(in s, ref server, meaning);
        bool isItsAnswer = s.Has(StreamFlags.Answered) && !s.Has(StreamFlags.Plain | StreamFlags.LocalAnswer);
        server.Responses[StatusClasses.Of(s.Status)] += isItsAnswer ? 1 : 0;

        // Who waited for its place until the end has not tried to connect.
        server.FailedConnects += s.End.Phase == 'C' ? One(meaning, EndMeaning.FailedConnect) : 0;
        if (s.ConnectedMs >= 0)
        {
            AddTimes(in s, ref backend, ref server);
        }
    }

    /// <summary>What counts alike at a backend and at its server.</summary>
    private static void AddToService(in StreamState s, ref ServiceCounters service, EndMeaning meaning)
    {
        AddBytes(in s, ref service);
        service.BytesOut += s.OwnBytesOut;
        if (meaning != EndMeaning.None)
        {
            service.FailedResponses += One(meaning, EndMeaning.FailedResponse);
            service.ServerAborts += One(meaning, EndMeaning.ServerAbort);
            service.ClientAborts += One(meaning, EndMeaning.ClientAbort);
            service.InternalErrors += One(meaning, EndMeaning.InternalError);
        }
    }

    private static void AddBytes(in StreamState s, ref ServiceCounters service)
    {
        service.BytesIn += s.BytesIn - s.CountedIn;
        service.BytesOut += s.BytesOut - s.CountedOut;
    }

    private void AddTimes(in StreamState s, ref ServiceCounters backend, ref ServiceCounters server)
    {
        TimingPeaks times = new()
        {
            QueueMs = Between(s.HeadDoneMs, s.QueueDoneMs),
            ConnectMs = Between(s.QueueDoneMs, s.ConnectedMs),
            ResponseMs = s.AnsweredMs < 0 ? 0 : Between(s.ConnectedMs, s.AnsweredMs),
            TotalMs = Between(s.HeadDoneMs, _worker.Now.Ms),
        };
        backend.Times.Add(in times);
        backend.TimesMost.Raise(in times);
        server.Times.Add(in times);
        server.TimesMost.Raise(in times);
    }

    private static int One(EndMeaning meaning, EndMeaning wanted) => (meaning & wanted) == 0 ? 0 : 1;

    private static int Between(long fromMs, long toMs) => (int)Math.Clamp(toMs - fromMs, 0, int.MaxValue);
}
