using System;
using System.Globalization;
using System.Text;
using Weir.Ground.Time;
using Weir.Kernel.Calls;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.Reload;

namespace Weir.Main.MasterCli;

/// <summary>
/// The answer to <c>show proc</c>, in HAProxy's columns. The keeper stands among the programs: it is a child
/// of the master that carries no traffic.
/// </summary>
internal static class ProcessRows
{
    private const int Width = 15;

    private static readonly string[] s_heads = ["#<PID>", "<type>", "<reloads>", "<uptime>", "<version>"];

    /// <summary>Whole lines.</summary>
    /// <param name="children">Who serves.</param>
    /// <param name="former">Who served before, and is about to end.</param>
    /// <param name="reloads">What has happened to them.</param>
    /// <param name="now">What uptimes end at.</param>
    public static string Text(
        ReadOnlySpan<Child> children, ReadOnlySpan<Child> former, ReloadHistory reloads, Instant now)
    {
        StringBuilder text = new();
        Row(text, s_heads);
        string count = $"{reloads.Ended} [failed: {reloads.Failed}]";
        string uptime = Uptime(reloads.StartedAt, now);
        Row(text, [$"{Sys.GetProcessId()}", "master", count, uptime, VersionText.Full]);
        text.Append("# workers\n");
        Rows(text, children, reloads, now, isKeeper: false);
        if (former.Length > 0)
        {
            text.Append("# old workers\n");
            Rows(text, former, reloads, now, isKeeper: false);
        }

        text.Append("# programs\n");
        Rows(text, children, reloads, now, isKeeper: true);
        if (former.Length > 0)
        {
            text.Append("# old programs\n");
            Rows(text, former, reloads, now, isKeeper: true);
        }

        return text.ToString();
    }

    /// <summary>As "0d00h02m07s".</summary>
    public static string Uptime(Instant since, Instant now)
    {
        long seconds = long.Max(now.Since(since), 0) / 1000;
        return $"{seconds / 86400}d{Two(seconds / 3600 % 24)}h{Two(seconds / 60 % 60)}m{Two(seconds % 60)}s";
    }

    private static string Two(long number) => number.ToString("D2", CultureInfo.InvariantCulture);

    private static void Rows(
        StringBuilder text, ReadOnlySpan<Child> children, ReloadHistory reloads, Instant now, bool isKeeper)
    {
        foreach (Child child in children)
        {
            if (child.Runs && child.IsKeeper == isKeeper)
            {
                string survived = $"{int.Max(reloads.Ended - child.BornAtReload, 0)}";
                Row(text,
                    [$"{child.Pid}", child.Title, survived, Uptime(child.StartedAt, now), VersionText.Full]);
            }
        }
    }

    private static void Row(StringBuilder text, string[] columns)
    {
        for (int at = 0; at < columns.Length; at++)
        {
            text.Append(at == 0 ? "" : " ").Append(columns[at].PadRight(Width));
        }

        text.Append('\n');
    }
}
