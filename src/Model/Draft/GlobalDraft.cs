using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Model.Draft.Process;
using Weir.Model.Plan;
using Weir.Model.Plan.Logs;

namespace Weir.Model.Draft;

/// <summary>The <c>global</c> sections while they are read; several merge.</summary>
internal sealed class GlobalDraft
{
    /// <summary>The address of a host name, or null.</summary>
    public required Func<string, IpEndpoint?> Resolve { get; init; }

    public required ProcessDraft Process { get; init; }

    public int Processes { get; set; }

    public int Threads { get; set; }

    public int MaxConn { get; set; }

    public bool Daemon { get; set; }

    public bool Debug { get; set; }

    public bool Quiet { get; set; }

    public bool StrictLimits { get; set; } = true;

    public string? PidFile { get; set; }

    public long GraceMs { get; set; }

    public long HardStopMs { get; set; }

    public List<LogTarget> Logs { get; } = [];

    /// <summary>What log messages name as their host; null: none.</summary>
    public string? LogHost { get; set; }

    public string LogTag { get; set; } = "haproxy";

    public int BufferBytes { get; set; } = 16384;

    /// <summary>-1 when not written.</summary>
    public int MaxRewrite { get; set; } = -1;

    public int MaxHeaders { get; set; } = 101;

    /// <summary><c>spread-checks</c>.</summary>
    public int SpreadPercent { get; set; }

    /// <summary><c>max-spread-checks</c> in milliseconds.</summary>
    public int SpreadMostMs { get; set; }
}
