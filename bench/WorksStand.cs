using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Weir.Bench;

/// <summary>The small size that runs with the tests: a benchmark that no longer does its work is found
/// here.</summary>
public sealed class WorksStand
{
    private const int Small = 3;
    private const int WarmUp = 200;

    public static TheoryData<string> EveryWork => [.. WorkTable.Rows.Select(work => work.Name)];

    [Theory, MemberData(nameof(EveryWork))]
    public void OursFindsWhatTheBaselineFinds(string name)
    {
        Work work = WorkTable.Rows.Single(row => row.Name == name);
        long found = work.Ours(Small);
        Assert.True(found > 0);
        Assert.Equal(work.Naive(Small), found);
    }

    [Theory, MemberData(nameof(EveryWork))]
    public void OursAllocatesWhatTheFileSays(string name)
    {
        Work work = WorkTable.Rows.Single(row => row.Name == name);
        work.Ours(WarmUp); // what is made once, and what the tiers of the JIT make, is not part of the work
        long before = GC.GetAllocatedBytesForCurrentThread();
        work.Ours(Small);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Expected()[name], allocated);
    }

    [Fact]
    public void TheFileNamesEveryWorkAndNoOther() =>
        Assert.Equal(WorkTable.Rows.Select(work => work.Name).Order(), Expected().Keys.Order());

    private static Dictionary<string, long> Expected() =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Allocations.txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split("  ", 2, StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[1], parts => long.Parse(parts[0]));
}
