using System.Threading.Tasks;
using Weir.Tests.Wire.Cookies;
using Weir.Tests.Wire.Faults;
using Weir.Tests.Wire.Harness;
using Weir.Tests.Wire.Http;
using Weir.Tests.Wire.Section1;
using Weir.Tests.Wire.Section7;
using Xunit;

namespace Weir.Tests.Wire.Logs;

/// <summary>
/// The termination states of the manual's 8.5 that no other case reaches. The others: PR in <see
/// cref="BadClients"/>; CR, cR, CH, cH, CD and cD in <see cref="LostClients"/>; PH, SH, sH, SD and sD in
/// <see cref="BadServers"/>; SC and sC in <see cref="Retries"/>; sQ and CQ in <see cref="Waiting"/>; the
/// letters of cookies in <see cref="CookieInsertion"/>, <see cref="Modes"/>, <see cref="Dates"/> (E, O, U)
/// and, of servers that are down, in <see cref="Checks"/>; those of two letters in tests/Wire/Plain. What
/// cannot be had from outside: 2.6 says SC, not RC or PC, when sockets or source ports run out, and so does
/// Weir; R before another letter is a want of memory, I one of our own mistakes; what is L as a cause is not
/// logged (<see cref="MonitorUri"/>); K, D and U, and T, wait for what causes them (runtime commands,
/// <c>on-marked-down</c>, tarpits).
/// </summary>
public sealed class Endings
{
    private const string Get = "GET / HTTP/1.1\r\nhost: www\r\n\r\n";
    private const string GetA = "GET / HTTP/1.1\r\nhost: www\r\ncookie: S=A\r\n\r\n";
    private const string Ok = "HTTP/1.1 200 OK\r\n";
    private const string NoContent = "HTTP/1.1 204 No Content\r\n\r\n";

    private const string PostHead = "POST / HTTP/1.1\r\nhost: www\r\ncontent-length: 40000000\r\n\r\n";

    /// <summary>How one end of a connection leaves.</summary>
    public enum Leaves
    {
        ByFin,
        ByReset,
    }

    [Theory]
    [Both(GetA, Leaves.ByFin, "GET / HTTP/1.1")]
    [Both(GetA, Leaves.ByReset, "GET / HTTP/1.1")]
    [Both("POST / HTTP/1.1\r\nhost: www\r\ncookie: S=A\r\ncontent-length: 9\r\n\r\n", Leaves.ByReset,
        "POST / HTTP/1.1")]
    public async Task LeavingWhileTheServerIsBeingReachedIsCC(
        Product product, string request, Leaves how, string logged)
    {
        await using Farm farm = await Farm.StartWarm(
            product, Text("option abortonclose\ntimeout connect 30s"));
        await farm["s1"].Vanish();
        int idle = farm.Balancer.Descriptors;
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        await Patience.Until(
            () => farm.Balancer.Descriptors == idle + 2, () => "it does not connect to the server");
        Leave(client, how);
        if (how == Leaves.ByFin) await client.ExpectEnd();
        await farm.Log.ExpectRequest(client, "web/s1 */*/-1/-1/* -1 0 - - CCVN 1/1/0/0/0 0/0", logged);
        await farm.ExpectNothingLeft();
    }

    [Theory]
    [Both("", "*/*/*/-1/* 502 0B - - SHVN")]
    [Both("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n", "*/*/*/-1/* 502 0B - - PHVN")]
    [Both("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nabc", "*/*/*/*/* 200 41B - - SDVN")]
    [Both("HTTP/1.1 200 OK\r\nset-cookie: S=B\r\ncontent-length: 5\r\n\r\nabc", "*/*/*/*/* 200 58B - - SDVD")]
    public async Task TheLettersOfCookiesStayWithAFaultOfTheServer(
        Product product, string answer, string logged)
    {
        await using Farm farm = await Farm.Start(product, Text(""));
        (RawConnection client, RawConnection server) = await farm.Pass(GetA);
        await server.Send(answer);
        server.Close();
        await farm.Log.ExpectRequest(client, $"web/s1 {logged} 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory]
    [Both(Leaves.ByFin)]
    [WeirAlone("2.6 says nothing to the client, and SD", Leaves.ByReset)]
    public async Task ServerThatLeavesInsideTheRequestsBodyIsSH(Product product, Leaves how)
    {
        await using Farm farm = await Farm.Start(product, Text(""));
        (RawConnection client, RawConnection server) = await farm.Pass(PostHead);
        Leave(server, how);
        await client.ReadThrough();
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 502 0B - - SHNN 1/1/0/0/0 0/0", "POST / HTTP/1.1");
    }

    [Theory, WeirAlone("2.6 now and then says sD and nothing to the client")]
    public async Task ServerThatStopsReadingTheRequestsBodyIsSh(Product product)
    {
        await using Farm farm = await Farm.Start(product, Text("timeout server 300ms"));
        (RawConnection client, _) = await farm.Pass(PostHead);
        Task sending = client.Send(new string('x', 40_000_000));
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/-1/* 504 0B - - sHNN 1/1/0/0/0 0/0", "POST / HTTP/1.1");
        await Task.WhenAny(sending); // taken and thrown away, or cut off: both are right
    }

    [Theory]
    [Both("GET\r\n\r\n", false, "400 0B - - PR--")]
    [Both("GET / HT", true, "400 0B - - CR--")]
    [Both("GET / HT", false, "408 0B - - cR--")]
    public async Task ASecondRequestThatCannotBeReadIsLoggedAsAFirst(
        Product product, string request, bool leaves, string logged)
    {
        await using Farm farm = await Farm.Start(
            product, Text("timeout http-request 300ms\ntimeout http-keep-alive 30s"));
        await using RawConnection client = await farm.Connect();
        await Exchange.Pass(farm, client, GetA);
        await farm.Log.ExpectRequest(
            client, "web/s1 */*/*/*/* 204 27B - - --VN 1/1/0/0/0 0/0", "GET / HTTP/1.1");
        await client.Send(request);
        if (leaves) client.Finish();
        await client.ReadToEnd();
        await farm.Log.ExpectRequest(
            client, $"web/<NOSRV> -1/-1/-1/-1/* {logged} 1/1/0/0/0 0/0", "<BADREQ>");
    }

    [Theory]
    [Both("client", Leaves.ByReset, "CD")]
    [Both("server", Leaves.ByReset, "SD")]
    [Both("server", Leaves.ByFin, "--")]
    public async Task ATunnelEndsAsItsDataPhase(Product product, string who, Leaves how, string logged)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web());
        (RawConnection client, RawConnection server) = await Upgrades.Open(farm);
        Leave(who == "client" ? client : server, how);
        if (who == "server") await client.ExpectClosed();
        client.Close();
        await farm.Log.ExpectRequest(
            client, $"web/s1 */*/*/*/* 101 129B - - {logged}-- 1/1/0/0/0 0/0", "GET /chat HTTP/1.1");
    }

    [Theory]
    [Both("timeout client 150", "cD")]
    [Both("timeout server 150", "sD")]
    [Both("timeout tunnel 150", "cD")]
    public async Task ATunnelWhereNobodySpeaksEndsAsItsFirstTimeoutSays(
        Product product, string lines, string logged)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        (RawConnection client, RawConnection server) = await Upgrades.Open(farm);
        // 2.6 ends only the side that was too slow, and waits for the other to follow.
        (RawConnection first, RawConnection second) =
            logged == "cD" ? (server, client) : (client, server);
        await first.ExpectClosed();
        first.Finish();
        await second.ExpectClosed();
        await farm.Log.ExpectRequest(
            client, $"web/s1 */*/*/*/* 101 129B - - {logged}-- 1/1/0/0/0 0/0", "GET /chat HTTP/1.1");
    }

    [Theory]
    [Both(false, "*/*/*/*/* 204 27B - - --DN")]
    [Both(true, "*/*/-1/-1/* 503 0B - - SCDN")]
    public async Task WithPersistADownServerIsTriedAndTheLetterIsD(
        Product product, bool refuses, string logged)
    {
        string text = Text("option persist\nretries 0")
            .Replace("cookie A", "cookie A check port 81 inter 200", System.StringComparison.Ordinal);
        await using Farm farm = await Farm.Start(product, text);
        farm["s1:check"].Refuse();
        await farm.Log.Event("Server web/s1 is DOWN");
        if (refuses) farm["s1"].Refuse();
        await using RawConnection client = await farm.Connect();
        if (refuses) await client.Send(GetA);
        else await Exchange.Pass(farm, client, GetA);
        await client.FirstBytes();
        await farm.Log.ExpectRequest(client, $"web/s1 {logged} 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task WithoutAnyServerUpItIsSCAndNoServersName(Product product)
    {
        await using Farm farm = await Farm.Start(
            product, Texts.Web("", words: "check inter 200"), f => f["s1"].Refuse());
        await farm.Log.Event("Server web/s1 is DOWN");
        await using RawConnection client = await farm.Connect();
        await client.Send(Get);
        await client.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            client, "web/<NOSRV> */-1/-1/-1/* 503 0B - - SC-- 1/1/0/0/0 0/0", "GET / HTTP/1.1");
    }

    [Theory, Both]
    public async Task WithoutAFreeSourcePortItIsSC(Product product)
    {
        string text = Texts.Web("retries 0\ntimeout connect 100ms", words: "source 10.1.2.61:4001");
        await using Farm farm = await Farm.Start(product, text);
        await farm.Pass(Get);
        await using RawConnection second = await farm.Connect();
        await second.Send(Get);
        await second.Expect(ErrorPages.Keeping(503));
        await farm.Log.ExpectRequest(
            second, "web/s1 */*/-1/-1/* 503 0B - - SC-- 2/2/1/1/0 0/0", "GET / HTTP/1.1");
    }

    /// <summary>One server, whose cookie is A.</summary>
    private static string Text(string lines) => Texts.Web($"cookie S insert\n{lines}", words: "cookie A");

    private static void Leave(RawConnection who, Leaves how)
    {
        if (how == Leaves.ByFin) who.Finish();
        else who.Reset();
    }
}
