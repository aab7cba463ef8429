using System;
using System.Collections.Generic;
using Weir.Model.Plan.Process;

namespace Weir.Model.Draft.Process;

/// <summary>What <c>global</c> says about processes themselves, while it is read.</summary>
internal sealed class ProcessDraft
{
    /// <summary>The number of a user by name, or null. Ordinary text.</summary>
    public required Func<string, uint?> FindUser { get; init; }

    /// <summary>The number of a group by name, or null. Ordinary text.</summary>
    public required Func<string, uint?> FindGroup { get; init; }

    /// <summary>The environment as the lines read so far have left it.</summary>
    public required EnvironmentDraft Environment { get; init; }

    /// <summary><c>-L</c> has named this instance: <c>localpeer</c> does not.</summary>
    public bool IsPeerGiven { get; init; }

    public string? Chroot { get; set; }

    public uint UserId { get; set; }

    public uint GroupId { get; set; }

    public int Descriptors { get; set; }

    public int DescriptorsMost { get; set; }

    public bool Dumpable { get; set; }

    public bool MasterWorker { get; set; }

    /// <summary><c>stats socket</c>, <c>stats timeout</c> and <c>stats maxconn</c>.</summary>
    public List<ControlAddress> Controls { get; } = [];
    public long ControlTimeoutMs { get; set; } = 10_000;
    public int ControlsMost { get; set; } = 10;

    public CpuMap CpuMap { get; } = new();

    public string Node { get; set; } = "";

    public string Description { get; set; } = "";
}
