using System.Text;
using Weir.Control.Stats.Pages;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Model.Live;
using Weir.Model.Plan.Process;

namespace Weir.Control.Cli;

/// <summary>
/// The answer to <c>show info</c> (management guide, 9.3): HAProxy's lines, save those that tell of what this
/// program does not have or does not count.
/// </summary>
internal static class InfoText
{
    public static string Of(RuntimeCall call)
    {
        Board board = call.Setup.Board;
        ProcessPlan process = call.Plan.Global.Process;
        long upMs = call.When.Now.Since(new Instant(board.StartedMs));
        ProcessSums sums = ProcessSums.Of(board, call.Plan, call.When.Now);
        StringBuilder text = new();
        Add(text, "Name", "HAProxy");
        Add(text, "Version", call.Setup.FullVersion);
        Add(text, "Nbthread", board.Shape.Workers);
        Add(text, "Nbproc", 1);
        Add(text, "Process_num", 1);
        Add(text, "Pid", call.Setup.MasterPid);
        Add(text, "Uptime", Uptime(upMs / 1000));
        Add(text, "Uptime_sec", upMs / 1000);
        Add(text, "Ulimit-n", Sys.DescriptorLimit());
        Add(text, "Maxsock", Sys.DescriptorLimit());
        Add(text, "Maxconn", call.Plan.Global.MaxConn);
        Add(text, "Hard_maxconn", call.Plan.Global.MaxConn);
        Add(text, "CurrConns", sums.Connections);
        Add(text, "CumConns", sums.AllConnections);
        Add(text, "CumReq", sums.AllRequests);
        Add(text, "ConnRate", sums.ConnectionRate);
        Add(text, "ConnRateLimit", 0);
        Add(text, "SessRate", sums.ConnectionRate);
        Add(text, "SessRateLimit", 0);
        Add(text, "node", process.Node);
        if (process.Description.Length > 0)
        {
            Add(text, "description", process.Description);
        }

        Add(text, "Stopping", 0);
        Add(text, "Listeners", call.Plan.Listeners.Length);
        Add(text, "TotalBytesOut", sums.BytesOut);
        Add(text, "Build info", call.Setup.FullVersion);
        Add(text, "Start_time_sec", (call.When.WallMs - upMs) / 1000);
        return text.ToString();
    }

    /// <summary><c>0d 0h01m02s</c></summary>
    private static string Uptime(long seconds)
    {
        long minutes = seconds / 60;
        StringBuilder text = new();
        text.Append(minutes / 1440).Append("d ").Append(minutes / 60 % 24).Append('h');
        text.Append(minutes % 60 / 10).Append(minutes % 10).Append('m');
        text.Append(seconds % 60 / 10).Append(seconds % 10).Append('s');
        return text.ToString();
    }

    private static void Add(StringBuilder text, string name, string value) =>
        text.Append(name).Append(": ").Append(value).Append('\n');

    private static void Add(StringBuilder text, string name, long value) =>
        text.Append(name).Append(": ").Append(value).Append('\n');
}
