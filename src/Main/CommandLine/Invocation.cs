using System.Collections.Generic;

namespace Weir.Main.CommandLine;

/// <summary>Which text <c>-v</c> and its kin ask for.</summary>
internal enum VersionRequest
{
    None,

    /// <summary><c>-v</c>: the version.</summary>
    Version,

    /// <summary><c>-vv</c>: the version, and what this build can do.</summary>
    Build,

    /// <summary><c>-vq</c>: the version's number alone.</summary>
    Number,

    /// <summary><c>-vqs</c>: its three integers.</summary>
    Short,

    /// <summary><c>-vqb</c>: its branch, two integers.</summary>
    Branch,
}

/// <summary>
/// What the user asked for on the command line. Filled by the options' rows, then only read.
/// </summary>
internal sealed class Invocation
{
    public VersionRequest Version { get; set; }

    /// <summary><c>-f</c> and what follows <c>--</c>: files and folders, in reading order.</summary>
    public List<string> Paths { get; } = [];

    /// <summary><c>-c</c>: read, resolve and check, then leave.</summary>
    public bool CheckOnly { get; set; }

    /// <summary><c>-cc</c>: the condition to evaluate; null when not asked for.</summary>
    public string? Condition { get; set; }

    /// <summary><c>-d</c>: foreground with one worker, which shows what passes.</summary>
    public bool Debug { get; set; }

    /// <summary><c>-db</c>: foreground.</summary>
    public bool Foreground { get; set; }

    /// <summary><c>-D</c>.</summary>
    public bool Daemon { get; set; }

    /// <summary><c>-q</c>; <c>-V</c> beats it.</summary>
    public bool Quiet { get; set; }

    /// <summary><c>-V</c>.</summary>
    public bool Verbose { get; set; }

    /// <summary><c>-dW</c>: a warning keeps Weir from starting.</summary>
    public bool WarningsAreErrors { get; set; }

    /// <summary><c>-dD</c>: diagnostic reports are shown.</summary>
    public bool Diagnostics { get; set; }

    /// <summary><c>-dKhelp</c>: the classes of keywords are listed.</summary>
    public bool ListsClasses { get; set; }

    /// <summary><c>-dKcfg</c>: the keywords of the configuration are listed.</summary>
    public bool ListsKeywords { get; set; }

    /// <summary><c>-4</c>: names resolve to IPv4 addresses only.</summary>
    public bool Ipv4Only { get; set; }

    /// <summary><c>-n</c>: beats the file's global <c>maxconn</c>.</summary>
    public int? MaxConn { get; set; }

    /// <summary><c>-m</c>: megabytes of memory for all processes together.</summary>
    public int? MemoryMax { get; set; }

    /// <summary><c>-N</c>: the limit of a proxy's connections where its section sets none.</summary>
    public int? ProxyMaxConn { get; set; }

    /// <summary><c>-W</c>, <c>-Ws</c>: foreground unless <c>-D</c>, with a pid file.</summary>
    public bool MasterWorker { get; set; }

    /// <summary><c>-Ws</c>: foreground, and a service manager is told how it goes.</summary>
    public bool TellsService { get; set; }

    /// <summary><c>-p</c>: beats the file's <c>pidfile</c>.</summary>
    public string? PidFile { get; set; }

    /// <summary><c>-sf</c>, <c>-st</c>: the masters that this one takes over from.</summary>
    public ReplacedPids Replaced { get; } = new();

    /// <summary><c>-S</c>: the master's own sockets, as they were written.</summary>
    public List<string> MasterSockets { get; } = [];

    /// <summary><c>-C</c>: the folder to change to before anything is read.</summary>
    public string? WorkingFolder { get; set; }

    /// <summary>
    /// <c>-L</c>: the local peer's name, <c>${HAPROXY_LOCALPEER}</c>; the host's name when unset.
    /// </summary>
    public string? LocalPeer { get; set; }

    /// <summary>Nothing but alerts is shown.</summary>
    public bool IsQuiet => Quiet && !Verbose;

    public bool StaysInForeground => Foreground || TellsService;
}
