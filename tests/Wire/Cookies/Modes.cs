using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Cookies;

/// <summary>
/// The words of <c>cookie</c> besides those of the guide's first sections, byte by byte. Two servers, whose
/// cookies are A and B; an empty text means that a line is not there.
/// </summary>
public sealed class Modes
{
    [Theory]
    [Both("", "", "", "--")]
    [Both("", "cookie: S=B; x=1\r\n", "cookie: S=B; x=1\r\n", "--")]
    [Both("", "cookie: S=Z\r\n", "cookie: S=Z\r\n", "--")]
    [Both("indirect", "cookie: S=B; x=1\r\n", "cookie: S=B; x=1\r\n", "VN")]
    [Both("insert", "cookie: S=B; x=1\r\n", "cookie: S=B; x=1\r\n", "VN")]
    [Both("rewrite", "cookie: S=B; x=1\r\n", "cookie: S=B; x=1\r\n", "VN")]
    [Both("rewrite", "cookie: S=Z\r\n", "cookie: S=Z\r\n", "IN")]
    [Both("prefix", "cookie: S=B~1; S=A~2; x=A~3\r\n", "cookie: S=1; S=2; x=A~3\r\n", "VN")]
    [Both("prefix indirect", "cookie: S=B~1\r\n", "cookie: S=1\r\n", "VN")]
    public Task ACookieOfTheRequestIsReadAndChangedAsTheWordsSay(
        Product product, string words, string sent, string seen, string flags) =>
        new Exchange
        {
            Words = words,
            Cookie = sent,
            Server = sent.Contains("S=B") ? "s2" : "s1",
            CookieAtServer = seen,
            Flags = flags,
        }.Play(product);

    [Theory]
    [Both("", "", "S=9; path=/ => S=9; path=/", "--")]
    [Both("indirect", "", "S=9; path=/ => S=9; path=/", "NP")]
    [Both("indirect", "cookie: S=B\r\n", "S=9; path=/ => ", "VD")]
    [Both("indirect", "cookie: S=B\r\n", "x=9 => x=9", "VN")]
    [Both("rewrite", "", "S=9; path=/; secure => S=A; path=/; secure", "NR")]
    [Both("rewrite", "", "S=\"1;2\" ;path=/ => S=A ;path=/", "NR")]
    [Both("rewrite", "", "S= => S=A", "NR")]
    [Both("rewrite", "cookie: S=B\r\n", "S=9 => S=B", "VR")]
    [Both("rewrite", "", "s=9 => s=9", "NN")]
    [Both("prefix", "", "S=9 => S=A~9", "NR")]
    [Both("prefix indirect", "cookie: S=B~1\r\n", "S=9 => ", "VD")]
    [Both("insert preserve", "", "S=9 => S=9", "NP")]
    [Both("insert indirect preserve", "cookie: S=B\r\n", "S= => S=", "VP")]
    public Task TheServersOwnCookieIsPassedChangedOrLeftOut(
        Product product, string words, string sent, string change, string flags)
    {
        string[] sides = change.Split(" => ");
        return new Exchange
        {
            Words = words,
            Cookie = sent,
            Server = sent.Length > 0 ? "s2" : "s1",
            CookieAtServer = words == "insert indirect preserve" ? "" : sent.Replace("B~", ""),
            Set = $"set-cookie: {sides[0]}\r\n",
            SetAtClient = sides[1].Length > 0 ? $"set-cookie: {sides[1]}\r\n" : "",
            Flags = flags,
        }.Play(product);
    }

    [Theory]
    [Both("insert", "S=A; path=/")]
    [Both("insert domain .a.org", "S=A; path=/; domain=.a.org")]
    [Both("insert domain .a.org domain .b.org", "S=A; path=/; domain=.a.org; domain=.b.org")]
    [Both("insert secure httponly", "S=A; path=/; HttpOnly; Secure")]
    [Both("insert attr SameSite=Strict attr Priority=High", "S=A; path=/; SameSite=Strict; Priority=High")]
    [Both("insert secure attr a domain d httponly", "S=A; path=/; domain=d; HttpOnly; Secure; a")]
    public Task AnInsertedCookieHasItsAttributesInOneOrder(Product product, string words, string seen) =>
        new Exchange { Words = words, Added = $"set-cookie: {seen}\r\n", Flags = "NI" }.Play(product);

    [Theory]
    [Both("GET", "", "NN")]
    [Both("POST", "set-cookie: S=A; path=/\r\n", "NI")]
    [Both("PUT", "", "NN")]
    public Task PostonlyInsertsInAnswersToPostAlone(
        Product product, string method, string added, string flags) => new Exchange
        {
            Words = "insert indirect postonly",
            Method = method,
            Added = added,
            Flags = flags,
        }.Play(product);
}
