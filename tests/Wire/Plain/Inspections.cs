using System;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Weir.Tests.Wire.Stats;
using Xunit;

namespace Weir.Tests.Wire.Plain;

/// <summary>What a client says is looked at before its server is (<c>tcp-request content</c>).</summary>
public sealed class Inspections
{
    private const string Long = "tcp-request inspect-delay 30s\n";
    private const string Short = "tcp-request inspect-delay 100\n";
    private const string Rejected = "raw/<NOSRV> -1/-1/* 0 PR 1/1/0/0/0 0/0";

    private const string Split = """
        frontend raw
         bind 192.168.1.1:80
         mode tcp
         option tcplog
         timeout client 30s
         tcp-request inspect-delay 30s
         tcp-request content reject if !{ req.ssl_hello_type 1 }
         use_backend named if { req.ssl_sni -i a.example }
         default_backend other
        backend named
         mode tcp
         timeout connect 5s
         timeout server 30s
         tcp-request inspect-delay 30s
         tcp-request content accept if { req.len ge 90 }
         tcp-request content reject
         server s1 192.168.1.11:80
        backend other
         mode tcp
         timeout connect 5s
         timeout server 30s
         server s2 192.168.1.12:80

        """;

    private static readonly byte[] s_hello = Convert.FromHexString(
        "160301004b01000047030372727272727272727272727272727272727272727272727272727272727272720000041301c02f"
        + "0100001a001700000000000e000c000009612e6578616d706c6500230000");

    [Theory]
    [Both(Long + "tcp-request content reject if REQ_CONTENT", "hello")]
    [Both(Long + "tcp-request content reject if !HTTP", "hello\r\n\r\n")]
    [Both(Long + "tcp-request content reject if { path /a }", "GET /a HTTP/1.1\r\nHost: h\r\n\r\n")]
    [Both(Long + "tcp-request content reject if { req.len ge 5 } WAIT_END", "hello", true)]
    [Both(Long + "tcp-request content accept if { req.len ge 6 }\ntcp-request content reject", "hello", true)]
    [Both(Short + "tcp-request content accept if REQ_CONTENT\ntcp-request content reject", "")]
    public async Task WhoIsRejectedGetsNoWord(Product product, string lines, string says, bool ends = false)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(lines));
        await using RawConnection client = await farm.Connect();
        await client.Send(says);
        if (ends) client.Finish();
        await client.ExpectEnd();
        await PlainText.ExpectLine(farm, client, Rejected);
    }

    /// <summary>Nothing decides before the last byte that is asked for; then all goes on unchanged.</summary>
    [Theory]
    [Both("tcp-request content accept if { req.len ge 5 }\ntcp-request content reject")]
    [Both("tcp-request content reject unless { req.len ge 5 }")]
    public async Task WhatWasLookedAtAndWhatFollowsArrivesWhole(Product product, string rules)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(Long + rules));
        await using RawConnection client = await farm.Connect();
        await client.SendBytewise("hello");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("hello");
        string more = string.Concat(Enumerable.Repeat("0123456789abcdef", 40_000));
        Task says = client.Send(more);
        Assert.Equal(more, await server.Read(more.Length));
        await says;
        await server.Send("you");
        server.Finish();
        await client.Expect("you");
        client.Finish();
        await server.ExpectEnd();
        await PlainText.ExpectLine(farm, client, "raw/s1 */*/* 3 -- 1/1/0/0/0 0/0");
    }

    /// <summary>A buffer's worth is all that is waited for.</summary>
    [Theory, Both]
    public async Task AFullBufferDecides(Product product)
    {
        await using Farm farm = await PlainText.Start(
            product, PlainText.Raw(Long + "tcp-request content accept if WAIT_END"));
        await using RawConnection client = await farm.Connect();
        string much = new('x', 100_000);
        Task says = client.Send(much);
        RawConnection server = await farm["s1"].Accept();
        Assert.Equal(much, await server.Read(much.Length));
        await says;
    }

    [Theory]
    [Both("timeout client 150", false, "raw/<NOSRV> -1/-1/* 0 cR 1/1/0/0/0 0/0")]
    [Both("timeout client 30s", true, "raw/<NOSRV> -1/-1/* 0 CR 1/1/0/0/0 0/0")]
    public async Task WhoIsLostMeanwhileIsLostInTheRequest(
        Product product, string line, bool resets, string rest)
    {
        await using Farm farm = await PlainText.Start(
            product, PlainText.Raw($"{Long}tcp-request content accept if WAIT_END\n{line}"));
        await using RawConnection client = await farm.Connect();
        if (resets)
        {
            await client.Send("a");
            await farm.HasInHand(1);
            client.Reset();
        }
        else
        {
            await client.ExpectEnd();
        }

        await PlainText.ExpectLine(farm, client, rest);
    }

    [Theory, Both]
    public async Task TheNameInAHelloChoosesTheBackendWhichLooksItself(Product product)
    {
        await using Farm farm = await PlainText.Start(product, Split);
        await using RawConnection client = await farm.Connect();
        await client.Send(s_hello.AsMemory(0, 70));
        await client.Send(s_hello.AsMemory(70));
        await client.Send("0123456789");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Encoding.Latin1.GetString(s_hello) + "0123456789");

        await using RawConnection shy = await farm.Connect();
        await shy.Send(s_hello);
        shy.Finish();
        await shy.ExpectEnd();
        await PlainText.ExpectLine(farm, shy, "named/<NOSRV> -1/-1/* 0 PR 2/2/1/0/0 0/0");
    }

    [Theory, Both]
    public async Task ARequestOfHttpIsLookedAtBeforeAllElse(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(
            "tcp-request inspect-delay 30s\nmonitor-uri /no\ntcp-request content reject if { path /no }"));
        farm.AnswerWithNames();
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /yes HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.ReadThrough("s1");
        await farm.Log.NextRequest();
        await client.Send("GET /no HTTP/1.1\r\nhost: www\r\n\r\n");
        await client.ExpectEnd();
        LogPattern.Check(
            product, $"{client.Local} [date] web web/<NOSRV> -1/-1/-1/-1/* -1 0 - - PR-- 1/1/0/0/0 0/0 "
                + "\"<BADREQ>\"", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task WhoMayNotComeInIsReset(Product product)
    {
        await using Farm farm = await PlainText.Start(product, PlainText.Raw(
            "tcp-request connection accept if !{ src 127.0.0.0/8 }\ntcp-request connection reject"));
        await ExpectRefusal(farm.Connect());
    }

    [Fact]
    public Task WhoIsTurnedAwayIsCountedAlike() => SideBySide.Compare(
        Split + """
        listen shut
         bind 192.168.1.1:81
         mode tcp
         timeout client 30s
         timeout connect 5s
         timeout server 30s
         tcp-request connection reject
         server s3 192.168.1.13:80

        """,
        static async farm =>
        {
            await ExpectRefusal(farm.ConnectTo("192.168.1.1:81"));
            foreach (byte[] says in (byte[][])["junk"u8.ToArray(), s_hello])
            {
                await using RawConnection rejected = await farm.Connect();
                await rejected.Send(says);
                rejected.Finish();
                await rejected.ExpectEnd();
            }
        });

    /// <summary>The reset may come before the client knows that it is connected.</summary>
    private static async Task ExpectRefusal(Task<RawConnection> connecting)
    {
        try
        {
            await using RawConnection client = await connecting;
            await client.ExpectReset();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
        }
    }
}
