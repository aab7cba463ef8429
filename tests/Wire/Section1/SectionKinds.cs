using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>
/// Decision C1: what a section with its address on its header line does differently, and nothing more.
/// </summary>
public sealed class SectionKinds
{
    private const string Body =
        " mode http\n balance roundrobin\n cookie S insert indirect\n option httpclose\n"
        + " option forwardfor\n option originalto\n server s1 192.168.1.11:80 cookie one\n";

    [Theory]
    [Both("listen web 192.168.1.1:80\n")]
    [Both("listen 192.168.1.1:80\n")]
    public async Task C1_AddedNamesHaveCapitalsInAClassicSection(Product product, string header)
    {
        await using Farm farm = await Farm.Start(product, header + Body);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nHost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nHost: www\r\n"
            + $"X-Forwarded-For: {client.Local.Address}\r\nX-Original-To: {client.Remote.Address}\r\n"
            + "Connection: close\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nSet-Cookie: S=one; path=/\r\n"
            + "Connection: close\r\n\r\n");
        string proxy = header.Contains("web") ? "web" : client.Remote.ToString();
        LogPattern.Check(
            product,
            $"{client.Local} [date] {proxy} {proxy}/s1 */*/*/*/* 200 38B - - --NI 1/1/0/0/0 0/0 "
                + "\"GET / HTTP/1.1\"",
            await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task C1_AddedNamesAreLowerCaseInASectionWithABindLine(Product product)
    {
        await using Farm farm = await Farm.Start(product, "listen web\n bind 192.168.1.1:80\n" + Body);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
        RawConnection server = await farm["s1"].Accept();
        await server.Expect("GET / HTTP/1.1\r\nhost: www\r\n"
            + $"x-forwarded-for: {client.Local.Address}\r\nx-original-to: {client.Remote.Address}\r\n"
            + "connection: close\r\n\r\n");
        await server.Send("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
        await client.Expect("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nset-cookie: S=one; path=/\r\n"
            + "connection: close\r\n\r\n");
    }

    [Theory]
    [WeirAlone("2.6 writes field names in lower case")]
    public async Task C1_ReceivedNamesPassUnchangedInBothKinds(Product product)
    {
        const string Response = "HTTP/1.1 200 Fine\r\nX-ReQuest:  id\r\ncontent-LENGTH: 0\r\n\r\n";
        const string Request = "GET / HTTP/1.1\r\nHOST: www\r\nx-MiXed:  b\r\n\r\n";
        foreach (
            string header in new[] { "listen web 192.168.1.1:80\n", "listen web\n bind 192.168.1.1:80\n" })
        {
            await using Farm farm =
                await Farm.Start(product, header + " mode http\n server s1 192.168.1.11:80\n");
            await using RawConnection client = await farm.Connect();
            await client.Send(Request);
            RawConnection server = await farm["s1"].Accept();
            await server.Expect(Request);
            await server.Send(Response);
            await client.Expect(Response);
        }
    }

    [Theory]
    [Both("listen web 192.168.1.1:80,192.168.1.2:80,192.168.1.3:80\n")]
    [Both("listen web\n bind 192.168.1.1:80,192.168.1.2:80\n bind 192.168.1.3:80\n")]
    public async Task SeveralAddressesAllListen(Product product, string header)
    {
        await using Farm farm =
            await Farm.Start(product, header + " mode http\n server s1 192.168.1.11:80\n");
        farm.AnswerWithNames();
        for (int i = 1; i <= 3; i++)
        {
            await using RawConnection client = await farm.ConnectTo($"192.168.1.{i}:80");
            await client.Send("GET / HTTP/1.1\r\nhost: www\r\n\r\n");
            Assert.StartsWith("HTTP/1.1 200 OK\r\n", await client.ReadThrough());
        }
    }

    [Theory, Both]
    public async Task C4_OldAndNewSpellingsMeanTheSame(Product product)
    {
        const string Old = "listen web 192.168.1.1:80\n mode http\n contimeout 5000\n clitimeout 300\n"
            + " srvtimeout 5000\n retries 1\n redispatch\n server s1 192.168.1.11:80\n";
        await using Farm farm = await Farm.Start(product, Old);
        await using RawConnection client = await farm.Connect();
        Assert.StartsWith("HTTP/1.1 408 Request Time-out\r\n", await client.ReadThrough());
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> -1/-1/-1/-1/* 408 0B - - cR-- 1/1/0/0/0 0/0", "<BADREQ>");
    }
}
