using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace Weir.Bench;

/// <summary>The same works under BenchmarkDotNet: slower, with allocations and confidence intervals, not in
/// turns.</summary>
[InProcess]
[MemoryDiagnoser]
public class WorkBenchmarks
{
    private const int Times = 64;

    private Work _work = WorkTable.Rows[0];

    public static IEnumerable<string> Names => WorkTable.Rows.Select(work => work.Name);

    [ParamsSource(nameof(Names))]
    public string Name
    {
        get => _work.Name;
        set => _work = WorkTable.Rows.Single(work => work.Name == value);
    }

    [Benchmark(OperationsPerInvoke = Times)]
    public long Ours() => _work.Ours(Times);

    [Benchmark(Baseline = true, OperationsPerInvoke = Times)]
    public long Naive() => _work.Naive(Times);
}
