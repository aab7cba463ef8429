using Weir.Tests.Sim.Contract;
using Weir.Tests.Sim.Network;

namespace Weir.Tests.Sim.Backends;

/// <summary>The same on a bad network: nothing in the contract may depend on a good one.</summary>
public sealed class RoughSimContract : IoContract<SimIo>
{
    protected override int BulkBytes => 256 * 1024;

    protected override bool IsSteady => false;

    private protected override IoBench<SimIo> Open() =>
        new SimBench(4712, SimFaults.Rough with { WindowMin = 512 });
}
