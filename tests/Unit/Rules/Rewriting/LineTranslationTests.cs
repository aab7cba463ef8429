using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Weir.Language.Source;
using Weir.Rules.Rewriting;
using Xunit;

namespace Weir.Tests.Unit.Rules.Rewriting;

/// <summary>What a line is today, where that is the same.</summary>
public sealed class LineTranslationTests
{
    [Theory]
    [InlineData(@"reqadd X-Proto:\ SSL", "http-request add-header X-Proto SSL")]
    [InlineData(@"reqadd X-A:\ one\ two%", "http-request add-header X-A 'one two%%'")]
    [InlineData(@"rspadd X-A:\ it's", "http-response add-header X-A \"it's\"")]
    [InlineData(@"reqadd X-A:\ 1 if { src 10.0.0.1 }", "http-request add-header X-A 1 if { src 10.0.0.1 }")]
    [InlineData("reqidel ^X-Forwarded-For:.*", "http-request del-header X-Forwarded-For")]
    [InlineData("rspidel ^Server: unless METH_GET", "http-response del-header Server unless METH_GET")]
    [InlineData(@"reqrep ^Host:\ (.*)\.old Host:\ \1.new",
        @"http-request replace-header Host '^(.*)\.old' '\1.new'")]
    [InlineData(@"reqirep ^Host:[\ ]*www Host:\ web", "http-request replace-header Host (?i)^www web")]
    [InlineData(@"rsprep ^Location:\ http://a/(.*) Location:\ https://b/\1",
        @"http-response replace-header Location ^http://a/(.*) 'https://b/\1'")]
    [InlineData(@"reqrep ^([^\ :]*)\ /static/(.*) \1\ /\2", @"http-request replace-uri ^/static/(.*) '/\1'")]
    [InlineData(@"reqirep ^([^\ ]*)\ /(a|b)/(.*) \1\ /x/\2/\3",
        @"http-request replace-uri (?i)^/(a|b)/(.*) '/x/\1/\2'")]
    [InlineData(@"reqideny ^User-Agent:.*bot",
        "http-request deny if { req.fhdr(User-Agent) -m reg -i ^.*bot }")]
    [InlineData("reqdeny ^X-Bad:", "http-request deny if { req.fhdr(X-Bad) -m found }")]
    [InlineData("reqitarpit ^X-Bad: if METH_POST",
        "http-request tarpit if { req.fhdr(X-Bad) -m found } METH_POST")]
    [InlineData(@"reqallow ^Host:\ www", "http-request allow if { req.fhdr(Host) -m reg ^www }")]
    [InlineData("rspideny ^X-Bad:", "http-response deny if { res.fhdr(X-Bad) -m found }")]
    [InlineData("reqisetbe ^Host:.*img static", "use_backend static if { req.fhdr(Host) -m reg -i ^.*img }")]
    public void ALineIsWrittenAnew(string line, string today) =>
        Assert.Equal($"Write today: {today}", Translated(line));

    [Theory]
    [InlineData(@"reqadd X-A:\ 1\r\nX-B:\ 2")] // two lines
    [InlineData("reqdel ^X-A:.*b")] // a field with a value
    [InlineData("reqdel X-A")] // in any line
    [InlineData("reqdel ^X-.*:")]
    [InlineData(@"reqrep ^Host:\ (.*) X-Host:\ \1")] // another name
    [InlineData(@"reqrep ^Host:\ (.*) Host:\ \1\r\nX:\ y")]
    [InlineData(@"reqrep ^([^\ :]*)\ /a/(.*) GET\ /\2")] // another method
    [InlineData(@"reqrep ^([^\ :]*)\ /a/(.*) \1\ /\1/\2")]
    [InlineData(@"reqrep ^([^\ :]*)\ /a/(.*) \1\ /\2\ HTTP/1.0")]
    [InlineData(@"rsprep ^HTTP/1.1\ 200 HTTP/1.1\ 203")]
    [InlineData(@"reqdeny ^GET\ /secret")]
    [InlineData("reqdeny ^Host:.*bad if METH_GET or METH_POST")] // both alternatives would need the test
    [InlineData("reqdeny ^Host:.*bad unless METH_GET")]
    [InlineData("reqpass ^Host:")]
    [InlineData("reqrep ^Host:")] // wrong by itself
    [InlineData("reqdel")]
    public void WhatIsNotTheSameIsNotCalledSo(string line) => Assert.Null(Translated(line));

    private static string? Translated(string line)
    {
        List<string> words = Words.Split(line, static _ => null, out _)
            ?? Words.SplitKeepingQuotes(line, out _)!;
        Keyword row = LineKeywords.Table.Single(row => row.Name == words[0]);
        return row.TodayOf!(words[1..])?.Advice;
    }
}
