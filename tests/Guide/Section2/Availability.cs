using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>Section 2: servers that die, and two balancers of which one has the shared address.</summary>
public sealed class Availability
{
    private const string Shared = "192.168.1.1";

    [Fact]
    public async Task Id_2_07_UsersOfADeadServerAreBalancedAndTheirNextCookieHasTheNewPrefix()
    {
        await using Stage stage = await Stage.StartLogged(
            GuideText.Section2.CheckedOften(), before: s => s["webD"].Refuse());
        await stage.Log.Event("Server webfarm/webD is DOWN");
        await new PrefixExchange
        {
            Cookie = "Cookie: JSESSIONID=D~123\r\n",
            CookieAtServer = "Cookie: JSESSIONID=123\r\n",
            SetByServer = "Set-Cookie: JSESSIONID=456; path=/\r\n",
            SetAtClient = "Set-Cookie: JSESSIONID=A~456; path=/\r\n",
        }.PlayOn(stage);
    }

    [Fact]
    public async Task Id_2_09_TheSharedAddressMayBeAbsentWhereTheKernelAllowsIt()
    {
        Lan lan = new(absent: Shared);
        lan.Front.Set("ipv4/ip_nonlocal_bind", "1");
        await using Stage stage = await Stage.Start(GuideText.Section2, lan: lan);
        stage.AnswerWithNames();
        // The other balancer dies, and its address comes here.
        lan.Front.Ip($"addr add {Shared}/32 dev lo");
        Assert.Equal("webA", await stage.Ask());
    }

    [Fact]
    public async Task Id_2_09_AnAbsentAddressIsRefusedByNameWhereItDoesNot()
    {
        string said = await Stage.Refusal(GuideText.Section2, new Lan(absent: Shared));
        Assert.Contains("webfarm", said);
        Assert.Contains("192.168.1.1:80", said);
    }

    // killall(1) compares the name that the kernel has for each process.
    [Fact]
    public async Task Id_2_10_KillallFindsTheProcessByItsOldNameUntilItIsStopped()
    {
        await using Stage stage = await Stage.Start(GuideText.Section2);
        Assert.Equal("haproxy\n", File.ReadAllText($"/proc/{stage.Balancer.Pid}/comm"));
        int[] family = [.. stage.Balancer.Processes];
        ProcessTree.Signal(stage.Balancer.Pid, ProcessTree.SigTerm);
        await Patience.Until(
            () => !family.Any(ProcessTree.IsAlive), () => "still there: " + string.Join(' ', family));
    }

    [Fact]
    public async Task Id_2_11_ChecksLeaveFromTheHostsOwnAddress()
    {
        const string Own = "192.168.1.3";
        Lan lan = new();
        // What the kernel chooses when nobody asks for an address, as on a host whose own address this is.
        lan.Front.Ip([.. Enumerable.Range(11, 4).Select(
            last => $"route replace 192.168.1.{last}/32 dev wire src {Own}")]);
        await using Stage stage = await Stage.Start(GuideText.Section2, lan: lan);
        foreach (ScriptedServer server in stage.Servers)
        {
            await server.NextCheck();
            Assert.Equal(Own, server.CheckedFrom!.Address.ToString());
        }
    }
}
