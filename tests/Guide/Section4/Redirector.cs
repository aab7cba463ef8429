using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section4;

/// <summary>
/// Section 4.2.1: the balancer itself, as a daemon on a web server, leads port 81 to port 80. Commands are
/// typed as the guide has them.
/// </summary>
public sealed class Redirector
{
    private const string Start = "haproxy -f /etc/haproxy/haproxy-checks.cfg";
    private const string Stop = "kill $(</var/run/haproxy-checks.pid)";
    private const string PidFile = "haproxy-checks.pid";
    private const string WebServer = "192.168.1.11";

    private static readonly string[] Letters = ["A", "B", "C", "D"];

    [Fact]
    public async Task Id_421_01_TheCommandReturnsAtOnceWithThePortBoundAndSaysNothing()
    {
        await using WebMachine machine = await WebMachine.Open();
        // The shell waits for whoever holds its output: nobody does, or this would not return.
        Assert.Equal("[0]", await machine.Shell.Type(Start));
        await using RawConnection client = await machine.Connect();
        int pid = machine.Pid;
        string[] opened = [.. new[] { "0", "1", "2" }.Select(fd => Link($"/proc/{pid}/fd/{fd}"))];
        Assert.Equal(["/dev/null", "/dev/null", "/dev/null"], opened);
    }

    [Fact]
    public async Task Id_421_02_ThePidFileHasTheDaemonAndOutlivesIt()
    {
        await using WebMachine machine = await WebMachine.Open();
        File.WriteAllText(machine.Shell.RunPath(PidFile), "what was there before\n12345\n12346\n");
        await machine.Shell.Type(Start);
        string text = machine.Shell.ReadRun(PidFile);
        Assert.Matches("^[0-9]+\n$", text);
        Assert.True(ProcessTree.IsAlive(machine.Pid));
        Assert.Equal("haproxy\n", File.ReadAllText($"/proc/{machine.Pid}/comm"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            File.GetUnixFileMode(machine.Shell.RunPath(PidFile)));
        Assert.Equal("[0]", await machine.Shell.Type(Stop));
        await machine.HasEnded();
        Assert.Equal(text, machine.Shell.ReadRun(PidFile));
    }

    [Fact]
    public async Task Id_421_03_WhatComesToAnyAddressGoesToPort80()
    {
        await using WebMachine machine = await WebMachine.Open();
        await machine.Shell.Type(Start);
        foreach (string address in new[] { WebServer, "192.168.1.12" })
        {
            await using RawConnection client = await machine.Connect(address);
            await client.Send("HEAD / HTTP/1.0\r\n\r\n");
            RawConnection web = await machine.Web.Accept();
            await web.Expect("HEAD / HTTP/1.0\r\n\r\n");
            await web.Send("HTTP/1.0 200 OK\r\n\r\n");
            web.Finish();
            Assert.Equal("HTTP/1.0 200 OK\r\n\r\n", await client.ReadToEnd());
        }

        // Nobody is asked whether he is alive: no connection but these two.
        Assert.Equal(2, machine.Web.Arrivals);
    }

    [Fact]
    public async Task Id_421_03_ItsLogNamesNoServer()
    {
        await using WebMachine machine = await WebMachine.Open(
            GuideText.Section421.With(" log 127.0.0.1:514 local0\n listen", of: " listen").Text
            + " log global\n option tcplog\n");
        using SyslogSink log = new(
            Product.Weir, IPEndPoint.Parse("127.0.0.1:514"), machine.Lan.Farm.Udp);
        await machine.Shell.Type(Start);
        log.Pid = machine.Pid;
        await using RawConnection client = await machine.Connect();
        await client.Send("hello");
        RawConnection web = await machine.Web.Accept();
        await web.Expect("hello");
        client.Finish();
        await web.ExpectEnd();
        web.Finish();
        await client.ExpectEnd();
        LogPattern.Check(
            Product.Weir,
            $"{client.Local} [date] 0.0.0.0:81 0.0.0.0:81/<NOSRV> */*/* 0 -- 1/1/0/0/0 0/0",
            await log.NextRequest());
    }

    [Fact]
    public async Task Id_421_04_AWebServerThatRefusesIsABadCheck()
    {
        await using WebMachine machine = await WebMachine.Open();
        machine.Web.Refuse();
        await machine.Shell.Type(Start);
        await using RawConnection client = await machine.Connect();
        await client.Send("HEAD / HTTP/1.0\r\n\r\n");
        await client.ExpectClosed();
    }

    [Fact]
    public async Task Id_421_05_KillEndsItAtOnceAndCutsWhatItRelays()
    {
        await using WebMachine machine = await WebMachine.Open();
        await machine.Shell.Type(Start);
        await using RawConnection client = await machine.Connect();
        await client.Send("hello");
        RawConnection web = await machine.Web.Accept();
        await web.Expect("hello");
        Assert.Equal("[0]", await machine.Shell.Type(Stop));
        await client.ExpectClosed();
        await web.ExpectClosed();
        await machine.HasEnded();
        await Assert.ThrowsAsync<SocketException>(() => machine.Connect());
    }

    [Fact]
    public async Task Id_421_05_ThenTheBalancerSeesThatTheServerWantsNoNewUsers()
    {
        // Both halves of the guide's example: this machine's port 81 leads to its port 80.
        GuideText balancer = GuideText.Section42.CheckedOften();
        await using Stage stage = await Stage.StartLogged(balancer, before: s =>
        {
            foreach (string letter in Letters) s[$"web{letter}:check"].Refuse();
        });
        await using ScriptedServer web = new("web", IPEndPoint.Parse("127.0.0.1:80"), stage.Lan.Farm.Tcp)
        {
            CheckRequest = "HEAD / HTTP/1.0\r\n",
        };
        await using Shell shell = await WebMachine.OpenShell(stage.Lan, GuideText.Section421.Text);
        await stage.Log.Events([.. Letters.Select(one => $"192.168.1.1:80/web{one} is DOWN")]);
        Assert.Equal("[0]", await shell.Type(Start));
        await stage.Log.Events([.. Letters.Select(one => $"Server 192.168.1.1:80/web{one} is UP")]);
        Assert.Equal("[0]", await shell.Type(Stop));
        await stage.Log.Events([.. Letters.Select(one => $"Server 192.168.1.1:80/web{one} is DOWN")]);
        await WebMachine.HasEnded(shell);
    }

    [Fact]
    public async Task Id_421_06_APortThatIsTakenIsAnAlertInSpiteOfQuiet()
    {
        await using WebMachine machine = await WebMachine.Open();
        using Socket other = machine.Lan.Farm.Tcp();
        other.Bind(IPEndPoint.Parse("0.0.0.0:81"));
        other.Listen();
        string said = await machine.Shell.Type(Start);
        Assert.Contains("[ALERT]", said);
        Assert.Contains("0.0.0.0:81", said);
        Assert.EndsWith("[1]", said);
        Assert.False(File.Exists(machine.Shell.RunPath(PidFile)));
    }

    private static string Link(string path) =>
        File.ResolveLinkTarget(path, returnFinalTarget: false)!.FullName;
}
