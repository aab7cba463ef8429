using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section5;

/// <summary>Each file by itself, letter for letter.</summary>
public sealed class EveryFile
{
    [Theory]
    [InlineData("OP1")]
    [InlineData("OP2")]
    [InlineData("OP3")]
    [InlineData("SD1")]
    [InlineData("SD2")]
    [InlineData("S1L1")]
    [InlineData("S2L1")]
    public async Task Id_5_13_ItIsValid(string name)
    {
        using NetworkSpace machine = new();
        string path = GuideText.Section5(name).Path!;
        string said = await Program.Run(machine, Binaries.Weir, "-c", "-V", "-f", path);
        Assert.Contains("Configuration file is valid\n", said);
        Assert.DoesNotContain("[ALERT]", said);
    }

    [Theory]
    [InlineData("S1L1", "10.1.1.11")]
    [InlineData("S2L1", "10.2.1.11")]
    public async Task Id_5_12_And_13_WhoLeavesClosesPort81AtOnceAndPort80AfterTwentySeconds(
        string name, string address)
    {
        using NetworkSpace machine = new();
        machine.Ip("link set lo up", $"addr add {address}/32 dev lo");
        IPEndPoint traffic = IPEndPoint.Parse(address + ":80");
        IPEndPoint checks = IPEndPoint.Parse(address + ":81");
        string[] files = [GuideText.Section5(name).Path!];
        await using Balancer balancer =
            await Balancer.StartOn(Product.Weir, files, [traffic, checks], machine.Launch);

        ProcessTree.Signal(balancer.Pid, ProcessTree.SigUsr1);
        await balancer.Complains($"Stopping proxy {traffic} in 20000 ms.");
        await balancer.Complains($"Proxy {checks} stopped");
        await Patience.Until(() => !machine.IsListening(checks), () => "port 81 does not close");
        Assert.True(machine.IsListening(traffic));
    }
}
