using System;
using BenchmarkDotNet.Running;

namespace Weir.Bench;

internal static class Program
{
    /// <summary>No argument: ours against the baseline in turns. `detail ...`: BenchmarkDotNet, with its
    /// arguments.</summary>
    private static int Main(string[] args)
    {
        if (args is ["detail", .. string[] rest])
        {
            BenchmarkSwitcher.FromTypes([typeof(WorkBenchmarks)]).Run(rest);
            return 0;
        }

        Rounds.Report(Console.Out);
        return 0;
    }
}
