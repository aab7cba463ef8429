using System.Runtime.InteropServices;

namespace Weir.Model.Places;

/// <summary>Whether a worker has been called. A line of its own: everyone may write it.</summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
internal struct WakeLine
{
    /// <summary>1 from the first call until the worker looks.</summary>
    public int Pending;
}
