using System;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;
using Xunit.Abstractions;

namespace Weir.Tests.Wire.Section7;

/// <summary>The guide's own numbers, and a death in the middle of them.</summary>
public sealed partial class FullSize(ITestOutputHelper output)
{
    private const string FourWorkers = "global\n nbthread 4\n";

    /// <summary>
    /// 3000 / 3 servers / 4 conns * 10 ms = 2.5 seconds. No server takes exactly 10 ms on a busy machine, so
    /// the sum is made with what the places were really busy for, as the log has it: connecting, answering.
    /// The crowd needs a moment to come, so its wait counts from the first to the last.
    /// </summary>
    [Theory, WeirAlone("a ratio of times is no promise of haproxy's")]
    public async Task Id_7_02_TheLongestWaitIsWhatTheGuideComputes(Product product)
    {
        const int clients = 3000;
        const int places = 3 * 4;
        await using Farm farm = await Farm.Start(product, FourWorkers + Guide.Section7);
        Shift[] shifts = Shift.All(farm, ms: 10);
        int[] answers = await Crowd.Ask(farm, clients);
        Assert.All(answers, static status => Assert.Equal(200, status));
        Assert.All(shifts, static shift => Assert.Equal(4, shift.Peak));
        long busyMs = 0;
        DateTime first = DateTime.MaxValue;
        DateTime last = DateTime.MinValue;
        for (int i = 0; i < clients; i++)
        {
            Match line = Times().Match(await farm.Log.NextRequest());
            Assert.True(line.Success);
            long Field(string name) => long.Parse(line.Groups[name].Value);
            busyMs += Field("connect") + Field("answer");
            DateTime began = DateTime.ParseExact(
                line.Groups["date"].Value, "dd/MMM/yyyy:HH:mm:ss.fff", CultureInfo.InvariantCulture);
            DateTime ended = began.AddMilliseconds(Field("all"));
            first = began < first ? began : first;
            last = ended > last ? ended : last;
        }

        double computed = (double)busyMs / places;
        double longest = (last - first).TotalMilliseconds;
        output.WriteLine($"longest {longest} ms, computed {computed:F0} ms, each {busyMs / clients} ms");
        Assert.InRange(longest / computed, 0.9, 1.1);
    }

    [Theory, WeirAlone("haproxy has no workers that can die alone")]
    public async Task Id_7_01_And_02_PlacesOfAKilledWorkerComeBack(Product product)
    {
        await using Farm farm = await Farm.Start(product, FourWorkers + Guide.Section7);
        Shift[] shifts = Shift.All(farm, ms: 10);
        Task<int[]> crowd = Crowd.Ask(farm, 600);
        await shifts[0].UntilBusy(4);
        int[] workers = [.. farm.Balancer.Processes.Where(static pid => ProcessTree.IsWorker(pid))];
        Assert.Equal(4, workers.Length);
        ProcessTree.Signal(workers[1], ProcessTree.SigKill);
        int[] answers = await crowd;
        Assert.All(answers, static status => Assert.Contains(status, new[] { 0, 200 }));
        Assert.InRange(answers.Count(static status => status == 200), 300, 600);
        Shift[] after = Shift.All(farm);
        Task<int[]> next = Crowd.Ask(farm, 40);
        foreach (Shift shift in after) await shift.UntilBusy(4); // every place is there again
        foreach (Shift shift in after) shift.Let(40);
        Assert.All(await next, static status => Assert.Equal(200, status));
        Assert.All(after, static shift => Assert.Equal(4, shift.Peak));
    }

    [GeneratedRegex(@" \[(?<date>[^\]]+)\] .* \d+/\d+/(?<connect>\d+)/(?<answer>\d+)/(?<all>\d+) 200 ")]
    private static partial Regex Times();
}
