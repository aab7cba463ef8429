using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>Section 2: the two balancers on their machines, as others find them.</summary>
public sealed class TwoMachines
{
    [Theory]
    [InlineData("kill $balancer; wait $balancer")]
    [InlineData("kill -9 $balancer; wait $balancer")]
    public async Task Id_2_10_KillallFindsItByItsNameWhileItRunsAndNothingAfterwards(string end)
    {
        await using Pair pair = await Pair.Start(ownProcesses: true);
        Machine machine = pair["LB1"];
        Assert.Equal(0, await machine.Run("killall -0 haproxy"));
        await machine.Run(end);
        // The master is gone; the others notice it.
        await Patience.Until(
            async () => await machine.Run("killall -0 haproxy 2>&-") != 0,
            () => "something called haproxy is still there");
    }

    [Fact]
    public async Task Id_2_11_BothCheckFromTheirOwnAddresses()
    {
        await using Pair pair = await Pair.Start(ownProcesses: true);
        foreach (ScriptedServer server in pair.Servers)
        {
            bool first = false;
            bool second = false;
            while (!first || !second)
            {
                await server.NextCheck();
                string from = server.CheckedFrom!.Address.ToString();
                Assert.Contains(from, new[] { Pair.Own("LB1"), Pair.Own("LB2") });
                first |= from == Pair.Own("LB1");
                second |= from == Pair.Own("LB2");
            }
        }
    }
}
