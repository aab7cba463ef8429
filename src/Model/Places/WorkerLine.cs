using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>One worker's own line.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct WorkerLine
{
    /// <summary>
    /// Odd while a shared word and the worker's part of it are being changed: they do not fit together then.
    /// </summary>
    public uint Moves;
}
