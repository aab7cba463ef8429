using System;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Weir.Bench;

/// <summary>
/// Measures a work and its baseline in turns, A B A B, so that a change of the machine's speed meets both,
/// and reports the ratio of each pair: median, lowest and highest.
/// </summary>
internal static class Rounds
{
    private const int Count = 15;
    private const double BatchMs = 20;

    public static void Report(TextWriter into)
    {
        into.WriteLine($"{Environment.ProcessorCount} cores, kernel {Environment.OSVersion.Version}, .NET "
            + $"{Environment.Version} (JIT), {Count} rounds in turns of {BatchMs} ms");
        into.WriteLine($"{"work",-28}{"ours ns",12}{"naive ns",12}{"ratio",8}  lowest..highest");
        foreach (Work work in WorkTable.Rows)
        {
            into.WriteLine(Line(work));
        }
    }

    private static string Line(Work work)
    {
        int ours = TimesPerBatch(work.Ours);
        int naive = TimesPerBatch(work.Naive);
        double[] a = new double[Count];
        double[] b = new double[Count];
        for (int round = 0; round < Count; round++)
        {
            a[round] = NsPerTime(work.Ours, ours);
            b[round] = NsPerTime(work.Naive, naive);
        }

        double[] ratios = a.Zip(b, (x, y) => x / y).Order().ToArray();
        return $"{work.Name,-28}{Median(a),12:f1}{Median(b),12:f1}{Median(ratios),8:f3}"
            + $"  {ratios[0]:f3}..{ratios[^1]:f3}";
    }

    /// <summary>How often the work fits into one turn; warms it up on the way.</summary>
    private static int TimesPerBatch(Func<int, long> work)
    {
        int times = 1;
        while (NsPerTime(work, times) * times < BatchMs * 1e6)
        {
            times *= 2;
        }

        return times;
    }

    private static double NsPerTime(Func<int, long> work, int times)
    {
        long start = Stopwatch.GetTimestamp();
        long found = work(times);
        double ns = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return found > 0 ? ns / times : throw new InvalidOperationException("the work found nothing");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
