using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section43;

/// <summary>The guide's script of a hot reconfiguration, run as it stands there.</summary>
public sealed class Script
{
    private const string Request = "GET /slow HTTP/1.1\r\nHost: www\r\n\r\n";
    private const string Head = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n";

    private static string Run => $"sh {GuideText.Section43.Path}";

    [Fact]
    public async Task Id_43_07_WithAGoodFileTheNewInstanceServesAndTheOldOneEndsWithItsLastSession()
    {
        await using Balancers machine = await Balancers.Open();
        int old = machine.Pid;
        machine.A.Serve(null);
        await using RawConnection user = await machine.Connect();
        await user.Send(Request);
        RawConnection web = await machine.A.Accept();
        await web.ReadThrough();
        await web.Send(Head + "01234");
        Assert.EndsWith("01234", await user.ReadThrough("01234"));
        await New(machine, Balancers.Text("192.168.1.12:80"));

        string said = await machine.Shell.Type(Run);

        // The script ends with 1 when all is well.
        Assert.Equal("New instance successfully loaded, stopping previous one.\n[1]", said);
        Assert.NotEqual(old, machine.Pid);
        Assert.False(File.Exists(machine.Shell.RunPath("haproxy.pid.old")));
        Assert.Equal("b", await machine.Ask());
        Assert.Equal("b", await machine.Ask(8080));
        Assert.True(ProcessTree.IsAlive(old));
        await web.Send("56789");
        Assert.Equal("56789", await user.Read(5));
        Assert.Equal("", await user.ReadToEnd());
        await Balancers.Ends(old);
    }

    [Theory]
    [InlineData("bogus", "unknown keyword 'bogus'")]
    [InlineData("pidfile", "'pidfile' expects a file name")]
    public async Task Id_43_09_WithABadFileTheOldInstanceGoesOn(string global, string complaint)
    {
        await using Balancers machine = await Balancers.Open();
        int old = machine.Pid;
        await New(machine, Balancers.Text("192.168.1.12:80", global));

        string said = await machine.Shell.Type(Run);

        Assert.Contains(complaint, said);
        Assert.EndsWith("New instance failed to start, resuming previous one.\n[0]", said);
        await machine.Log.Event("Resumed proxy other.");
        Assert.Equal(old, machine.Pid);
        Assert.Equal("a", await machine.Ask());
        Assert.Equal("a", await machine.Ask(8080));
        Assert.Contains("192.168.1.11", await machine.Shell.Type("cat /etc/haproxy/config"));
        Assert.Contains("192.168.1.12", await machine.Shell.Type("cat /etc/haproxy/config.new"));
    }

    [Fact]
    public async Task Id_43_09_ABadFileLeavesNoPidFile()
    {
        await using Balancers machine = await Balancers.Open();
        await New(machine, Balancers.Text("192.168.1.12:80", "bogus"));

        string said = await machine.Shell.Type("haproxy -p /var/run/other.pid -f /etc/haproxy/config.new");

        Assert.EndsWith("[1]", said);
        Assert.False(File.Exists(machine.Shell.RunPath("other.pid")));
    }

    [Theory]
    [InlineData("-sf")]
    [InlineData("-st")]
    public async Task Id_43_12_OneCommandDoesAllOfIt(string option)
    {
        await using Balancers machine = await Balancers.Open();
        int old = machine.Pid;
        await New(machine, Balancers.Text("192.168.1.12:80"));

        string said = await machine.Shell.Type("haproxy -p /var/run/haproxy.pid -f /etc/haproxy/config.new "
            + $"{option} $(cat /var/run/haproxy.pid)");

        Assert.Equal("[0]", said);
        Assert.NotEqual(old, machine.Pid);
        await Balancers.Ends(old);
        Assert.Equal("b", await machine.Ask());
    }

    /// <summary>Writes <c>/etc/haproxy/config.new</c>.</summary>
    private static async Task New(Balancers machine, string text) =>
        Assert.Equal("[0]", await machine.Shell.Type($"cat > /etc/haproxy/config.new <<'END'\n{text}\nEND"));
}
