using System.Linq;
using System.Text;
using Weir.Model.Plan;
using Weir.Model.Plan.Checks;
using Xunit;

namespace Weir.Tests.Unit.Model.Compile;

/// <summary>What the lines of a section make of its servers' checks.</summary>
public sealed class CheckTests
{
    private const string Classic = "listen b :80\n mode http\n ";
    private const string Modern = "backend b\n mode http\n ";

    [Theory]
    [InlineData("option httpchk", "OPTIONS / HTTP/1.0\r\n\r\n")]
    [InlineData("option httpchk /check", "OPTIONS /check HTTP/1.0\r\n\r\n")]
    [InlineData("option httpchk HEAD /", "HEAD / HTTP/1.0\r\n\r\n")]
    [InlineData("option httpchk GET / HTTP/1.1", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData("option httpchk POST /", "POST / HTTP/1.0\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.1\r\nHost:\ www", "GET / HTTP/1.1\r\nHost: www\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.1\r\nHost:\ www\r\nA:\ b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: www\r\nA: b\r\n\r\n")]
    [InlineData(@"option httpchk POST / HTTP/1.0\r\nContent-Length:\ 1\r\n\r\nx",
        "POST / HTTP/1.0\r\nContent-Length: 1\r\n\r\nx")]
    public void AClassicSectionAsksLetterByLetter(string line, string request) =>
        Assert.Equal(request, RequestOf(Classic + line));

    /// <summary>Recorded from HAProxy 2.6.</summary>
    [Theory]
    [InlineData("option httpchk GET / HTTP/1.0", "GET / HTTP/1.0\r\n\r\n")]
    [InlineData("option httpchk GET / HTTP/1.1", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n")]
    [InlineData("option httpchk GET / HTTP/2.0", "GET / HTTP/1.1\r\nconnection: close\r\n\r\n")]
    [InlineData("option httpchk PUT / HTTP/1.1",
        "PUT / HTTP/1.1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")]
    [InlineData("option httpchk DELETE / HTTP/1.0", "DELETE / HTTP/1.0\r\n\r\n")]
    [InlineData("option httpchk get /", "get / HTTP/1.0\r\ncontent-length: 0\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.1\r\nHost:www\r\nUser-Agent:\ X\ Y\ \ ",
        "GET / HTTP/1.1\r\nhost: www\r\nuser-agent: X Y\r\nconnection: close\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.1\r\nHost:\r\nConnection:\ upgrade",
        "GET / HTTP/1.1\r\nconnection: upgrade\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.1\r\nConnection:\ Keep-Alive", "GET / HTTP/1.1\r\n\r\n")]
    [InlineData(@"option httpchk GET / HTTP/1.0\r\nConnection:\ keep-alive",
        "GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n")]
    [InlineData(@"option httpchk POST / HTTP/1.0\r\nHost:\ www\r\n\r\nbody",
        "POST / HTTP/1.0\r\nhost: www\r\ncontent-length: 4\r\n\r\nbody")]
    [InlineData("option httpchk\n http-check send hdr Host www hdr X-A 5%%",
        "OPTIONS / HTTP/1.0\r\nhost: www\r\nx-a: 5%\r\n\r\n")]
    [InlineData("option httpchk GET /a HTTP/1.1\n"
        + " http-check send meth POST uri /b hdr content-length 3 body abcd",
        "POST /b HTTP/1.1\r\ncontent-length: 4\r\nconnection: close\r\n\r\nabcd")]
    [InlineData("http-check send hdr a b\n option httpchk GET /", "GET / HTTP/1.0\r\na: b\r\n\r\n")]
    public void OtherSectionsAskAsHaproxyDoes(string lines, string request) =>
        Assert.Equal(request, RequestOf(Modern + lines));

    [Fact]
    public void TheStateStandsBehindTheFieldsAndBeforeTheFraming()
    {
        HttpCheckPlan check = CheckOf(
            Modern + "option httpchk POST / HTTP/1.1\n"
                + " http-check send-state\n http-check send hdr a b body c")
            .Http!;
        Assert.True(check.SendsState);
        Assert.Equal("POST / HTTP/1.1\r\na: b\r\n", Encoding.ASCII.GetString(check.Head));
        Assert.Equal(
            "content-length: 1\r\nconnection: close\r\n\r\nc", Encoding.ASCII.GetString(check.Tail));
    }

    [Fact]
    public void ASectionThatSpeaksOfARequestTakesNoneFromItsDefaults()
    {
        const string Defaults = "defaults\n mode http\n option httpchk GET /d\n http-check send hdr a b\n"
            + " http-check expect status 404\n http-check disable-on-404\n";
        HttpCheckPlan inherited = CheckOf(Defaults + "backend b\n http-check send-state").Http!;
        Assert.Equal("GET /d HTTP/1.0\r\na: b\r\n", Encoding.ASCII.GetString(inherited.Head));
        Assert.Single(inherited.Expected);
        HttpCheckPlan own = CheckOf(Defaults + "backend b\n option httpchk").Http!;
        Assert.Equal("OPTIONS / HTTP/1.0\r\n", Encoding.ASCII.GetString(own.Head));
        Assert.Empty(own.Expected);
        Assert.True(own.StopsOn404);
        HttpCheckPlan expecting = CheckOf(Defaults + "backend b\n http-check expect string x").Http!;
        Assert.Equal("OPTIONS / HTTP/1.0\r\n", Encoding.ASCII.GetString(expecting.Head));
        Assert.Equal("x"u8.ToArray(), Assert.Single(expecting.Expected).Text);
    }

    [Theory]
    [InlineData("status 200", "200-200")]
    [InlineData("status 200,404,500-510", "200-200 404-404 500-510")]
    [InlineData("! status 200,", "!200-200 0-0")]
    [InlineData("!status -99", "!0-99")]
    [InlineData("! ! status 1", "1-1")]
    [InlineData("comment no status 7", "7-7")]
    public void StatusesAreNumbersAndRanges(string words, string ranges)
    {
        HttpExpectation expected =
            Assert.Single(CheckOf(Modern + "option httpchk\n http-check expect " + words).Http!.Expected);
        string sign = expected.IsNegated ? "!" : "";
        Assert.Equal(
            ranges, sign + string.Join(' ', expected.Statuses.Select(static r => $"{r.First}-{r.Last}")));
    }

    [Theory]
    [InlineData("option httpchk\n option ssl-hello-chk", CheckKind.SslHello, "")]
    [InlineData("option ssl-hello-chk\n option httpchk", CheckKind.Http, "")]
    [InlineData("option tcp-check", CheckKind.TcpSteps, "")]
    [InlineData("option redis-check", CheckKind.Redis, "")]
    [InlineData("option ldap-check", CheckKind.Ldap, "")]
    [InlineData("option mysql-check user u\n option mysql-check", CheckKind.MySql, "")]
    [InlineData("option mysql-check user u", CheckKind.MySql, "u")]
    [InlineData("option mysql-check user u post-41", CheckKind.MySql, "u")]
    [InlineData("option mysql-check user u pre-41", CheckKind.OldMySql, "u")]
    [InlineData("option pgsql-check user u", CheckKind.PostgreSql, "u")]
    [InlineData("option smtpchk", CheckKind.Smtp, "HELO localhost")]
    [InlineData("option smtpchk HELO", CheckKind.Smtp, "HELO localhost")]
    [InlineData("option smtpchk helo example.org", CheckKind.Smtp, "HELO localhost")]
    [InlineData("option smtpchk EHLO example.org", CheckKind.Smtp, "EHLO example.org")]
    [InlineData("", CheckKind.Tcp, "")]
    public void TheLastOfTheCheckOptionsCounts(string lines, CheckKind kind, string name)
    {
        CheckPlan check = CheckOf(Modern + lines);
        Assert.Equal((kind, name), (check.Kind, Encoding.ASCII.GetString(check.Name)));
        Assert.Equal(kind == CheckKind.Http, check.Http is not null);
    }

    private static string RequestOf(string lines)
    {
        HttpCheckPlan check = CheckOf(lines).Http!;
        return Encoding.ASCII.GetString([.. check.Head, .. check.Tail]);
    }

    private static CheckPlan CheckOf(string lines)
    {
        ServerPlan server = Config.Good(lines + "\n server s 10.0.0.1:80 check\n").Servers[0];
        return server.Check!;
    }
}
