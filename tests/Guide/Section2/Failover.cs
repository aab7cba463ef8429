using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>Section 2: keepalived gives the shared address to the machine whose balancer runs.</summary>
public sealed class Failover
{
    [Fact]
    public async Task Id_2_14_TheAddressIsWhereKillallFindsTheBalancer()
    {
        await using Pair pair = await Pair.Start(ownProcesses: true);
        // As it stands in the guide; the comment there says what is different on the second.
        await pair.StartKeepalived("LB1", GuideText.Keepalived.Text);
        await pair.StartKeepalived(
            "LB2", GuideText.Keepalived.With("priority 100 ", of: "priority 101 ").Text);
        await pair.Has("LB1");
        Assert.Equal(Pair.Own("LB1"), await pair.Ask());

        await pair["LB1"].Run("kill -9 $balancer");
        await pair.Says("LB1", "Script `chk_haproxy` now returning 1");
        await pair.Has("LB2");
        Assert.Equal(Pair.Own("LB2"), await pair.Ask());

        await pair.StartBalancer("LB1");
        await pair.Says("LB1", "Script `chk_haproxy` now returning 0");
        await pair.Has("LB1");
        Assert.Equal(Pair.Own("LB1"), await pair.Ask());
    }
}
