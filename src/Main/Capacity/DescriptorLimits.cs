using System;
using Weir.Kernel.Calls;

namespace Weir.Main.Capacity;

/// <summary>The limit on descriptors as it is, and how far it may go.</summary>
internal readonly struct DescriptorLimits
{
    private readonly RLimit _system;
    private readonly bool _isBounded;

    private DescriptorLimits(RLimit system, ulong most, bool isBounded)
    {
        _system = system;
        _isBounded = isBounded;
        Most = most;
    }

    /// <summary>What is to be had without asking for more than we were given.</summary>
    public ulong Most { get; }

    /// <param name="bound"><c>fd-hard-limit</c>; 0: none.</param>
    public static DescriptorLimits Now(int bound)
    {
        Sys.GetRLimit(out RLimit system);
        ulong most = bound > 0 ? Math.Min(system.Hard, (ulong)bound) : system.Hard;
        return new DescriptorLimits(system, most, bound > 0);
    }

    /// <summary>Sets the soft limit, and the hard one with it where it is lower and we may.</summary>
    public bool TryRaise(ulong descriptors)
    {
        if (_isBounded && descriptors > Most)
        {
            return false;
        }

        RLimit wanted = new() { Soft = descriptors, Hard = Math.Max(descriptors, _system.Hard) };
        return Sys.SetRLimit(wanted) == 0;
    }
}
