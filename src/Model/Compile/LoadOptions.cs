using System;
using System.Collections.Generic;
using Weir.Ground.Net;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Model.Contracts;
using Weir.Model.Keywords;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>What a configuration is read with, beside its text.</summary>
public sealed class LoadOptions
{
    /// <summary>The rows of the <c>balance</c> keyword; the first is the default.</summary>
    public required BalanceAlgorithm[] Balances { get; init; }

    /// <summary>Every keyword's row.</summary>
    public KeywordIndex Keywords { get => field ?? KeywordTables.Index; init; }

    /// <summary>An environment variable by name, or null when it is not set. Ordinary text.</summary>
    public Func<string, string?> Environment { get; init; } = static _ => null;

    /// <summary>The address of a host name, or null. Port 0. Numeric addresses never come here.</summary>
    public Func<string, IpEndpoint?> Resolve { get; init; } = static _ => null;

    /// <summary>The content of a file that the configuration names, as it is written there.</summary>
    public Func<string, FileText> ReadFile { get; init; } =
        static _ => new FileText([], FileFailure.Opening);

    /// <summary><c>-n</c>: beats the file's <c>maxconn</c> in <c>global</c>.</summary>
    public int? MaxConn { get; init; }

    /// <summary><c>-p</c>: beats the file's <c>pidfile</c>.</summary>
    public string? PidFile { get; init; }

    /// <summary>The number of a user by name, or null when there is none.</summary>
    public Func<string, uint?> FindUser { get; init; } = static _ => null;

    /// <summary>The number of a group by name, or null when there is none.</summary>
    public Func<string, uint?> FindGroup { get; init; } = static _ => null;

    /// <summary><c>-N</c>: the limit of a proxy's connections where its section sets none.</summary>
    public int? ProxyMaxConn { get; init; }

    /// <summary><c>-W</c> or <c>-Ws</c>.</summary>
    public bool MasterWorker { get; init; }

    /// <summary><c>-L</c> has set the variable that <c>localpeer</c> would.</summary>
    public bool IsPeerGiven { get; init; }

    /// <summary><c>-d</c>.</summary>
    public bool Debug { get; init; }

    /// <summary><c>-D</c>.</summary>
    public bool Daemon { get; init; }

    /// <summary><c>-q</c>.</summary>
    public bool Quiet { get; init; }

    /// <summary>Numbers that were given before (<see cref="Numbering"/>); null: by position.</summary>
    public PlanIds? Ids { get; init; }

    /// <summary>What <c>version_atleast()</c> and <c>version_before()</c> compare with.</summary>
    public string Version { get; init; } = "3.5.0";

    /// <summary>What <c>feature()</c> knows: names as in <c>-vv</c>.</summary>
    public IReadOnlyCollection<string> Features { get; init; } = [];
}
