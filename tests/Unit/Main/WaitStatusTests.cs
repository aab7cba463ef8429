using Weir.Main.Signals;
using Xunit;

namespace Weir.Tests.Unit.Main;

public sealed class WaitStatusTests
{
    [Theory]
    [InlineData(0, 0, "Exit")]
    [InlineData(0x0100, 1, "Exit")]
    [InlineData(9, 137, "Killed")]
    [InlineData(0x8b, 139, "Segmentation fault")]
    [InlineData(6, 134, "Aborted")]
    [InlineData(40, 168, "Signal 40")]
    public void AnEndIsToldAsAShellTellsIt(int raw, int status, string reason) =>
        Assert.Equal((status, reason), (new WaitStatus(raw).ShellStatus, new WaitStatus(raw).Reason));
}
