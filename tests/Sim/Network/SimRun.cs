using System;
using System.Globalization;
using Weir.Kernel.Io;

namespace Weir.Tests.Sim.Network;

/// <summary>
/// Runs a scenario over many seeds. A failure names its seed and step; <c>WEIR_SEED</c> replays that seed
/// alone.
/// </summary>
public static class SimRun
{
    private const ulong FirstSeed = 4711;

    public static void Each(
        int runs,
        SimFaults faults,
        IoLimits limits,
        Action<SimNetwork> scenario,
        bool hasSeveralHosts = false)
    {
        string? replayed = Environment.GetEnvironmentVariable("WEIR_SEED");
        if (replayed is not null)
        {
            One(ulong.Parse(replayed, CultureInfo.InvariantCulture), faults, limits, scenario,
                hasSeveralHosts);
            return;
        }

        for (ulong i = 0; i < (ulong)runs; i++)
        {
            One(FirstSeed + i, faults, limits, scenario, hasSeveralHosts);
        }
    }

    public static void One(
        ulong seed,
        SimFaults faults,
        IoLimits limits,
        Action<SimNetwork> scenario,
        bool hasSeveralHosts = false)
    {
        SimNetwork network = new(seed, faults, limits) { HasSeveralHosts = hasSeveralHosts };
        try
        {
            scenario(network);
        }
        catch (Exception failure)
        {
            string where = $"seed {seed}, step {network.Step} (WEIR_SEED={seed} replays it)";
            throw new SimMisuseException($"{where}: {failure.Message}", failure);
        }
    }
}
