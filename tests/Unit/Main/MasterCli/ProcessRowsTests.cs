using System;
using Weir.Ground.Time;
using Weir.Main.CommandLine;
using Weir.Main.Master;
using Weir.Main.MasterCli;
using Weir.Main.Reload;
using Xunit;

namespace Weir.Tests.Unit.Main.MasterCli;

public sealed class ProcessRowsTests
{
    private const string Tail = "     " + VersionText.Full + "\n";

    private static readonly ReloadHistory s_reloads = new()
    {
        StartedAt = new Instant(0), Begun = 3, Ended = 3, Failed = 1,
    };

    [Fact]
    public void EveryProcessHasALineInHaproxysColumns()
    {
        Child keeper = new(-1) { Pid = 11, StartedAt = new Instant(1000) };
        Child worker = new(0) { Pid = 12, StartedAt = new Instant(61_000), BornAtReload = 1 };
        Child gone = new(1) { Pid = 0 };

        Assert.Equal(
            "#<PID>          <type>          <reloads>       <uptime>        <version>      \n"
            + $"{Environment.ProcessId,-15} master          3 [failed: 1]   0d00h02m01s" + Tail
            + "# workers\n"
            + "12              worker          2               0d00h01m00s" + Tail
            + "# programs\n"
            + "11              keeper          3               0d00h02m00s" + Tail,
            ProcessRows.Text([keeper, worker, gone], [], s_reloads, new Instant(121_000)));
    }

    [Fact]
    public void ThoseOfAFormerImageStandApart()
    {
        Child keeper = new(-1) { Pid = 21 };
        Child worker = new(0) { Pid = 22 };

        string text = ProcessRows.Text([], [keeper, worker], s_reloads, new Instant(0));

        Assert.Contains("# workers\n# old workers\n22 ", text);
        Assert.Contains("# programs\n# old programs\n21 ", text);
    }

    [Theory]
    [InlineData(0, "0d00h00m00s")]
    [InlineData(999, "0d00h00m00s")]
    [InlineData(59_000, "0d00h00m59s")]
    [InlineData(3_600_000, "0d01h00m00s")]
    [InlineData(90_061_000, "1d01h01m01s")]
    [InlineData(-5, "0d00h00m00s")]
    public void UptimesAreInDaysHoursMinutesAndSeconds(long ms, string text) =>
        Assert.Equal(text, ProcessRows.Uptime(new Instant(0), new Instant(ms)));
}
