using Weir.Model.Plan.Logs;
using Weir.Model.Plan.Process;

namespace Weir.Model.Plan;

/// <summary>The <c>global</c> section, resolved.</summary>
public sealed class GlobalPlan
{
    /// <summary>Rights, limits, processors and names of the processes.</summary>
    public ProcessPlan Process { get; init; } = new();

    /// <summary>
    /// Worker processes (<c>nbproc</c>, <c>nbthread</c>); 0 when unset: one per available core.
    /// </summary>
    public int Workers { get; init; }

    /// <summary>
    /// Client connections of the whole box (<c>maxconn</c>); 0 when unset: derived from the descriptor limit.
    /// </summary>
    public int MaxConn { get; init; }

    /// <summary>
    /// Whether the start ends when the descriptors for <see cref="MaxConn"/> cannot be had.
    /// </summary>
    public bool StrictLimits { get; init; } = true;

    public bool Daemon { get; init; }

    /// <summary>In the foreground, with one worker, which shows what passes.</summary>
    public bool IsDebug { get; init; }

    public bool Quiet { get; init; }

    public string? PidFile { get; init; }

    /// <summary>
    /// Milliseconds from the wish for a soft stop to its begin (<c>grace</c>), for every proxy that has no
    /// such time of its own.
    /// </summary>
    public long GraceMs { get; init; }

    /// <summary>
    /// Milliseconds that the last sessions are given in a soft stop (<c>hard-stop-after</c>); 0: all they
    /// need.
    /// </summary>
    public long HardStopMs { get; init; }

    /// <summary>
    /// Targets of <c>log</c> lines in <c>global</c>: process events, and proxies with <c>log global</c>.
    /// </summary>
    public LogTarget[] Logs { get; init; } = [];

    /// <summary>What log messages name as their host; empty: none.</summary>
    public byte[] LogHost { get; init; } = [];

    /// <summary>The program name in log lines (<c>log-tag</c>).</summary>
    public byte[] LogTag { get; init; } = "haproxy"u8.ToArray();

    /// <summary>
    /// <c>tune.bufsize</c> in bytes: with <see cref="MaxRewrite"/> left free, the longest head.
    /// </summary>
    public int BufferBytes { get; init; } = 16384;

    /// <summary><c>tune.maxrewrite</c> in bytes.</summary>
    public int MaxRewrite { get; init; } = 1024;

    /// <summary>
    /// How far the time between two checks may be off its interval, in percent of that, by chance
    /// (<c>spread-checks</c>).
    /// </summary>
    public int SpreadPercent { get; init; }

    /// <summary>
    /// The longest time from the first server's first check to the last one's, in milliseconds
    /// (<c>max-spread-checks</c>); 0: what their intervals ask for.
    /// </summary>
    public int SpreadMostMs { get; init; }

    /// <summary><c>tune.http.maxhdr</c>: the most header fields in a head.</summary>
    public int MaxHeaders { get; init; } = 101;
}
