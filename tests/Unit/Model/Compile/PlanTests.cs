using System.Collections.Generic;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Compile;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;
using Weir.Model.Plan.Logs;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

public sealed class PlanTests
{
    [Fact]
    public void GlobalLinesBecomeTheGlobalPlan()
    {
        GlobalPlan global = Config.Good("""
            global
             maxconn 100
             nbproc 2
            global
             nbthread 3
             daemon
             quiet
             pidfile /run/w.pid
             log-tag edge
             log 127.0.0.1 local0
             log stdout len 2048 format raw daemon info
             log /dev/log local7 err alert
             tune.bufsize 8192
             tune.maxrewrite 512
             tune.http.maxhdr 50

            """).Global;
        Assert.Equal((100, 6, true, true, "/run/w.pid"),
            (global.MaxConn, global.Workers, global.Daemon, global.Quiet, global.PidFile));
        Assert.Equal("edge"u8, global.LogTag);
        Assert.Equal((8192, 512, 50), (global.BufferBytes, global.MaxRewrite, global.MaxHeaders));

        Assert.Equal(3, global.Logs.Length);
        LogTarget udp = global.Logs[0];
        Assert.Equal((LogTransport.Udp, LogFrame.Local, 16, 7, 0, 1024),
            (udp.Transport, udp.Frame, udp.Facility, udp.MaxLevel, udp.MinLevel, udp.MaxBytes));
        Assert.Equal(IpEndpoint.V4(0x7F000001, 514), udp.Address);
        LogTarget stdout = global.Logs[1];
        Assert.Equal((LogTransport.Descriptor, 1, LogFrame.Raw, 3, 6, 2048),
            (stdout.Transport, stdout.Descriptor, stdout.Frame, stdout.Facility, stdout.MaxLevel,
                stdout.MaxBytes));
        LogTarget unix = global.Logs[2];
        Assert.Equal((LogTransport.UnixDatagram, "/dev/log", 23, 3, 1),
            (unix.Transport, unix.Path, unix.Facility, unix.MaxLevel, unix.MinLevel));
    }

    [Fact]
    public void TimesOfTheSoftStopAreMilliseconds()
    {
        ConfigPlan plan = Config.Good("""
            global
             grace 10s
             hard-stop-after 1m
            listen own :80
             grace 0 # ends at once
             server s 10.0.0.1:80
            listen unset :81
             server s 10.0.0.1:80

            """);
        Assert.Equal((10_000, 60_000), (plan.Global.GraceMs, plan.Global.HardStopMs));
        Assert.Equal((0, -1), (plan.Proxies[0].Frontend!.GraceMs, plan.Proxies[1].Frontend!.GraceMs));
    }

    [Fact]
    public void NothingWrittenMeansTheDocumentedDefaults()
    {
        ConfigPlan plan = Config.Good("listen l\n mode http\n bind :80\n server s 10.0.0.1:80\n");
        Assert.Equal((0, 0, false, false, 16384, 1024, 101), (plan.Global.Workers, plan.Global.MaxConn,
            plan.Global.Daemon, plan.Global.Quiet, plan.Global.BufferBytes, plan.Global.MaxRewrite,
                plan.Global.MaxHeaders));
        Assert.Equal("haproxy"u8, plan.Global.LogTag);
        ProxyPlan proxy = plan.Proxies[0];
        Assert.Equal(ConnectionMode.KeepAlive, proxy.ConnectionMode);
        Assert.Null(proxy.ForwardFor);
        Assert.Empty(proxy.Log.Targets);
        BackendPlan backend = proxy.Backend!;
        Assert.Equal((3, 0, false, false, true, ReuseMode.Safe), (backend.Retries, backend.RedispatchEvery,
            backend.Persist, backend.AllBackups, backend.AbortOnClose, backend.Reuse));
        Assert.Equal("roundrobin", backend.Balance.Name);
        Assert.Equal((-1, -1, -1),
            (backend.ConnectTimeoutMs, backend.ServerTimeoutMs, proxy.Frontend!.ClientTimeoutMs));
        Assert.Null(backend.Cookie);
        Assert.Null(backend.Servers[0].Check);
        Assert.Empty(backend.Servers[0].SetCookieLine);
        Assert.Equal(4096, plan.Listeners[0].Backlog);
    }

    [Fact]
    public void TheCommandLineBeatsTheFile()
    {
        LoadOptions options = new()
        {
            Balances = Config.Options().Balances,
            MaxConn = 7,
            PidFile = "/other",
            Daemon = true,
            Quiet = true,
        };
        GlobalPlan global = Config.Good("global\n maxconn 100\n pidfile /run/w.pid\n", options).Global;
        Assert.Equal((7, "/other", true, true),
            (global.MaxConn, global.PidFile, global.Daemon, global.Quiet));
    }

    [Fact]
    public void EveryTimeoutReachesItsPlace()
    {
        ProxyPlan proxy = Config.Good("""
            listen l
             mode http
             bind :80
             timeout client 1s
             timeout http-request 2s
             timeout http-keep-alive 3s
             timeout client-fin 4s
             timeout connect 5s
             timeout server 6s
             timeout server-fin 7s
             timeout tunnel 8s
             timeout queue 9s
             timeout check 10s
             server s 10.0.0.1:80 check

            """).Proxies[0];
        FrontendPlan front = proxy.Frontend!;
        Assert.Equal((1000, 2000, 3000, 4000), (front.ClientTimeoutMs, front.HttpRequestTimeoutMs,
            front.KeepAliveTimeoutMs, front.ClientFinTimeoutMs));
        BackendPlan back = proxy.Backend!;
        Assert.Equal((5000, 6000, 7000, 8000, 9000), (back.ConnectTimeoutMs, back.ServerTimeoutMs,
            back.ServerFinTimeoutMs, back.TunnelTimeoutMs, back.QueueTimeoutMs));
        Assert.Equal(10000, back.Servers[0].Check!.TimeoutMs);
    }

    [Fact]
    public void ClassicTimeoutsReachTheSamePlaces()
    {
        ProxyPlan proxy = Config.Good(
            "listen l :80\n mode http\n contimeout 5000\n clitimeout 50000\n srvtimeout 40000\n").Proxies[0];
        Assert.Equal((5000, 50000, 40000), (proxy.Backend!.ConnectTimeoutMs, proxy.Frontend!.ClientTimeoutMs,
            proxy.Backend.ServerTimeoutMs));
    }

    [Fact]
    public void AListOfAddressesBecomesOneListenerForEachPort()
    {
        ConfigPlan plan = Config.Good(
            "listen l\n mode http\n bind 10.0.0.1:80-82,[::1]:90\n bind *:8080\n maxconn 50\n");
        List<string> found = [];
        foreach (ListenerPlan listener in plan.Listeners)
        {
            Assert.Equal(found.Count, listener.Id);
            Assert.Equal(50, listener.Backlog);
            found.Add($"{listener.Address}/{listener.Address.Port} {listener.Source}");
        }

        Assert.Equal(
            ["10.0.0.1/80 t.cfg:3", "10.0.0.1/81 t.cfg:3", "10.0.0.1/82 t.cfg:3", "::1/90 t.cfg:3",
                "0.0.0.0/8080 t.cfg:4"], found);
    }

    [Fact]
    public void ServersKeepTheirWords()
    {
        ConfigPlan plan = Config.Good("""
            backend b
             mode http
             cookie SRV insert
             option httpchk
             server a 10.0.0.1:1 weight 0 backup cookie X check inter 1s fastinter 2s downinter 3s fall 5
             server two 10.0.0.2:80 check port 81 addr 10.0.0.9

            """);
        ServerPlan one = plan.Servers[0];
        Assert.Equal((0, true), (one.Weight, one.Backup));
        Assert.Equal("set-cookie: SRV=X; path=/\r\n", Encoding.ASCII.GetString(one.SetCookieLine));
        Assert.Equal((1000, 2000, 3000, 2, 5, -1), (one.Check!.IntervalMs, one.Check.FastIntervalMs,
            one.Check.DownIntervalMs, one.Check.Rise, one.Check.Fall, one.Check.TimeoutMs));
        ServerPlan two = plan.Servers[1];
        Assert.Equal(IpEndpoint.V4(0x0A000009, 81), two.Check!.Address);
        Assert.Equal("set-cookie: SRV=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/\r\n",
            Encoding.ASCII.GetString(two.SetCookieLine));
    }

    [Fact]
    public void AServerWithoutPortTakesTheOnePortOfItsSection()
    {
        ServerPlan server = Config.Good(
            "listen l 10.0.0.9:8080\n mode http\n server s 10.0.0.1 check\n").Servers[0];
        Assert.Equal(8080, server.Address.Port);
        Assert.Equal(8080, server.Check!.Address.Port);
    }

    [Theory]
    [InlineData("listen l :80-82\n server s 10.0.0.1:+1000 check\n", 1000, 1080)]
    [InlineData("listen l :80,:82\n server s 10.0.0.1 check\n", 0, 80)]
    [InlineData("listen l\n bind :80\n server s 10.0.0.1:-8 check\n"
        + "frontend f\n bind :90\n default_backend l\n", -8, 72)]
    [InlineData("backend b\n server s 10.0.0.1:+1 check port 7\n", 1, 7)]
    public void AServerWithoutPortFollowsItsClients(string text, int offset, int checkPort)
    {
        ServerPlan server = Config.Good(text).Servers[0];
        Assert.Equal(Destination.ClientsPort, server.Destination);
        Assert.Equal((0, offset), (server.Address.Port, server.PortOffset));
        Assert.Equal(checkPort, server.Check!.Address.Port);
    }

    [Fact]
    public void ADistanceFromTheOnePortOfASectionIsAPort()
    {
        ServerPlan server = Config.Good("listen l 10.0.0.9:8080\n server s 10.0.0.1:-80\n").Servers[0];
        Assert.Equal(Destination.Fixed, server.Destination);
        Assert.Equal(8000, server.Address.Port);
    }

    [Theory]
    [InlineData("option http-server-close", ConnectionMode.ServerClose)]
    [InlineData("option httpclose", ConnectionMode.Close)]
    [InlineData("option forceclose", ConnectionMode.Close)]
    [InlineData("option httpclose\n option http-keep-alive", ConnectionMode.KeepAlive)]
    [InlineData("option httpclose\n no option httpclose", ConnectionMode.KeepAlive)]
    [InlineData("option httpclose\n no option http-server-close", ConnectionMode.Close)]
    public void TheLastConnectionOptionWins(string lines, ConnectionMode mode) =>
        Assert.Equal(mode, Config.Good($"backend b\n mode http\n {lines}\n").Proxies[0].ConnectionMode);

    [Theory]
    [InlineData("option redispatch")]
    [InlineData("redispatch")]
    [InlineData("redisp")]
    public void RedispatchHasThreeSpellings(string line) =>
        Assert.Equal(3, Config.Good($"backend b\n mode http\n {line}\n").Proxies[0].Backend!.RedispatchEvery);

    [Theory]
    [InlineData(5, -1, 5)]
    [InlineData(5, -2, 4)]
    [InlineData(5, -5, 1)]
    [InlineData(5, -6, 1)] // HAProxy dies of a division by 0
    [InlineData(5, int.MinValue, 1)]
    [InlineData(5, 2, 2)]
    [InlineData(5, 0, 0)]
    [InlineData(0, -1, 1)]
    public void RedispatchesAreCountedFromEitherEnd(int retries, int interval, int every)
    {
        string text = $"backend b\n mode http\n retries {retries}\n option redispatch {interval}\n";
        Assert.Equal(every, Config.Good(text).Proxies[0].Backend!.RedispatchEvery);
    }

    [Fact]
    public void FieldNamesAreLowerCaseOutsideClassicSections()
    {
        ProxyPlan proxy = Config.Good(
            "frontend f\n mode http\n bind :80\n option forwardfor\n option originalto\n").Proxies[0];
        Assert.Equal("x-forwarded-for: "u8, proxy.ForwardFor!.FieldText);
        Assert.Equal("x-original-to: "u8, proxy.OriginalTo!.FieldText);
    }

    [Fact]
    public void AFieldWithAnAddressMayHaveAnotherNameAndExceptions()
    {
        ProxyPlan proxy = Config.Good(
            "frontend f\n mode http\n bind :80\n"
            + " option forwardfor header X-Client if-none except 10.0.0.0/8\n"
            + " option originalto except 10.0.0.1 header X-Asked\n").Proxies[0];
        Assert.Equal("X-Client: "u8, proxy.ForwardFor!.FieldText);
        Assert.True(proxy.ForwardFor.IfNone);
        Assert.True(proxy.ForwardFor.Except!.Value.Contains(IpEndpoint.V4(0x0a010203, 0)));
        Assert.Equal("X-Asked: "u8, proxy.OriginalTo!.FieldText);
        Assert.False(proxy.OriginalTo.IfNone);
        Assert.False(proxy.OriginalTo.Except!.Value.Contains(IpEndpoint.V4(0x0a010203, 0)));
    }

    [Fact]
    public void LogTargetsAreThoseOfGlobalAndOnesOwn()
    {
        ConfigPlan plan = Config.Good("""
            global
             log 127.0.0.1 local0
            defaults
             mode http
             log global
             option httplog
             option dontlognull
             option dontlog-normal
            frontend a
             bind :80
             log stdout local1
            frontend b
             bind :81
             no log
             no option dontlognull

            """);
        LogPlan a = plan.Proxies[0].Log;
        Assert.Equal([16, 17], System.Array.ConvertAll(a.Targets, static target => target.Facility));
        Assert.Equal((true, true, false), (a.DontLogNull, a.DontLogNormal, a.SeparateErrors));
        LogPlan b = plan.Proxies[1].Log;
        Assert.Empty(b.Targets);
        Assert.False(b.DontLogNull);
    }

    [Fact]
    public void ValuesComeFromTheEnvironmentAndNamesFromTheResolver()
    {
        LoadOptions options = Config.Options(
            new() { ["BACK"] = "www:8080", ["WORDS"] = "check inter 1s" },
            new() { ["www"] = IpEndpoint.V4(0x0A000001, 0) });
        ServerPlan server = Config.Good(
            "backend b\n mode http\n server s \"$BACK\" \"${WORDS[*]}\"\n", options).Servers[0];
        Assert.Equal(IpEndpoint.V4(0x0A000001, 8080), server.Address);
        Assert.Equal(1000, server.Check!.IntervalMs);
    }

    [Fact]
    public void ADisabledSectionListensAndChecksNothing()
    {
        ConfigPlan plan = Config.Good(
            "listen l\n mode http\n bind :80\n server s 10.0.0.1:80 check\n disabled\n");
        Assert.True(plan.Proxies[0].Disabled);
        Assert.Empty(plan.Listeners);
        Assert.Null(plan.Servers[0].Check);
    }

    [Fact]
    public void WorkersHaveABoundTogether() => Assert.Equal(
        "Alert: 'nbproc' times 'nbthread' must be at most 64 (was 80).",
        Config.Messages("global\n nbproc 8\n nbthread 10\n")[^1]);

    [Fact]
    public void TooMuchRoomForRewritingIsCutToHalf()
    {
        const string text = "global\n tune.bufsize 2048\n tune.maxrewrite 2000\n";
        Assert.Equal(["Warning: 'tune.maxrewrite' is limited to half of 'tune.bufsize' (1024)."],
            Config.Messages(text));
        Assert.Equal(1024, Config.Good(text).Global.MaxRewrite);
    }
}
