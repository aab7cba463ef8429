using Weir.Ground.Net;
using Weir.Model.Counts;
using Weir.Model.Live;
using Weir.Tests.Unit.Rules.Conditions;
using Xunit;

namespace Weir.Tests.Unit.Rules.Fetches;

/// <summary>
/// What fetches take of messages and states. Nearly all lines of these tables were asked of haproxy 2.6.
/// </summary>
public sealed class FetchTests
{
    [Theory]
    [InlineData("path", "/a?b", "/a")]
    [InlineData("path", "http://h/a?b", "/a")]
    [InlineData("path", "http://h", null)]
    [InlineData("path", "OPTIONS * HTTP/1.1\r\n\r\n", null)]
    [InlineData("pathq", "/a?b", "/a?b")]
    [InlineData("query", "/a?b=c", "b=c")]
    [InlineData("query", "/a?", "")]
    [InlineData("query", "/a", null)]
    [InlineData("url", "http://h/a?b", "http://h/a?b")]
    [InlineData("url", "OPTIONS * HTTP/1.1\r\n\r\n", "*")]
    [InlineData("base", "/a?b", "h/a")]
    [InlineData("base", "GET /a HTTP/1.0\r\n\r\n", "/a")]
    [InlineData("url_ip", "GET http://1.2.3.4/ HTTP/1.1\r\nHost: 1.2.3.4\r\n\r\n", "1.2.3.4")]
    [InlineData("url_ip", "http://h/", null)]
    [InlineData("url_ip", "/", null)]
    [InlineData("url_port", "GET http://1.2.3.4/ HTTP/1.1\r\nHost: 1.2.3.4\r\n\r\n", "80")]
    [InlineData("url_port", "GET http://1.2.3.4:81/ HTTP/1.1\r\nHost: 1.2.3.4:81\r\n\r\n", "81")]
    [InlineData("url_port", "http://h/", null)]
    public void ATargetHasParts(string sample, string request, string? expected) =>
        Assert.Equal(expected, Read(sample, request));

    [Theory]
    [InlineData("urlp(a)", "/?a=b", "b")]
    [InlineData("urlp(a)", "/?x=1&a=b", "b")]
    [InlineData("urlp(a)", "/?x;a=b", "b")]
    [InlineData("urlp(a)", "/?a=b;c", "b")]
    [InlineData("urlp(a)", "/?a=c&a=b", "c|b")]
    [InlineData("urlp(a)", "/?a=", "")]
    [InlineData("urlp(a)", "/?a", null)]
    [InlineData("urlp(a)", "/?A=b", null)]
    [InlineData("urlp(a)", "/?xa=b", null)]
    [InlineData("urlp(a)", "/;a=b", null)]
    [InlineData("urlp(a,;)", "/;a=b", "b")]
    [InlineData("urlp(a,;)", "/;x=y;a=b", "b")]
    [InlineData("urlp(a,;)", "/?a=b", null)]
    [InlineData("urlp(a,;)", "/;a=b?c", "b?c")]
    [InlineData("urlp", "/?a=b&c=d", "b|d")]
    [InlineData("urlp_val(a)", "/?a=12x", "12")]
    public void AQueryHasParameters(string sample, string target, string? expected) =>
        Assert.Equal(expected, Read(sample, target));

    [Theory]
    [InlineData("req.hdr(v)", "a, b", "a|b")]
    [InlineData("req.hdr(v)", "\"a,b\",c", "\"a,b\"|c")]
    [InlineData("req.hdr(v)", "\"a\\\",b\",c", "\"a\\\",b\"|c")]
    [InlineData("req.hdr(v)", "", "")]
    [InlineData("req.hdr(v)", "a,,b", "a||b")]
    [InlineData("req.hdr(v)", "a\r\nV: b, c", "a|b|c")]
    [InlineData("req.hdr(none)", "a", null)]
    [InlineData("hdr(v)", "a, b", "a|b")]
    [InlineData("req.hdr(v,1)", "a, b", "a")]
    [InlineData("req.hdr(v,2)", "a, b", "b")]
    [InlineData("req.hdr(v,3)", "a, b", null)]
    [InlineData("req.hdr(v,-1)", "a, b", "b")]
    [InlineData("req.hdr(v,-2)", "a, b", "a")]
    [InlineData("req.hdr(v,-3)", "a, b", null)]
    [InlineData("req.fhdr(v)", "a, b\r\nv: c", "a, b|c")]
    [InlineData("req.fhdr(v,-1)", "a, b\r\nv: c", "c")]
    [InlineData("req.hdr_cnt(v)", "a, b,", "3")]
    [InlineData("req.hdr_cnt(none)", "a", "0")]
    [InlineData("req.hdr_cnt", "a", "2")]
    [InlineData("req.fhdr_cnt(v)", "a, b", "1")]
    [InlineData("req.hdr_val(v)", "12abc, -5, x,", "12|-5|0|0")]
    [InlineData("req.hdr_val(v)", "99999999999999999999", "9223372036854775807")]
    [InlineData("req.hdr_ip(v)", "1.2.3.4, x, 5.6.7.8:80, 9.9.9.9:x", "1.2.3.4|5.6.7.8")]
    [InlineData("req.hdr_ip(v)", "2001:db8::1, [::1]", "2001:db8::1")]
    public void AFieldHasValues(string sample, string value, string? expected) =>
        Assert.Equal(expected, Read(sample, $"GET / HTTP/1.1\r\nHost: h\r\nv: {value}\r\n\r\n"));

    [Theory]
    [InlineData("req.cook(c)", "c=a", "a")]
    [InlineData("req.cook(c)", "x=y; c=a", "a")]
    [InlineData("req.cook(c)", "c=b; c=a", "b|a")]
    [InlineData("req.cook(c)", "c=b\r\nCookie: c=a", "b|a")]
    [InlineData("req.cook(c)", "c = a", "a")]
    [InlineData("req.cook(c)", "c=\"a\"", "\"a\"")]
    [InlineData("req.cook(c)", "c=a,b", "a")]
    [InlineData("req.cook(c)", "c=", "")]
    [InlineData("req.cook(c)", "C=a; xc=a; $c=a", null)]
    [InlineData("req.cook", "c=a; d=b", "a|b")]
    [InlineData("req.cook_cnt(c)", "c=b; c=a; x=y", "2")]
    [InlineData("req.cook_cnt", "c=b; x", "1")]
    [InlineData("req.cook_val(c)", "c=5x", "5")]
    public void ARequestHasCookies(string sample, string value, string? expected) =>
        Assert.Equal(expected, Read(sample, $"GET / HTTP/1.1\r\nHost: h\r\nCookie: {value}\r\n\r\n"));

    [Theory]
    [InlineData("res.cook(c)", "c=a; path=/", "a")]
    [InlineData("res.cook(c)", "c=a\r\nSet-Cookie: c=b; secure", "a|b")]
    [InlineData("res.cook(path)", "c=a; path=/", null)]
    [InlineData("res.cook", "c=a; path=/", "a")]
    [InlineData("res.cook_cnt(c)", "c=a\r\nSet-Cookie: d=b", "1")]
    [InlineData("res.cook_val(c)", "c=7", "7")]
    [InlineData("scook(c)", "c=a", "a")]
    [InlineData("status", "c=a", "204")]
    [InlineData("res.ver", "c=a", "1.1")]
    [InlineData("res.hdr(set-cookie)", "c=a, b", "c=a|b")]
    [InlineData("hdr(set-cookie)", "c=a", "c=a")]
    [InlineData("res.hdr_cnt", "c=a", "1")]
    [InlineData("method", "c=a", "GET")]
    [InlineData("be_name", "c=a", "no")]
    [InlineData("srv_name", "c=a", "one")]
    [InlineData("path", "c=a", null)]
    [InlineData("req.hdr(set-cookie)", "c=a", null)]
    public void AResponseHasSamples(string sample, string value, string? expected) =>
        Assert.Equal(expected, Read(sample, $"HTTP/1.1 204 No\r\nSet-Cookie: {value}\r\n\r\n"));

    [Theory]
    [InlineData("method", "/", "GET")]
    [InlineData("method", "FOO / HTTP/1.1\r\n\r\n", "FOO")]
    [InlineData("req.ver", "GET / HTTP/1.0\r\n\r\n", "1.0")]
    [InlineData("req.proto_http", "/", "1")]
    [InlineData("req.len", "GET / HTTP/1.1\r\n\r\n", "18")]
    [InlineData("http_first_req", "/", "1")]
    [InlineData("status", "/", null)]
    [InlineData("res.hdr(host)", "/", null)]
    [InlineData("src", "/", "192.0.2.1")]
    [InlineData("src_port", "/", "1000")]
    [InlineData("dst", "/", "192.0.2.2")]
    [InlineData("dst_port", "/", "80")]
    [InlineData("fe_name", "/", "f")]
    [InlineData("always_true", "/", "1")]
    [InlineData("always_false", "/", "0")]
    [InlineData("str(a b)", "/", "a b")]
    [InlineData("str('a,b')", "/", "a,b")]
    [InlineData("str(a\\,b)", "/", "a,b")]
    [InlineData("int(-7)", "/", "-7")]
    [InlineData("bool(TRUE)", "/", "1")]
    [InlineData("bool(0)", "/", "0")]
    [InlineData("bin(6162)", "/", "ab")]
    [InlineData("ipv4(1.2.3.4)", "/", "1.2.3.4")]
    [InlineData("ipv6(2001:DB8::1)", "/", "2001:db8::1")]
    [InlineData("env(COLOUR)", "/", "blue")]
    [InlineData("env(NONE)", "/", null)]
    [InlineData("date", "/", "1700000000")]
    [InlineData("date(-100)", "/", "1699999900")]
    [InlineData("date(0,ms)", "/", "1700000000123")]
    [InlineData("date(1,us)", "/", "1700000000123001")]
    [InlineData("rand(1)", "/", "0")]
    [InlineData("nbproc", "/", "1")]
    [InlineData("proc", "/", "1")]
    [InlineData("wait_end", "/", "1")]
    public void TheRestIsWhatItSays(string sample, string request, string? expected) =>
        Assert.Equal(expected, Read(sample, request));

    [Fact]
    public void ALaterRequestIsNotTheFirst() =>
        Assert.Equal("0",
            new RuleBed("use_backend yes if TRUE") { RequestNumber = 2 }.Read("http_first_req", "/"));

    [Fact]
    public void LoadsAreThoseOfAllWorkers()
    {
        RuleBed bed = new("use_backend yes if TRUE");
        int yes = bed.Plan.Proxies.Length - 1;
        int one = bed.Plan.Proxies[yes].Backend!.Servers[0].Id;
        for (int worker = 0; worker < 2; worker++)
        {
            bed.Board.FrontendCounts(worker, bed.Frontend.Id).Current = 3;
            bed.Board.BackendCounts(worker, yes).Current = 5;
            bed.Board.ServerCounts(worker, one + 1).Current = 1;
        }

        bed.Board.Places.Backend(yes).Waiting = 2;
        bed.Board.Places.Server(one).Waiting = 1;
        Assert.Equal("6", bed.Read("fe_conn", "/"));
        Assert.Equal("10", bed.Read("be_conn(yes)", "/"));
        Assert.Equal("3", bed.Read("queue(yes)", "/"));
        Assert.Equal("2", bed.Read("avg_queue(yes)", "/"));
        Assert.Equal("2", bed.Read("srv_conn(yes/two)", "/"));
        Assert.Equal("1", bed.Read("srv_queue(yes/one)", "/"));
        Assert.Equal("-1", bed.Read("connslots(yes)", "/"));
        Assert.Equal("-1", bed.Read("be_conn_free(yes)", "/"));
    }

    [Fact]
    public void RatesAreThoseOfTheLastSecondOfAllWorkers()
    {
        RuleBed bed = new("use_backend yes if TRUE");
        int yes = bed.Plan.Proxies.Length - 1;
        int one = bed.Plan.Proxies[yes].Backend!.Servers[0].Id;
        uint second = (uint)(bed.NowMs / 1000);
        for (int worker = 0; worker < 2; worker++)
        {
            bed.Board.FrontendCounts(worker, bed.Frontend.Id).ConnectionPace =
                new Pace { Second = second, Count = 2, Before = 8 };
            bed.Board.FrontendCounts(worker, bed.Frontend.Id).RequestPace =
                new Pace { Second = second - 1, Count = 5 };
            bed.Board.BackendCounts(worker, yes).SessionPace = new Pace { Second = second, Count = 3 };
            bed.Board.ServerCounts(worker, one + 1).SessionPace = new Pace { Second = second - 2, Count = 9 };
        }

        Assert.Equal("20", bed.Read("fe_sess_rate", "/")); // this second has just begun
        Assert.Equal("10", bed.Read("fe_req_rate", "/"));
        Assert.Equal("6", bed.Read("be_sess_rate(yes)", "/"));
        Assert.Equal("0", bed.Read("srv_sess_rate(yes/two)", "/"));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("Authorization: Basic dGlnZXI6dGln\r\n", "1", "staff|cats")] // tiger:tig
    [InlineData("authorization: basic eGRiOg==\r\n", "1", null)] // xdb:
    [InlineData("Authorization: Basic dGlnZXI6\r\n", "0", null)] // tiger:
    [InlineData("Authorization: Basic !\r\n", null, null)]
    [InlineData("Proxy-Authorization: Basic dGlnZXI6dGln\r\n", null, null)]
    public void AUserIsWhoHasThePassword(string field, string? isUser, string? groups)
    {
        string request = $"GET / HTTP/1.1\r\nHost: h\r\n{field}\r\n";
        Assert.Equal(isUser, Read("http_auth(people)", request));
        Assert.Equal(groups, Read("http_auth_group(people)", request));
    }

    [Fact]
    public void WhoSpeaksToAProxySaysItToTheProxy()
    {
        RuleBed bed = new("option http-use-proxy-header\nuse_backend yes if TRUE");
        const string field = "Host: h\r\nProxy-Authorization: Basic dGlnZXI6dGln\r\n\r\n";
        Assert.Equal("1", bed.Read("http_auth(people)", "GET http://h/ HTTP/1.1\r\n" + field));
        Assert.Null(bed.Read("http_auth(people)", "GET / HTTP/1.1\r\n" + field));
    }

    [Theory]
    [InlineData("http_auth", "missing userlist name in arg 1 of ACL keyword 'http_auth' in proxy 'f'.")]
    [InlineData("http_auth(x)",
        "unable to find userlist 'x' referenced in arg 1 of ACL keyword 'http_auth' in proxy 'f'.")]
    [InlineData("http_auth_group(people) staff no",
        "proxy f: acl http_auth_group(): invalid group 'no'.")]
    public void WhoAndWhatIsNotListedIsReported(string test, string message)
    {
        const string people = "userlist people\n group staff\n user tiger insecure-password a groups staff\n";
        string text = RuleBed.TextOf($"acl a {test}", people);
        Assert.Contains(message, Assert.Single(Weir.Tests.Unit.Model.Config.Messages(text, RuleBed.Options)));
    }

    [Fact]
    public void ThingsAreKnownByNumbersToo()
    {
        const string response = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        RuleBed bed = new("id 7\nuse_backend yes if TRUE");
        Assert.Equal("7", bed.Read("fe_id", "/"));
        Assert.Equal("2", bed.Read("be_id", response));
        Assert.Equal("1", bed.Read("so_id", "/"));
        Assert.Equal("1", bed.Read("srv_id", response));
        Assert.Null(bed.Read("srv_id", "/"));
    }

    [Fact]
    public void WhatCountsByAddressIsRefusedWhereThereAreSeveral()
    {
        const string line = "use_backend yes if { dst_conn gt 3 }";
        Assert.Empty(RuleBed.Messages(line));
        Assert.Contains("'dst_conn' is known, but not supported yet where a section has no address",
            Assert.Single(RuleBed.Messages($"bind 127.0.0.1:81\n{line}")));
    }

    [Fact]
    public void ServersThatAreDownAreNotCounted()
    {
        RuleBed bed = new("use_backend yes if TRUE");
        int one = bed.Plan.Proxies[^1].Backend!.Servers[0].Id;
        Assert.Equal("2", bed.Read("nbsrv(yes)", "/"));
        Assert.Equal("1", bed.Read("srv_is_up(yes/one)", "/"));
        bed.Board.Server(one).Health = ServerHealth.Down;
        Assert.Equal("1", bed.Read("nbsrv(yes)", "/"));
        Assert.Equal("0", bed.Read("srv_is_up(yes/one)", "/"));
        Assert.Equal("5", bed.Read("be_conn_free(yes)", "/"));
        bed.Board.Server(one + 1).Weight = 0;
        bed.Board.Places.Backend(bed.Plan.Proxies.Length - 1).Waiting = 4;
        Assert.Equal("0", bed.Read("nbsrv(yes)", "/"));
        Assert.Equal("8", bed.Read("avg_queue(yes)", "/"));
    }

    [Fact]
    public void LimitedServersHaveSlots()
    {
        RuleBed bed = new("use_backend yes if TRUE",
            "backend full\n server one 127.0.0.1:85 maxconn 5 maxqueue 3\n server two 127.0.0.1:86 maxconn 5 "
            + "maxqueue 4 backup\n");
        int one = bed.Plan.Proxies[^1].Backend!.Servers[0].Id;
        bed.Board.ServerCounts(1, one).Current = 4;
        bed.Board.Places.Server(one).Waiting = 1;
        Assert.Equal("12", bed.Read("connslots(full)", "/"));
        Assert.Equal("1", bed.Read("be_conn_free(full)", "/"));
        bed.Board.Server(one).Health = ServerHealth.Down;
        Assert.Equal("5", bed.Read("be_conn_free(full)", "/"));
        Assert.Equal("1", bed.Read("nbsrv(full)", "/"));
    }

    [Fact]
    public void AnUnknownClientHasNoAddress()
    {
        RuleBed bed = new("use_backend yes if TRUE") { Client = default(IpEndpoint) };
        Assert.Null(bed.Read("src", "/"));
        Assert.Null(bed.Read("src_port", "/"));
    }

    private static string? Read(string sample, string message) =>
        new RuleBed("use_backend yes if TRUE").Read(sample, message);
}
