using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>A word about one plan, from the master or to it.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PlanWord(ControlMessage What, uint Generation);
