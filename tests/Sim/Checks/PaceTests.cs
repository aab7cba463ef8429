using System.IO;
using System.Linq;
using Weir.Model.Plan;
using Xunit;

namespace Weir.Tests.Sim.Checks;

/// <summary>When servers are checked, to the millisecond.</summary>
public sealed class PaceTests
{
    /// <summary>Architecture Guide, section 5: servers of one proxy with intervals of their own.</summary>
    [Theory]
    [InlineData("5-op1.cfg", "SD1 30000, SD2 60000")]
    [InlineData("5-sd1.cfg", "S1L1 4000, S1L2 4000, S2L1 8000, S2L2 8000")]
    [InlineData("5-sd2.cfg", "S2L1 4000, S2L2 4000, S1L1 8000, S1L2 8000")]
    public void Id_5_14_EachServerIsCheckedAtItsOwnInterval(string file, string wanted)
    {
        const int TenMinutesMs = 600_000;
        using KeeperBench bench = new(TextOf(file));
        bench.Run(TenMinutesMs);
        Assert.Equal(wanted, string.Join(", ", bench.Plan.Servers.Select(Interval)));
        string Interval(ServerPlan server)
        {
            long[] asked = [.. bench.Asked(server)];
            long[] spaces = [.. asked.Skip(1).Zip(asked, static (later, earlier) => later - earlier)];
            Assert.Equal(TenMinutesMs, (spaces.Length + 1) * spaces[0]);
            return $"{server.Name} {Assert.Single(spaces.Distinct())}";
        }
    }

    private static string TextOf(string file)
    {
        using Stream text = typeof(PaceTests).Assembly.GetManifestResourceStream("guide/" + file)!;
        return new StreamReader(text).ReadToEnd();
    }
}
