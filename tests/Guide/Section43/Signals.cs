using System;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section43;

/// <summary>Each signal of a hot reconfiguration by itself.</summary>
public sealed class Signals
{
    private const int AddressInUse = 98;
    private const string Resume = "kill -TTIN $(cat /var/run/haproxy.pid)";

    [Fact]
    public async Task Id_43_01_APausedInstanceListensNowhereAndRefuses()
    {
        await using Balancers machine = await Balancers.Open();
        await machine.Pause();

        Assert.False(machine.Listens(80));
        Assert.False(machine.Listens(8080));
        SocketException refused = await Assert.ThrowsAsync<SocketException>(() => machine.Connect());
        Assert.Equal(SocketError.ConnectionRefused, refused.SocketErrorCode);
    }

    [Fact]
    public async Task Id_43_02_WhatIsEstablishedGoesOnBothWays()
    {
        await using Balancers machine = await Balancers.Open();
        machine.A.Serve(null);
        await using RawConnection user = await machine.Connect();
        await user.Send("POST / HTTP/1.1\r\nHost: www\r\nContent-Length: 6\r\n\r\nabc");
        RawConnection web = await machine.A.Accept();
        await web.ReadThrough("abc");
        await machine.Pause();

        await user.Send("def");
        await web.Expect("def");
        await web.Send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nxyz");
        Assert.EndsWith("xyz", await user.ReadThrough("xyz"));
    }

    [Fact]
    public async Task Id_43_03_ThePortIsTakenForSomeAndFreeForThoseWhoShareAddresses()
    {
        await using Balancers machine = await Balancers.Open();
        await machine.Pause();

        Assert.Equal(AddressInUse, machine.BindWithoutOptions(80));
        using Socket foreign = machine.Foreign(80);
        await using RawConnection client = await machine.Connect();
        using Socket server = await foreign.AcceptAsync();
        Assert.True(server.Connected);
    }

    [Fact]
    public async Task Id_43_04_TheSameDescriptorsListenAgainWithoutARightAndInAChroot()
    {
        await using Balancers machine = await Balancers.Open("    user nobody\n    chroot /mnt\n");
        int worker = ProcessTree.Of(machine.Pid).First(ProcessTree.IsWorker);
        string[] before = SocketsOf(worker);
        await machine.Pause();

        await machine.Shell.Type(Resume);
        await machine.Log.Event("Resumed proxy other.");

        Assert.Equal(before, SocketsOf(worker));
        Assert.Equal("a", await machine.Ask());
        Assert.Equal("a", await machine.Ask(8080));
    }

    [Fact]
    public async Task Id_43_05_WhosePortWasTakenStaysPausedUntilALaterTry()
    {
        await using Balancers machine = await Balancers.Open();
        await machine.Pause();
        using (machine.Foreign(80))
        {
            await machine.Shell.Type(Resume);
            Assert.StartsWith("<129>", await machine.Log.Event("Cannot resume proxy web"));
            await machine.Log.Event("Resumed proxy other.");
            Assert.Equal("a", await machine.Ask(8080));
        }

        await machine.Shell.Type(Resume);
        await machine.Log.Event("Resumed proxy web.");
        Assert.Equal("a", await machine.Ask());
    }

    [Fact]
    public async Task Id_43_06_ASignalTooManyHasNoEffect()
    {
        await using Balancers machine = await Balancers.Open();
        await machine.Shell.Type(Resume);
        Assert.Equal("a", await machine.Ask());
        await machine.Pause();
        await machine.Shell.Type("kill -TTOU $(cat /var/run/haproxy.pid)");
        await machine.Shell.Type(Resume);
        await machine.Log.Event("Resumed proxy web.");
        await machine.Shell.Type(Resume);
        Assert.Equal("a", await machine.Ask());
        Assert.Equal("a", await machine.Ask(8080));
    }

    [Fact]
    public async Task Id_43_08_TheSoftStopOfAPausedInstanceWaitsForNoGrace()
    {
        await using Balancers machine = await Balancers.Open(lines: "    grace 600000\n");
        int pid = machine.Pid;
        await machine.Pause();
        await machine.Shell.Type("kill -USR1 $(cat /var/run/haproxy.pid)");
        await Balancers.Ends(pid);
    }

    [Fact]
    public async Task Id_43_10_TermEndsTheOldInstanceAtOnce()
    {
        await using Balancers machine = await Balancers.Open();
        int pid = machine.Pid;
        machine.A.Serve(null);
        await using RawConnection user = await machine.Connect();
        await user.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        await machine.A.Accept();
        await machine.Pause();

        await machine.Shell.Type("kill $(cat /var/run/haproxy.pid)");

        await Balancers.Ends(pid);
        await user.ExpectClosed();
    }

    [Theory]
    [InlineData("$second $first", "$first $second")]
    [InlineData("$first $second", "$first $second")]
    public async Task Id_43_11_TheOrderOfSeveralPidsDoesNotMatter(string paused, string stopped)
    {
        await using Balancers machine = await Balancers.Open();
        int first = machine.Pid;
        // A second instance at the same ports: they share them.
        Assert.Equal("[0]", await machine.Shell.Type(Balancers.Start));
        int second = machine.Pid;
        string both = $"first={first}; second={second}; ";
        await machine.Shell.Type($"{both} kill -TTOU {paused}");
        await machine.NobodyListens();
        await machine.Shell.Type($"{both} kill -TTIN {paused}");
        await Patience.Until(() => machine.Listens(80), () => "nobody resumes");
        await machine.Shell.Type($"{both} kill -TTOU {stopped}; kill -USR1 {stopped}");
        await Balancers.Ends(first);
        await Balancers.Ends(second);
    }

    /// <summary>Descriptors that are sockets, by number: which socket each is.</summary>
    private static string[] SocketsOf(int pid) =>
    [
        .. Directory.GetFileSystemEntries($"/proc/{pid}/fd").Order()
            .Select(path => $"{path} {new FileInfo(path).LinkTarget}")
            .Where(line => line.Contains("socket:", StringComparison.Ordinal)),
    ];
}
