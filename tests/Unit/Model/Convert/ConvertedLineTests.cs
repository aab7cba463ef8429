using System;
using System.Linq;
using Weir.Language.Source;
using Weir.Model.Convert;
using Weir.Tests.Unit.Rules.Rewriting;
using Xunit;

namespace Weir.Tests.Unit.Model.Convert;

/// <summary>
/// The words that look at heads line by line, in today's words: heads come out the same. Where they would
/// not, or could not be known to, the lines stay.
/// </summary>
public sealed class ConvertedLineTests
{
    private const string Header = Config.QuietDefaults + "listen l\n bind :80\n ";

    private static readonly string[] Requests =
    [
        "GET /old/a.png HTTP/1.1\r\nHost: www.old\r\nX-Test: one\r\nUser-Agent: bot/1\r\n\r\n",
        "POST /new/a?b HTTP/1.1\r\nx-test: two\r\nHost: www.example\r\nX-Test: one\r\nX-Test: \r\n\r\n",
        "HEAD / HTTP/1.0\r\nUser-Agent: Mozilla\r\nX-New: there\r\n\r\n",
    ];

    private static readonly string[] Responses =
    [
        "HTTP/1.1 200 OK\r\nServer: old/1.0\r\nContent-Length: 5\r\nX-Test: one\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: http://a/b/c\r\nserver: x\r\nServer: y\r\nContent-Length: 0\r\n\r\n",
    ];

    [Theory]
    [InlineData(@"reqadd X-New:\ 1%", "http-request add-header X-New 1%%")]
    [InlineData("reqidel ^x-test:.*", "http-request del-header x-test")]
    [InlineData(@"reqirep ^Host:\ (.*)\.old Host:\ \1.new",
        @"http-request replace-header Host '(?i)^(.*)\.old' '\1.new'")]
    [InlineData(@"reqirep ^x-test:[[:space:]]*o(.*) X-Test:\ \1x",
        @"http-request replace-header x-test (?i)^o(.*) '\1x'")]
    [InlineData(@"reqrep ^([^\ :]*)\ /old/(.*) \1\ /new/\2",
        @"http-request replace-uri ^/old/(.*) '/new/\1'")]
    [InlineData("reqideny ^User-Agent:.*bot",
        "http-request deny if { req.fhdr(User-Agent) -m reg -i ^.*bot }")]
    [InlineData("reqitarpit ^X-Test: if METH_POST",
        "http-request tarpit if { req.fhdr(X-Test) -m found } METH_POST")]
    [InlineData("block if METH_POST\nreqadd A:\\ 1\nreqadd B:\\ 2",
        "http-request deny if METH_POST\nhttp-request add-header A 1\nhttp-request add-header B 2")]
    [InlineData("reqidel ^x-new:\nreqadd X-New:\\ 1 if METH_GET",
        "http-request del-header x-new\nhttp-request add-header X-New 1 if METH_GET")]
    public void RequestsComeOutTheSame(string lines, string today)
    {
        Assert.Equal(today, Converted(lines));
        foreach (string head in Requests)
        {
            Assert.Equal(new RewritingRun(lines).Request(head), new RewritingRun(today).Request(head));
        }
    }

    [Theory]
    [InlineData(@"rspadd X-New:\ 1 if { status 200 }", "http-response add-header X-New 1 if { status 200 }")]
    [InlineData("rspidel ^server:", "http-response del-header server")]
    [InlineData(@"rspirep ^Location:\ http://a/(.*) Location:\ https://b/\1",
        @"http-response replace-header Location (?i)^http://a/(.*) 'https://b/\1'")]
    [InlineData("rspideny ^X-Test:", "http-response deny if { res.fhdr(X-Test) -m found }")]
    public void ResponsesComeOutTheSame(string lines, string today)
    {
        Assert.Equal(today, Converted(lines));
        foreach (string head in Responses)
        {
            Assert.Equal(new RewritingRun(lines).Response(head), new RewritingRun(today).Response(head));
        }
    }

    [Theory]
    [InlineData(@"reqrep ^Host:\ (a|ab)(.*) Host:\ \2")] // another match is preferred today
    [InlineData(@"reqrep ^Host:\ (ab)*(.*) Host:\ \2")]
    [InlineData(@"reqrep ^Host:\ (.*) Host:\ <\0>")] // the name would not be in it
    [InlineData(@"reqdeny ^Host:\ [a\d]")] // no class of digits then
    [InlineData(@"reqdeny ^Host:[a-z]")] // is there a blank before it?
    [InlineData("reqdeny ^Host:.*.a")]
    [InlineData("reqallow ^Host:.*a")] // in the backend too
    [InlineData("reqisetbe ^Host:.*img l")]
    [InlineData("reqpass ^Host:.*a")]
    [InlineData(@"reqrep ^GET GET\ /")]
    [InlineData(@"reqrep ^X-Test:\ (.*) X-Test:\ ")] // no value can be written
    [InlineData(@"reqadd X-Test:")]
    [InlineData("reqadd X-New:\\ 1\nreqidel ^X-New:")] // was added last
    [InlineData("reqadd X-New:\\ 1\nreqidel ^Host: if { hdr(x-new) 1 }")]
    [InlineData("reqadd X-New:\\ 1\nreqpass ^Host:")]
    [InlineData("reqadd X-New:\\ 1\nhttp-request deny if METH_POST")]
    [InlineData("rspadd X-New:\\ 1\nhttp-response deny if { status 404 }")]
    [InlineData("reqadd X-New:\\ \"$HOME\"")]
    public void WhatMayComeOutInAnotherWayStays(string lines)
    {
        string[] left = Converted(lines).Split("\n").Where(
            static line => !line.StartsWith(Converter.Mark, StringComparison.Ordinal)).ToArray();
        Assert.Equal(lines.Split('\n'), left);
    }

    [Fact]
    public void ABlockBehindTheOtherWordsComesFirstAlone() => Assert.EndsWith(
        "reqadd A:\\ 1\nhttp-request deny if METH_POST", Converted("reqadd A:\\ 1\nblock if METH_POST"));

    [Fact]
    public void DirectionsAndSectionsAreJudgedByThemselves()
    {
        string text = Header + "reqpass ^A:\n rspadd B:\\ 1\nbackend b\n reqadd C:\\ 1\n";
        string today = Whole(text).Text;
        Assert.Contains("\n reqpass ^A:\n http-response add-header B 1\nbackend b\n", today);
        Assert.EndsWith("\n http-request add-header C 1\n", today);
    }

    private static string Converted(string lines)
    {
        string text = $"{Header}{lines.Replace("\n", "\n ")}\n";
        ConvertedText today = Whole(text);
        Assert.Equal(today.Text, Whole(today.Text).Text);
        return today.Text[Header.Length..].TrimEnd('\n').Replace("\n ", "\n", StringComparison.Ordinal);
    }

    private static ConvertedText Whole(string text) =>
        Converter.Convert(new SourceFile("t.cfg", text), Config.Options(), out _)!;
}
