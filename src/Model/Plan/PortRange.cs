namespace Weir.Model.Plan;

/// <summary>Ports from one to another, both included; by default none.</summary>
/// <param name="First">From 1.</param>
/// <param name="Last">Not below the first.</param>
public readonly record struct PortRange(ushort First, ushort Last)
{
    public int Count => First == 0 ? 0 : Last - First + 1;
}
