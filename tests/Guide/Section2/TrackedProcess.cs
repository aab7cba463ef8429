using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>The same by what today's keepalived offers in place of the script.</summary>
public sealed class TrackedProcess
{
    [HostFact]
    public async Task Id_2_15_TheAddressIsWhereKeepalivedsTrackProcessFindsTheBalancer()
    {
        await using Pair pair = await Pair.Start(ownProcesses: false);
        await pair.StartKeepalived("LB1", Tracking("LB1", 101));
        await pair.StartKeepalived("LB2", Tracking("LB2", 100));
        await pair.Has("LB1");
        Assert.Equal(Pair.Own("LB1"), await pair.Ask());

        await pair["LB1"].Run("kill -9 $balancer");
        await pair.Has("LB2");
        Assert.Equal(Pair.Own("LB2"), await pair.Ask());

        await pair.StartBalancer("LB1");
        await pair.Has("LB1");
        Assert.Equal(Pair.Own("LB1"), await pair.Ask());

        // By its full path: others on this host run balancers that are called haproxy too.
        string Tracking(string name, int priority) => $$"""
            global_defs {
              vrrp_version 3
            }
            vrrp_track_process balancer {
              process {{pair.Program(name)}}
              full_command
              weight 2
            }
            vrrp_instance VI_1 {
              interface eth0
              state MASTER
              virtual_router_id 51
              priority {{priority}}
              advert_int 0.1
              garp_master_delay 1
              virtual_ipaddress {
                192.168.1.1
              }
              track_process {
                balancer
              }
            }
            """;
    }
}
