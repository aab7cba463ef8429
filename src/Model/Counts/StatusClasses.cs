using System.Runtime.CompilerServices;

namespace Weir.Model.Counts;

/// <summary>
/// Responses by the first digit of their status, 1 to 5; at 0 what had another one, or never came.
/// </summary>
[InlineArray(Count)]
public struct StatusClasses
{
    internal const int Count = 6;

    private long _first;

    /// <summary>Where a status is counted; below 100 there was no response.</summary>
    public static int Of(int status) => status is >= 100 and < 600 ? status / 100 : 0;
}
