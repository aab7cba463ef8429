using System;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Servers;

/// <summary>Where connections to servers leave from (manual, <c>source</c>).</summary>
public sealed class Sources
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string NoSource = "Cannot bind to source address before connect() for backend web.\n";

    // For documentation only (RFC 5737): no box has it.
    private const string Foreign = "192.0.2.1";

    private static int _addresses;

    [Theory]
    [Both("source 10.1.2.1", "", 1)]
    [Both("source 10.1.2.1", "source 10.1.2.2", 2)]
    [Both("", "source 10.1.2.3 check", 3)]
    public async Task TheServersSourceBeatsTheSections(Product product, string line, string words, int last)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(line, 1, words));
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        Assert.Equal(farm.Net.Address(last), server.Remote.Address);
    }

    [Theory, Both]
    public async Task ChecksLeaveFromTheSameSource(Product product)
    {
        string text = Texts.Web(
            "option httpchk HEAD /index.html HTTP/1.0", 1, "source 10.1.2.7 check inter 200");
        await using Farm farm = await Farm.Start(product, text);
        await farm["s1"].NextCheck();
        Assert.Equal(farm.Net.Address(7), farm["s1"].CheckedFrom!.Address);
    }

    [Theory, WeirAlone("haproxy 2.6 goes on without a device that it cannot bind to")]
    public async Task ChecksGoThroughTheDeviceOrNotAtAll(Product product)
    {
        const string check = "check inter 500ms fall 100";
        await using Farm farm = await Farm.Start(product, Texts.Web("option log-health-checks", 0)
            + $" server s1 192.168.1.11:80 source 0.0.0.0 interface weirless {check}\n"
            + $" server s2 192.168.1.12:80 source 0.0.0.0 interface lo {check}\n");
        await farm.Log.Events(
            "Health check for server web/s1 failed", "Health check for server web/s2 succeeded");
    }

    [Theory, Both]
    public async Task APortIsForcedAgainAndAgain(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("", 1, "source 10.1.2.1:4567"));
        IPEndPoint source = farm.Net["10.1.2.1:4567"];
        for (int i = 0; i < 2; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\nconnection: close\r\n\r\n");
            RawConnection server = await farm["s1"].Accept();
            Assert.Equal(source, server.Remote);
            await server.ReadThrough();
            await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
            await client.ReadToEnd();
            await server.ExpectClosed(); // the balancer closes first: its port is free for the next one
            server.Close();
        }
    }

    [Theory, Both]
    public async Task ARangeOfPortsIsUsedOneAfterTheOther(Product product)
    {
        (string address, int[] seen) = await PortsOf(product, "4001-4003", 5);
        Assert.StartsWith("127.60.", address);
        Assert.Equal([4001, 4002, 4003, 4001, 4002], seen);
    }

    [Theory, Both]
    public async Task ARangeOfPortsIsAllThereIs(Product product)
    {
        string words = $"source {OwnAddress()}:4001-4003";
        string text = Texts.Web("retries 0\ntimeout connect 100ms", 1, words);
        await using Farm farm = await Farm.Start(product, text);
        (RawConnection client, RawConnection first) = await farm.Pass(Get);
        await farm.Pass(Get);
        await farm.Pass(Get);
        await using RawConnection fourth = await farm.Connect();
        await fourth.Send(Get);
        await fourth.Expect(ErrorPages.Keeping(503));
        Assert.EndsWith(NoSource, await farm.Log.Event("Cannot bind"));

        // Reset: closed by both sides, its port would wait for the kernel's minute.
        first.Reset();
        await client.Expect(ErrorPages.Keeping(502));
        await using RawConnection fifth = await farm.Connect();
        await fifth.Send(Get);
        Assert.Equal(first.Remote, (await farm["s1"].Accept()).Remote);
    }

    [Theory, Both]
    public async Task AnAddressThatIsNotOursIsSoWithEveryPort(Product product)
    {
        string text = Texts.Web("retries 0\ntimeout connect 100ms", 1, $"source {Foreign}:4001-4003");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        Assert.EndsWith(NoSource, await farm.Log.Event("Cannot bind"));
        await client.Expect(ErrorPages.Keeping(503));
    }

    [Theory, Both]
    public async Task ASinglePortIsUsedByOneConnectionAtATime(Product product)
    {
        string text = Texts.Web("retries 0\ntimeout connect 100ms", 1, $"source {OwnAddress()}:4001");
        await using Farm farm = await Farm.Start(product, text);
        await farm.Pass(Get);
        await using RawConnection second = await farm.Connect();
        await second.Send(Get);
        string line = await farm.Log.Event("no free ports");
        Assert.StartsWith("<131>", line);
        Assert.EndsWith("Connect() failed for backend web: no free ports.\n", line);
        await second.Expect(ErrorPages.Keeping(503));
    }

    [Theory, Both]
    public async Task ASourceThatIsNotOursIsAnEmergencyForEachAttemptAndA503(Product product)
    {
        string text = Texts.Web("retries 1\ntimeout connect 100ms", 1, $"source {Foreign}");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        for (int attempt = 0; attempt < 2; attempt++)
        {
            string line = await farm.Log.Event("Cannot bind");
            Assert.StartsWith("<128>", line);
            Assert.EndsWith(NoSource, line);
        }

        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/-1/-1/* 503 0B - - SC-- 1/1/0/0/1 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task RedispatchFindsTheServerWhoseSourceIsOurs(Product product)
    {
        string text = Texts.Web("option redispatch\nretries 1\ntimeout connect 100ms", 0)
            + $" server s1 192.168.1.11:80 source {Foreign}\n server s2 192.168.1.12:80\n";
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await (await farm["s2"].Accept()).Expect(Get);
    }

    [Theory, Both]
    public async Task AsManyRetriesAsThereAreEndInThe503(Product product)
    {
        string text = Texts.Web(
            "option redispatch\nretries 1500\ntimeout connect 10ms", 2, $"source {Foreign}");
        await using Farm farm = await Farm.Start(product, text);
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
    }

    [Theory, Both]
    public async Task ACheckWithoutASourceTakesTheServerDown(Product product)
    {
        string text = Texts.Web("", 1, $"source {Foreign} check inter 200");
        await using Farm farm = await Farm.Start(product, text);
        Assert.EndsWith(NoSource, await farm.Log.Event("Cannot bind"));
        await farm.Log.Event(
            "Server web/s1 is DOWN, reason: Layer4 connection problem, "
            + "info: \"Can't bind to source address (");
    }

    /// <summary>Where that many requests, one after the other, came from.</summary>
    private static async Task<(string Address, int[] Ports)> PortsOf(Product product, string range, int count)
    {
        string words = $"source {OwnAddress()}:{range}";
        await using Farm farm = await Farm.Start(product, Texts.Web("option httpclose", 1, words));
        int[] ports = new int[count];
        string address = "";
        for (int i = 0; i < count; i++)
        {
            await using RawConnection client = await farm.Connect();
            await client.Send(Get);
            RawConnection server = await farm["s1"].Accept();
            ports[i] = server.Remote.Port;
            address = server.Remote.Address.ToString();
            await server.ReadThrough();
            server.Reset(); // its port can be used again at once
            await client.ReadToEnd();
        }

        return (address, ports);
    }

    /// <summary>An address of this box on which no other test binds: any port of it is free.</summary>
    private static string OwnAddress()
    {
        int number = Interlocked.Increment(ref _addresses);
        return $"127.60.{Environment.ProcessId & 255}.{number & 255}";
    }
}
