using Weir.Ground.Time;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Pages;

/// <summary>What all processes and all proxies do and have done.</summary>
internal struct ProcessSums
{
    public int Connections;
    public int Streams;
    public long ConnectionRate;
    public long RequestRate;

    /// <summary>Since the counters began.</summary>
    public long AllConnections;
    public long AllRequests;
    public long BytesOut;

    public static ProcessSums Of(Board board, ConfigPlan plan, Instant now)
    {
        ProcessSums all = default;
        for (int worker = 0; worker < board.Shape.Workers; worker++)
        {
            all.Connections += board.Worker(worker).Connections;
            all.Streams += board.Worker(worker).Streams;
        }

        BoardSums sums = new(board, now.Ms);
        foreach (ProxyPlan proxy in plan.Proxies)
        {
            if (proxy.Frontend is not null)
            {
                FrontendCounters front = sums.Frontend(proxy.Id);
                all.ConnectionRate += front.ConnectionPace.PerSecond(now.Ms);
                all.RequestRate += front.RequestPace.PerSecond(now.Ms);
                all.AllConnections += front.Connections;
                all.AllRequests += front.Requests;
                all.BytesOut += front.BytesOut;
            }
        }

        return all;
    }
}
