using System.Runtime.CompilerServices;
using Weir.Ground.Net;
using Weir.Language.Source;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Draft;

/// <summary>
/// One <c>server</c> line while its words are read; it begins as a copy of what <c>default-server</c> says.
/// Times in milliseconds, -1 when not written.
/// </summary>
internal sealed record ServerDraft
{
    /// <summary>What log lines show where no server is; no line can have it.</summary>
    public const string NoName = "<NOSRV>";

    /// <summary>The section that it stands in.</summary>
    public required ProxyDraft Proxy { get; init; }

    public required string Name { get; init; }

    public required ConfigLine Line { get; init; }

    /// <summary><c>id</c>; 0 when not written.</summary>
    public int NumericId { get; set; }

    /// <summary>Port 0 when none was written.</summary>
    public IpEndpoint Address { get; init; }

    /// <summary>The word <c>source</c>; null when not written: the section's holds.</summary>
    public SourceDraft? Source { get; set; }

    /// <summary>Where connections go that have no address of its own.</summary>
    public Destination Destination { get; init; }

    /// <summary>Without a port: how far from the client's it is.</summary>
    public int PortOffset { get; init; }

    public int Weight { get; set; } = 1;

    public bool Backup { get; set; }

    /// <summary>0 when not written, as the next two.</summary>
    public int MaxConn { get; set; }

    public int MinConn { get; set; }

    public int MaxQueue { get; set; }

    /// <summary><c>non-stick</c>.</summary>
    public bool NeverSticks { get; set; }

    public string Cookie { get; set; } = "";

    /// <summary><c>redir</c>: clients are sent to the server, by this prefix; empty: they are not.</summary>
    public string RedirectTo { get; set; } = "";

    /// <summary><c>disabled</c>: nothing goes to it, and nobody asks how it is.</summary>
    public bool Disabled { get; set; }

    public bool Check { get; set; }

    /// <summary><c>track</c>: whose health it has, as it was written; empty: its own.</summary>
    public string Tracks { get; set; } = "";

    /// <summary><c>addr</c>: another address for checks.</summary>
    public IpEndpoint? CheckAddress { get; set; }

    /// <summary><c>port</c>: another port for checks; 0 when not written.</summary>
    public int CheckPort { get; set; }

    public int IntervalMs { get; set; } = 2000;

    public int FastIntervalMs { get; set; } = -1;

    public int DownIntervalMs { get; set; } = -1;

    public int Rise { get; set; } = 2;

    public int Fall { get; set; } = 3;

    /// <summary><c>slowstart</c>; 0: at once.</summary>
    public int SlowStartMs { get; set; }

    /// <summary>What traffic tells of its health.</summary>
    public ObserveMode Observe { get; set; }

    public int ErrorLimit { get; set; } = 10;

    public ErrorAction OnError { get; set; } = ErrorAction.FailCheck;

    /// <summary><c>on-marked-down shutdown-sessions</c>.</summary>
    public bool ShutsSessions { get; set; }

    /// <summary><c>on-marked-up shutdown-backup-sessions</c>.</summary>
    public bool ShutsBackups { get; set; }

    // A record for its copies; nobody compares or prints it, and what would be made for that is large.
    public bool Equals(ServerDraft? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => nameof(ServerDraft);
}
