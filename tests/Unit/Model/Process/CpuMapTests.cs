using System.Collections.Generic;
using System.Linq;
using Weir.Model.Plan.Process;
using Xunit;

namespace Weir.Tests.Unit.Model.Process;

/// <summary>Where <c>cpu-map</c> puts whom: process, thread, and the processors of both.</summary>
public sealed class CpuMapTests
{
    [Theory]
    [InlineData("cpu-map 1 0-3", 1, 1, "0 1 2 3")]
    [InlineData("cpu-map 1 0-3", 1, 64, "0 1 2 3")]
    [InlineData("cpu-map 1 0-3", 2, 1, null)]
    [InlineData("cpu-map 1 3-1 7", 1, 1, "1 2 3 7")]
    [InlineData("cpu-map 1 0,2", 1, 1, "0 2")]
    [InlineData("cpu-map 1/2 5", 1, 2, "5")]
    [InlineData("cpu-map 1/2 5", 1, 1, null)]
    [InlineData("cpu-map 1/odd 5", 1, 3, "5")]
    [InlineData("cpu-map 1/odd 5", 1, 4, null)]
    [InlineData("cpu-map 1/even 5", 1, 4, "5")]
    [InlineData("cpu-map odd/all 5", 3, 64, "5")]
    [InlineData("cpu-map 1/3- 5", 1, 64, "5")]
    [InlineData("cpu-map 1/3- 5", 1, 2, null)]
    [InlineData("cpu-map auto:1/1-4 0-3", 1, 3, "2")]
    [InlineData("cpu-map auto:1/1-4 0-1 2-3", 1, 3, "2")]
    [InlineData("cpu-map auto:1/1-4 3 2 1 0", 1, 1, "0")]
    [InlineData("cpu-map auto:1/odd 32-63", 1, 3, "33")]
    [InlineData("cpu-map auto:1/all 0-63", 1, 64, "63")]
    [InlineData("cpu-map auto:1-4 4-7", 4, 9, "7")]
    [InlineData("cpu-map 1/1 0\n cpu-map 1/1 1", 1, 1, "1")]
    [InlineData("cpu-map 1 0-3\n cpu-map 1/1 3-4", 1, 1, "3")]
    [InlineData("cpu-map 1 0-3\n cpu-map 1/1 8", 1, 1, null)]
    [InlineData("cpu-map 1 1023", 1, 1, "1023")]
    public void AThreadRunsWhereItsLinesSay(string lines, int process, int thread, string? processors)
    {
        CpuMap map = Config.Good($"global\n {lines}\n").Global.Process.CpuMap;

        Assert.False(map.IsEmpty);
        Assert.Equal(processors, Numbers(map.Of(process, thread)));
    }

    [Fact]
    public void WithoutALineNothingIsSaid() =>
        Assert.True(Config.Good("global\n").Global.Process.CpuMap.IsEmpty);

    [Fact]
    public void WhoIsBeyondAllLinesIsFree() =>
        Assert.Null(Config.Good("global\n cpu-map all/all 0\n").Global.Process.CpuMap.Of(65, 1));

    private static string? Numbers(ProcessorSet? set)
    {
        if (set is null) return null;
        IEnumerable<int> numbers = Enumerable.Range(0, ProcessorSet.Max).Where(set.Has);
        return string.Join(' ', numbers);
    }
}
