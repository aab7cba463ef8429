using Xunit;

namespace Weir.Tests.Process.Packaging;

/// <summary>A fact that needs a <see cref="Box"/>; shown as skipped where none can be made.</summary>
internal sealed class BoxFactAttribute : FactAttribute
{
    public BoxFactAttribute()
    {
        if (!Box.CanBeMade) Skip = "no overlay can be mounted here";
    }
}
