using Xunit;

namespace Weir.Tests.Process.Faults;

/// <summary>A fact that needs a memory control group; shown as skipped where none can be made.</summary>
internal sealed class CellFactAttribute : FactAttribute
{
    public CellFactAttribute()
    {
        if (!MemoryCell.CanBeMade) Skip = "no memory control group can be made here";
    }
}
