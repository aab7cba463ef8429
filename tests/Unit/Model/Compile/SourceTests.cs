using Weir.Ground.Net;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Weir.Model.Plan.Ends;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>Where connections come from, and which of several check options counts.</summary>
public sealed class SourceTests
{
    [Fact]
    public void TheServersSourceBeatsTheSectionsAndThatTheDefaults()
    {
        ConfigPlan plan = Config.Good("""
            defaults
             mode http
             source 10.0.0.1
            backend a
             server one 10.0.1.1:80
             server two 10.0.1.1:80 source 10.0.0.2:4567 check
            backend b
             source 10.0.0.3
             server three 10.0.1.1:80 check

            """);
        Assert.Equal(IpEndpoint.V4(0x0A000001, 0), plan.Servers[0].Source);
        Assert.Equal(IpEndpoint.V4(0x0A000002, 4567), plan.Servers[1].Source);
        Assert.NotNull(plan.Servers[1].Check); // what follows the word is read
        Assert.Equal(IpEndpoint.V4(0x0A000003, 0), plan.Servers[2].Source);
    }

    [Theory]
    [InlineData("usesrc client", ForeignSourceKind.Client, -1, true)]
    [InlineData("usesrc clientip interface lo", ForeignSourceKind.ClientAddress, -1, true)]
    [InlineData("interface lo usesrc 10.0.0.9:7", ForeignSourceKind.Written, -1, false)]
    [InlineData("usesrc hdr_ip(X-Client)", ForeignSourceKind.Field, -1, true)]
    [InlineData("usesrc hdr_ip(X-Client,2)", ForeignSourceKind.Field, 2, true)]
    public void UsesrcTellsWhoseAddressTheServerSees(
        string words, ForeignSourceKind kind, int occurrence, bool isClientsOwn)
    {
        foreach (string where in new[] { " source 0.0.0.0 W\n server s 10.0.1.1:80\n",
            " server s 10.0.1.1:80 source 0.0.0.0 W weight 5\n" })
        {
            ServerPlan server = Config.Good(
                "backend b\n" + where.Replace("W", words, System.StringComparison.Ordinal)).Servers[0];
            Assert.Equal((kind, occurrence), (server.Foreign!.Kind, server.Foreign.Occurrence));
            Assert.Equal(isClientsOwn, server.IsClientsOwn);
            Assert.Equal(default, server.Source); // checks come from where the kernel says
            Assert.Equal(words.Contains("interface"), server.Device is not null);
        }
    }

    [Fact]
    public void NoOccurrenceIsNoForeignSource() => Assert.Null(Config.Good(
        "backend b\n source 0.0.0.0 usesrc hdr_ip(a,0)\n server s 10.0.1.1:80\n").Servers[0].Foreign);

    [Theory]
    [InlineData("option tcpka", SocketTraits.KeepAlive, SocketTraits.KeepAlive)]
    [InlineData("option clitcpka", SocketTraits.KeepAlive, SocketTraits.None)]
    [InlineData("option srvtcpka", SocketTraits.None, SocketTraits.KeepAlive)]
    [InlineData("option tcp-smart-accept", SocketTraits.SlowAck, SocketTraits.None)]
    [InlineData("option tcp-smart-connect\n option srvtcpka", SocketTraits.None,
        SocketTraits.SlowAck | SocketTraits.KeepAlive)]
    [InlineData("option tcpka\n no option clitcpka", SocketTraits.None, SocketTraits.KeepAlive)]
    public void EachSideOfAConnectionIsAskedForItsOwn(
        string lines, SocketTraits clients, SocketTraits servers)
    {
        ConfigPlan plan = Config.Good($"listen l\n bind :80 defer-accept\n {lines}\n server s 10.0.1.1:80\n");
        Assert.Equal(clients | SocketTraits.Deferred, plan.Listeners[0].Traits);
        Assert.Equal(servers, plan.Servers[0].Traits);
    }

    [Theory]
    [InlineData("option transparent", Destination.ClientsAddress)]
    [InlineData("transparent", Destination.ClientsAddress)]
    [InlineData("option http_proxy", Destination.Target)]
    [InlineData("dispatch 10.0.0.1:80\n option transparent", Destination.Fixed)]
    public void WhatNoCookieHasBoundGoesWhereItsClientWants(string line, Destination destination)
    {
        BackendPlan backend = Config.Good(
            $"listen l :80\n mode http\n cookie C insert\n server s 10.0.1.1:80 cookie A\n {line}\n")
            .Proxies[0].Backend!;
        Assert.Equal((1, destination), (backend.DispatchAt, backend.Servers[1].Destination));
        Assert.Empty(backend.Servers[1].SetCookieLine);
    }

    [Theory]
    [InlineData("0.0.0.0", 0)]
    [InlineData("0.0.0.0:81", 81)]
    [InlineData("*:81", 81)]
    public void AServerAtAnyAddressIsWhereItsClientWants(string address, int port)
    {
        ServerPlan server = Config.Good($"listen l :80\n server s {address}\n").Servers[0];
        Assert.Equal((Destination.ClientsAddress, port), (server.Destination, (int)server.Address.Port));
    }

    [Fact]
    public void TheWordsOfABindLineHoldForEachOfItsAddresses()
    {
        ConfigPlan plan = Config.Good(
            "listen l\n bind :80,:81 name public id 3 backlog 9 mss -1400 interface lo transparent\n"
            + " bind :::82 v4v6\n");
        foreach (ListenerPlan listener in plan.Listeners[..2])
        {
            Assert.Equal(("public", 3, 9, 1400),
                (listener.Name, listener.NumericId, listener.Backlog, listener.SegmentBytes));
            Assert.Equal("lo\0"u8.ToArray(), listener.Device);
            Assert.Equal(SocketTraits.Foreign, listener.Traits);
        }

        Assert.True(plan.Listeners[2].TakesIpv4);
        Assert.Equal(4096, plan.Listeners[2].Backlog);
    }

    [Fact]
    public void WithoutSourceTheKernelChooses() =>
        Assert.Equal(default, Of("server s 10.0.1.1:80"));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("[::]")]
    public void AnyAddressTakesTheSectionsSourceBack(string any) =>
        Assert.Equal(default, Of($"source 10.0.0.1\n server s 10.0.1.1:80 source {any}"));

    [Fact]
    public void APortOfAnyAddressIsForced() =>
        Assert.Equal(IpEndpoint.V4(0, 1023), Of("server s 10.0.1.1:80 source *:1023"));

    [Theory]
    [InlineData("10.0.0.1:1000-1009", 1000, 1009)]
    [InlineData("10.0.0.1:0-9", 1, 9)]
    [InlineData("*:1000-1009", 1000, 1009)]
    public void ARangeOfPortsStandsBesideTheAddress(string source, int first, int last)
    {
        ServerPlan server = Config.Good($"backend b\n server s 10.0.1.1:80 source {source}\n").Servers[0];
        Assert.Equal(0, server.Source.Port);
        Assert.NotEqual(default, server.Source);
        Assert.Equal(new PortRange((ushort)first, (ushort)last), server.SourcePorts);
    }

    [Fact]
    public void ARangeOfOnePortIsThatPort()
    {
        ServerPlan server = Config.Good("backend b\n server s 10.0.1.1:80 source 10.0.0.1:9-9\n").Servers[0];
        Assert.Equal(IpEndpoint.V4(0x0A000001, 9), server.Source);
        Assert.Equal(0, server.SourcePorts.Count);
    }

    [Fact]
    public void OneAddressFromSeveralSourcesIsNotTwice() => Assert.DoesNotContain(
        Config.Messages(Config.QuietDefaults + """
            listen l
             bind :80
             server a 10.0.1.1:80 source 10.0.0.1
             server b 10.0.1.1:80 source 10.0.0.2

            """), static message => true);

    private static IpEndpoint Of(string lines) =>
        Config.Good($"backend b\n mode http\n {lines}\n").Servers[0].Source;
}
