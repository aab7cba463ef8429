using Weir.Ground.Time;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Control.Stats.Pages;

/// <summary>What the page says about the processes as a whole.</summary>
/// <param name="board">What they share.</param>
/// <param name="pid">The master's.</param>
/// <param name="version">Of this program.</param>
/// <param name="descriptors">How many a process may open.</param>
/// <param name="now">When it is said.</param>
internal sealed class ProcessFacts(Board board, int pid, string version, int descriptors, Instant now)
{
    public int Pid => pid;

    public string Version => version;

    public void AddTo(StatText into, ConfigPlan plan)
    {
        into.Add("<div><h3>Process</h3><dl><dt>pid</dt><dd>"u8);
        into.Add(pid);
        into.Add("</dd>"u8);
        Add(into, "workers", board.Shape.Workers);
        into.Add("<dt>uptime</dt><dd>"u8);
        into.AddDuration(now.Since(new Instant(board.StartedMs)) / 1000);
        into.Add("</dd></dl></div><div><h3>Limits</h3><dl>"u8);
        Add(into, "maxconn", plan.Global.MaxConn);
        Add(into, "ulimit-n", descriptors);
        into.Add("</dl></div><div><h3>Now</h3><dl>"u8);
        ProcessSums sums = ProcessSums.Of(board, plan, now);
        Add(into, "connections", sums.Connections);
        Add(into, "requests", sums.Streams);
        Add(into, "connections/s", sums.ConnectionRate);
        Add(into, "requests/s", sums.RequestRate);
        into.Add("</dl></div>"u8);
    }

    private static void Add(StatText into, string name, long number)
    {
        into.Add("<dt>"u8);
        into.Add(name);
        into.Add("</dt><dd>"u8);
        into.AddGrouped(number);
        into.Add("</dd>"u8);
    }
}
