using System.Linq;
using Weir.Rules.Patterns;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Patterns;

/// <summary>
/// Samples and patterns, by each way of matching (manual, 7.1). The lines of these tables were asked of
/// haproxy 2.6.
/// </summary>
public sealed class MatchTests
{
    public static TheoryData<string> EveryMethod() => [.. MatchTable.Rows.Select(static row => row.Name)];

    [Theory]
    [InlineData("path_dir img", "/img/x", true)]
    [InlineData("path_dir img", "/x/img", true)]
    [InlineData("path_dir img", "/ximg/", false)]
    [InlineData("path_dir img", "/a/IMG/", false)]
    [InlineData("path_dir img", "/imgs/x", false)]
    [InlineData("path_dir -i img", "/a/IMG/", true)]
    [InlineData("path_dir /img", "/x/img", true)]
    [InlineData("path_dir a/b", "/x/a/b/c", true)]
    [InlineData("path_dir a/b", "/a/bc", false)]
    [InlineData("path_dir a/b", "/a//b", false)]
    [InlineData("path_dir /", "/a/", false)]
    [InlineData("url_dir img", "/x?img", true)]
    [InlineData("url_dir img", "/x?a=img", false)]
    [InlineData("url_dom img", "/x.img:y", true)]
    [InlineData("str(www.example.com) -m dom example", "/", true)]
    [InlineData("str(example.com:80) -m dom example.com", "/", true)]
    [InlineData("str(example.com:80) -m dom .example.", "/", true)]
    [InlineData("str(myexample.com) -m dom example", "/", false)]
    [InlineData("str(www.example-x.com) -m dom example", "/", false)]
    [InlineData("path_sub bc", "/abcd", true)]
    [InlineData("path_sub bc", "/bd", false)]
    [InlineData("path_sub -i BC", "/abcd", true)]
    [InlineData("path_beg /a /b", "/b", true)]
    [InlineData("path_beg /a /b", "/c", false)]
    [InlineData("path_beg /a /b", "/A", false)]
    [InlineData("path_beg -i /A", "/abc", true)]
    [InlineData("path_beg /a -i /B", "/-i", false)]
    [InlineData("path_beg /a -i /B", "/B", true)]
    [InlineData("path_beg -- -i /b", "/b", true)]
    [InlineData("path_end .gif .JPG", "/a.JPG", true)]
    [InlineData("path_end .gif .JPG", "/a.jpg", false)]
    [InlineData("path_end .gif", "/gif", false)]
    [InlineData("path /a /b", "/b?x", true)]
    [InlineData("path /a /b", "/a/", false)]
    [InlineData("path -i /A", "/a", true)]
    [InlineData("path_beg -m end c", "/abc", true)]
    [InlineData("path_beg,lower /abc", "/ABC", true)]
    [InlineData("path_beg,lower /ab", "/ABC", false)]
    [InlineData("path_reg ^/a(b|c)+$", "/abcb", true)]
    [InlineData("path_reg ^/a(b|c)+$", "/abd", false)]
    [InlineData("path_reg B$", "/ab", false)]
    [InlineData("path_reg -i B$", "/ab", true)]
    [InlineData("path_reg x [0-9]{3}", "/a123", true)]
    [InlineData("path_reg \\\\.gif$", "/a.gif", true)]
    [InlineData("path_reg \\\\.gif$", "/agif", false)]
    [InlineData("path_reg ^$ ^/\\\\d+$", "/42", true)]
    [InlineData("path_beg -f /paths", "/a", true)]
    [InlineData("str(/\\#d) -m beg -f /paths", "/", true)]
    [InlineData("path_beg -f /paths", "/d", false)]
    [InlineData("path_beg -f /paths /d", "/d", true)]
    [InlineData("path_beg -i -f /paths", "/A", true)]
    [InlineData("path_beg -f /paths", "/A", false)]
    [InlineData("str(b) -m beg -f /paths", "/", false)]
    [InlineData("src -f /nets", "/", true)]
    [InlineData("ipv4(203.0.113.1) -f /nets", "/", false)]
    public void TextsAreMatchedAtTheirPlace(string test, string target, bool expected) =>
        Expect(test, target, expected);

    [Theory]
    [InlineData("path_len 3:5", "/abcd", true)]
    [InlineData("path_len 3:5", "/abcde", false)]
    [InlineData("path_len gt 3 lt 2", "/", true)]
    [InlineData("path_len gt 3 lt 2", "/ab", false)]
    [InlineData("path_len eq 3 4", "/abc", true)]
    [InlineData("int(3) 3", "/", true)]
    [InlineData("int(3) 1:3", "/", true)]
    [InlineData("int(3) :3", "/", true)]
    [InlineData("int(3) 4:", "/", false)]
    [InlineData("int(3) 1 2 4", "/", false)]
    [InlineData("int(3) ge 3", "/", true)]
    [InlineData("int(3) gt 3", "/", false)]
    [InlineData("int(3) le 3", "/", true)]
    [InlineData("int(3) lt 3", "/", false)]
    [InlineData("int(3) gt 1:5", "/", true)]
    [InlineData("int(3) lt 1:5", "/", true)]
    [InlineData("int(3) eq 5 ge 1", "/", true)]
    [InlineData("int(-5) lt 0", "/", true)]
    [InlineData("int(-5) -- -9:-1", "/", true)]
    [InlineData("int(3) gt 9223372036854775807", "/", false)]
    [InlineData("bool(1) -m int 1", "/", true)]
    [InlineData("str(12x) -m int 12", "/", true)]
    [InlineData("str(+12) -m int 12", "/", true)]
    [InlineData("str() -m int 0", "/", false)]
    public void NumbersAreMatchedByRange(string test, string target, bool expected) =>
        Expect(test, target, expected);

    [Theory]
    [InlineData("str(1.2.3.4) -m ip 1.2.3.0/24", true)]
    [InlineData("str(1.2.4.4) -m ip 1.2.3.0/24", false)]
    [InlineData("str(1.2.3.4:80) -m ip 1.2.3.4", true)]
    [InlineData("str(x) -m ip 0.0.0.0/0", false)]
    [InlineData("ipv4(10.0.0.12) 10.12", true)]
    [InlineData("ipv4(192.168.0.1) 192.168.1", true)]
    [InlineData("ipv4(192.168.2.9) 192.168.0.0/255.255.252.0", true)]
    [InlineData("ipv4(1.2.3.4) 9.9.9.9 1.2.3.4 5.5.5.5", true)]
    [InlineData("ipv4(1.2.3.4) ::ffff:1.2.3.0/120", true)]
    [InlineData("ipv4(1.2.4.4) ::ffff:1.2.3.0/120", false)]
    [InlineData("ipv6(::ffff:1.2.3.4) 1.2.3.0/24", true)]
    [InlineData("ipv6(::1.2.3.4) 1.2.3.0/24", true)]
    [InlineData("ipv6(2002:102:304::) 1.2.3.0/24", true)]
    [InlineData("ipv6(2001:102:304::) 1.2.3.0/24", false)]
    [InlineData("ipv6(2001:db8::1) 2001:db8::/32", true)]
    [InlineData("ipv6(2001:db9::1) 2001:db8::/32", false)]
    [InlineData("ipv4(127.0.0.1) localhost.test", true)]
    [InlineData("src 192.0.2.0/24", true)]
    public void AddressesAreMatchedByNetwork(string test, bool expected) => Expect(test, "/", expected);

    [Theory]
    [InlineData("method GET", "/", true)]
    [InlineData("method get", "/", false)]
    [InlineData("method -i get", "/", false)]
    [InlineData("method FOO", "FOO / HTTP/1.1\r\n\r\n", true)]
    [InlineData("method foo", "FOO / HTTP/1.1\r\n\r\n", false)]
    [InlineData("method -i foo", "FOO / HTTP/1.1\r\n\r\n", true)]
    [InlineData("method -m beg G", "/", true)]
    [InlineData("method -m len 3", "/", true)]
    [InlineData("bin(6162) -m bin 6162", "/", true)]
    [InlineData("bin(6162) -m bin 6163", "/", false)]
    [InlineData("bin(6162) -m str ab", "/", true)]
    [InlineData("path -m found", "/", true)]
    [InlineData("hdr(none) -m found", "/", false)]
    [InlineData("int(5) -m bool", "/", true)]
    [InlineData("int(0) -m bool", "/", false)]
    [InlineData("str(12x) -m bool", "/", true)]
    [InlineData("str(true) -m bool", "/", false)]
    [InlineData("src -m bool", "/", true)]
    [InlineData("src -m str 192.0.2.1", "/", true)]
    [InlineData("src -m len 9", "/", true)]
    [InlineData("always_true", "/", true)]
    [InlineData("always_false", "/", false)]
    public void TheRestIsMatchedAsItIs(string test, string request, bool expected) =>
        Expect(test, request, expected);

    [Theory]
    [InlineData("x, a, y", true)]
    [InlineData("x, y", false)]
    [InlineData("", false)]
    public void OneOfSeveralValuesIsEnough(string value, bool expected) =>
        Expect("hdr(v) a", $"GET / HTTP/1.1\r\nv: {value}\r\n\r\n", expected);

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public void AWayOfMatchingTellsWhatItIs(string name)
    {
        MatchMethod row = MatchTable.Find(name)!;
        Assert.EndsWith(".", row.Doc);
        string pattern = name == "ip" ? "192.0.2.1" : "61";
        Assert.Empty(RuleBed.Messages($"acl a str(61) -m {name} {pattern}"));
    }

    private static void Expect(string test, string request, bool expected) =>
        Assert.Equal(expected, RuleBed.Holds($"{{ {test} }}", request));
}
