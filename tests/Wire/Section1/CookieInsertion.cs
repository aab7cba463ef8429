using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Section1;

/// <summary>Guide section 1, checklist 1-1 to 1-9: who sees which cookie.</summary>
public sealed class CookieInsertion
{
    private const string Inserted = "Set-Cookie: SERVERID=A; path=/\r\n";
    private const string Response10 = "HTTP/1.0 200 OK\r\nServer: scripted\r\n\r\nhello";

    [Theory]
    [WeirAlone("2.6 adds 'connection: keep-alive' to a 1.0 request in keep-alive mode")]
    public async Task Id_1_01_RequestWithoutCookieIsForwardedByteForByte(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /URI1 HTTP/1.0\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.Expect("GET /URI1 HTTP/1.0\r\n\r\n");
        await server.Send(Response10);
        server.Close();
        Assert.EndsWith("hello", await client.ReadToEnd());
    }

    [Theory]
    [Both("GET /URI1 HTTP/1.1\r\nHost: www\r\n\r\n")]
    [Both("GET /URI1 HTTP/1.1\r\nHost: www\r\nCookie: a=b\r\nAccept: */*\r\n\r\n")]
    [Both("GET /URI1?a=b&c=%20d;e HTTP/1.1\r\nHost: www:8080\r\n"
        + "User-Agent: a \"b\" (c; d)\r\nX-Test: ,;=\t!\r\n\r\n")]
    [Both("OPTIONS * HTTP/1.1\r\nHost: www\r\n\r\n")]
    [Both("GET http://www/a?b HTTP/1.1\r\nHost: www\r\n\r\n")]
    [Both("PROPFIND /dav/ HTTP/1.1\r\nHost: www\r\n\r\n")]
    [Both("GET /a/../b/./c//d/%2e%2E/ HTTP/1.1\r\nHost: www\r\n\r\n")]
    public async Task Id_1_01_NothingIsAddedToARequestOfToday(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        RawConnection server = await farm["webA"].Accept();
        await server.Expect(request);
        await server.Send(Response10);
        server.Close();
        Assert.EndsWith("hello", await client.ReadToEnd());
    }

    [Theory]
    [WeirAlone("2.6 writes field names in lower case and one space after the colon",
        "GET / HTTP/1.1\r\nhOST:www\r\nX-Odd_name:   three\r\nx-UPPER: a\t\r\n\r\n")]
    public async Task Id_1_01_ReceivedFieldsKeepEveryByte(Product product, string request)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        RawConnection server = await farm["webA"].Accept();
        await server.Expect(request);
    }

    [Theory, Both]
    public async Task Id_1_02_ResponseGetsOneLineMoreAfterTheServersOwn(Product product)
    {
        await using Farm farm = await Farm.Start(product, Guide.Section1);
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /URI1 HTTP/1.0\r\n\r\n");
        RawConnection server = await farm["webA"].Accept();
        await server.ReadThrough();
        await server.Send(Response10);
        server.Close();
        await client.Expect($"HTTP/1.0 200 OK\r\nServer: scripted\r\n{Inserted}\r\nhello");
        await client.ExpectEnd();
    }

    [Theory]
    [Both("A", "webA")]
    [Both("B", "webB")]
    [Both("C", "webC")]
    [Both("D", "webD")]
    public Task Id_1_03_And_04_TheOnlyCookieGoesWithItsLineAndTheResponseIsUntouched(
        Product product, string value, string server) =>
        new CookieExchange
        {
            Cookie = $"Cookie: SERVERID={value}\r\n",
            Server = server,
            Flags = "VN",
        }.Play(product);

    [Theory]
    [Both("Cookie: a=b; SERVERID=C; c=d\r\n", "Cookie: a=b; c=d\r\n")]
    [Both("Cookie: SERVERID=C; c=d\r\n", "Cookie: c=d\r\n")]
    [Both("Cookie: c=d; SERVERID=C\r\n", "Cookie: c=d\r\n")]
    [Both("Cookie: a=b; SERVERID=C; c=d; e=f\r\n", "Cookie: a=b; c=d; e=f\r\n")]
    [Both("Cookie: a=b\r\nCookie: SERVERID=C\r\nCookie: c=d\r\n", "Cookie: a=b\r\nCookie: c=d\r\n")]
    [Both("Cookie: XSERVERID=A; SERVERID=C; SERVERIDX=B\r\n", "Cookie: XSERVERID=A; SERVERIDX=B\r\n")]
    [Both("Cookie: a=\"SERVERID=A\"; SERVERID=C\r\n", "Cookie: a=\"SERVERID=A\"\r\n")]
    public Task Id_1_05_OtherCookiesStay(Product product, string sent, string seen) => new CookieExchange
    {
        Cookie = sent,
        Server = "webC",
        CookieAtServer = seen,
        Flags = "VN",
    }.Play(product);

    [Theory]
    [Both("SERVERID=Z")]
    [Both("SERVERID=a")]
    [Both("SERVERID=AA")]
    [Both("SERVERID=webA")]
    [Both("SERVERID=")]
    public Task Id_1_06_UnknownValueIsRemovedAndReplaced(Product product, string cookie) => new CookieExchange
    {
        Cookie = $"Cookie: {cookie}\r\n",
        SetCookieAtClient = Inserted,
        Flags = "II",
    }.Play(product);

    [Theory]
    [Both("Cookie: SERVERID=\"C\"\r\n", "")]
    [Both("Cookie: $Version=\"1\"; SERVERID=\"C\"; $Path=\"/\"\r\n", "")]
    [Both("Cookie: SERVERID=\"C\"; d=e\r\n", "Cookie: d=e\r\n")]
    public Task Id_1_07_QuotedValueIsUnknown(Product product, string sent, string seen) => new CookieExchange
    {
        Cookie = sent,
        CookieAtServer = seen,
        SetCookieAtClient = Inserted,
        Flags = "II",
    }.Play(product);

    [Theory]
    [Both("Cookie: serverid=B\r\n")]
    [Both("Cookie: Serverid=B; SERVERI=C; SERVERIDD=D\r\n")]
    public Task Id_1_08_NameIsCaseSensitive(Product product, string foreign) => new CookieExchange
    {
        Cookie = foreign,
        CookieAtServer = foreign,
        SetCookieAtClient = Inserted,
        Flags = "NI",
    }.Play(product);

    [Theory]
    [Both("", "webA", Inserted, "NI")]
    [Both("Cookie: SERVERID=B\r\n", "webB", "", "VD")]
    [Both("Cookie: SERVERID=Z\r\n", "webA", Inserted, "II")]
    public Task Id_1_09_ServersOwnCookieOfThatNameIsRemoved(
        Product product, string cookie, string server, string setCookie, string flags) => new CookieExchange
        {
            Cookie = cookie,
            Server = server,
            SetCookieByServer = "Set-Cookie: SERVERID=zzz; path=/app\r\n",
            SetCookieAtClient = setCookie,
            Flags = flags,
        }.Play(product);

    [Theory, Both]
    public Task Id_1_09_ServersOtherCookiesStay(Product product) => new CookieExchange
    {
        Cookie = "Cookie: SERVERID=B\r\n",
        Server = "webB",
        SetCookieByServer = "Set-Cookie: SERVERIDX=1\r\nSet-Cookie: serverid=2\r\n",
        SetCookieAtClient = "Set-Cookie: SERVERIDX=1\r\nSet-Cookie: serverid=2\r\n",
        Flags = "VN",
    }.Play(product);

    /// <summary>Era conflicts inside section 1: today's reading is recommended for all of them.</summary>
    [Theory]
    [Both("Cookie: SERVERID=B; SERVERID=C\r\n", "")]
    [Both("Cookie: SERVERID=B\r\nCookie: SERVERID=C\r\n", "")]
    [Both("Cookie:SERVERID=B\r\n", "")]
    [Both("Cookie: SERVERID = B\r\n", "")]
    public Task OddCookieLinesAreReadAsToday(Product product, string sent, string seen) => new CookieExchange
    {
        Cookie = sent,
        Server = "webB",
        CookieAtServer = seen,
        Flags = "VN",
    }.Play(product);
}
