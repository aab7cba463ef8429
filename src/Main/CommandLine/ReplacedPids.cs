using System;
using System.Collections.Generic;
using System.Globalization;
using Weir.Kernel.Calls;

namespace Weir.Main.CommandLine;

/// <summary>
/// The processes of <c>-sf</c> and <c>-st</c>; of several such options the last tells how they end.
/// </summary>
internal sealed class ReplacedPids
{
    private readonly List<int> _pids = [];

    public IReadOnlyList<int> Pids => _pids;

    /// <summary>What they are told once their successor serves.</summary>
    public Signal End { get; private set; }

    /// <summary>What is wrong with the text, or null.</summary>
    /// <param name="pids">As a pid file holds them: any number, separated by blanks or line ends.</param>
    /// <param name="end">See <see cref="End"/>.</param>
    public string? Add(string pids, Signal end)
    {
        End = end;
        foreach (string one in pids.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) || pid <= 0)
            {
                return $"'{one}' is not the id of a process";
            }

            _pids.Add(pid);
        }

        return null;
    }
}
