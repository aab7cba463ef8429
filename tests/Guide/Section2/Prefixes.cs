using System.Threading.Tasks;
using Weir.Tests.Guide.Bed;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Guide.Section2;

/// <summary>Section 2: the application's own cookie carries the server's name.</summary>
public sealed class Prefixes
{
    [Fact]
    public Task Id_2_01_And_08_NothingIsInsertedWhileTheApplicationSetsNoCookie() =>
        new PrefixExchange { Cookie = "Cookie: other=1\r\n", CookieAtServer = "Cookie: other=1\r\n" }.Play();

    [Theory]
    [InlineData("JSESSIONID=123; path=/app; HttpOnly", "JSESSIONID=A~123; path=/app; HttpOnly")]
    [InlineData("JSESSIONID=123", "JSESSIONID=A~123")]
    [InlineData("JSESSIONID=1~2;Path=/;  Secure", "JSESSIONID=A~1~2;Path=/;  Secure")]
    public Task Id_2_02_TheServersNameIsPutBeforeTheValueAndNothingElseChanges(string set, string seen) =>
        new PrefixExchange
        {
            SetByServer = $"Set-Cookie: {set}\r\nX-After: 1\r\n",
            SetAtClient = $"Set-Cookie: {seen}\r\nX-After: 1\r\n",
        }.Play();

    [Theory]
    [InlineData("JSESSIONID=A~123", "webA", "JSESSIONID=123")]
    [InlineData("JSESSIONID=D~123", "webD", "JSESSIONID=123")]
    [InlineData("a=1; JSESSIONID=B~1~2; z=2", "webB", "a=1; JSESSIONID=1~2; z=2")]
    [InlineData("JSESSIONIDX=A~1; JSESSIONID=C~; z=2", "webC", "JSESSIONIDX=A~1; JSESSIONID=; z=2")]
    public Task Id_2_03_TheServersNameIsCutFromTheRequestAtTheFirstTilde(
        string sent, string server, string seen) => PlayRequest(sent, server, seen);

    [Fact]
    public Task Id_2_04_EveryLineOfThatNameIsPrefixedAndNoOther() => new PrefixExchange
    {
        Cookie = "Cookie: JSESSIONID=C~0\r\n",
        Server = "webC",
        CookieAtServer = "Cookie: JSESSIONID=0\r\n",
        SetByServer = "Set-Cookie: JSESSIONID=1\r\nSet-Cookie: jsessionid=2\r\nSet-Cookie: A=3\r\n"
            + "Set-Cookie: JSESSIONID=4; path=/b\r\n",
        SetAtClient = "Set-Cookie: JSESSIONID=C~1\r\nSet-Cookie: jsessionid=2\r\nSet-Cookie: A=3\r\n"
            + "Set-Cookie: JSESSIONID=C~4; path=/b\r\n",
    }.Play();

    [Theory]
    [InlineData("JSESSIONID=\"1 2;3\"; path=/", "JSESSIONID=A~\"1 2;3\"; path=/")]
    [InlineData("JSESSIONID=", "JSESSIONID=A~")]
    [InlineData("JSESSIONID=; Max-Age=0", "JSESSIONID=A~; Max-Age=0")]
    public Task Id_2_05_OddValuesOfTheServerArePrefixedAsTheyAre(string set, string seen) =>
        new PrefixExchange
        {
            SetByServer = $"Set-Cookie: {set}\r\n",
            SetAtClient = $"Set-Cookie: {seen}\r\n",
        }.Play();

    [Theory]
    [InlineData("JSESSIONID=\"B~1\"", "webA", "JSESSIONID=1\"")]
    public Task Id_2_05_AQuoteBelongsToTheClientsServerPart(string sent, string server, string seen) =>
        PlayRequest(sent, server, seen);

    [Theory]
    [InlineData("JSESSIONID=Z~123", "webA", "JSESSIONID=123")]
    [InlineData("JSESSIONID=~123", "webA", "JSESSIONID=123")]
    [InlineData("JSESSIONID=123", "webA", "JSESSIONID=123")]
    [InlineData("JSESSIONID=B", "webB", "JSESSIONID=B")]
    public Task Id_2_06_AnUnknownServerPartIsRemovedAndTheRequestBalanced(
        string sent, string server, string seen) => PlayRequest(sent, server, seen);

    [Fact]
    public async Task Id_2_01_And_02_And_03_And_08_TheDrawnFlowIsSeenByteForByte()
    {
        await using Stage stage = await Stage.Start(GuideText.Section2);
        await Exchange(stage, "webA", ("1", "", "", "", ""));
        await Exchange(stage, "webB", ("2", "", "", "Set-Cookie: JSESSIONID=123\r\n", "B"));
        await Exchange(
            stage, "webB", ("3", "Cookie: JSESSIONID=B~123\r\n", "Cookie: JSESSIONID=123\r\n", "", ""));
    }

    /// <summary>A request whose cookies are changed on the way to a server.</summary>
    private static Task PlayRequest(string sent, string server, string seen) => new PrefixExchange
    {
        Cookie = $"Cookie: {sent}\r\n",
        Server = server,
        CookieAtServer = $"Cookie: {seen}\r\n",
    }.Play();

    private static async Task Exchange(
        Stage stage,
        string name,
        (string Uri, string Cookie, string CookieAtServer, string Set, string Prefix) step)
    {
        await using RawConnection client = await stage.Connect();
        await client.Send($"GET /URI{step.Uri} HTTP/1.0\r\n{step.Cookie}\r\n");
        RawConnection server = await stage[name].Accept();
        await server.Expect(
            $"GET /URI{step.Uri} HTTP/1.0\r\n{step.CookieAtServer}X-Forwarded-For: 10.1.2.3\r\n\r\n");
        await server.Send($"HTTP/1.0 200 OK\r\n{step.Set}\r\nbody");
        server.Close();
        string set = step.Prefix.Length == 0 ? "" : $"Set-Cookie: JSESSIONID={step.Prefix}~123\r\n";
        await client.Expect($"HTTP/1.0 200 OK\r\n{set}\r\nbody");
        await client.ExpectEnd();
    }
}
