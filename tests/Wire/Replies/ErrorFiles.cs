using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Replies;

/// <summary>
/// What clients are told by files and addresses of the administrator's (manual, errorfile).
/// </summary>
public sealed class ErrorFiles
{
    private const string Get = "GET / HTTP/1.1\r\nhost: w\r\n\r\n";
    private const string Head = "HEAD / HTTP/1.1\r\nhost: w\r\n\r\n";
    private const string Last = "GET / HTTP/1.1\r\nhost: w\r\nconnection: close\r\n\r\n";
    private const string Old = "GET / HTTP/1.0\r\n\r\n";
    private const string OldKept = "GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n";

    private const string Measured = "HTTP/1.1 503 Sorry\r\ncontent-length: 4\r\nserver: foo\r\n";
    private const string Unmeasured = "HTTP/1.1 503 Sorry\r\nserver: foo\r\n";
    private const string OldMeasured = "HTTP/1.0 503 Sorry\r\ncontent-length: 4\r\n";
    private const string OldUnmeasured = "HTTP/1.0 503 Sorry\r\ncache-control: no-cache\r\n";
    private const string Close = "connection: close\r\n\r\n";
    private const string Keep = "connection: keep-alive\r\n\r\n";
    private const string Moved =
        "HTTP/1.1 302 Found\r\ncache-control: no-cache\r\ncontent-length: 0\r\nlocation: /x?a=b\r\n";

    [Theory]
    [Both(Measured, Get, Measured + "\r\nbody", true)]
    [Both(Measured, Head, Measured + "\r\n", true)]
    [Both(Measured, Last, Measured + Close + "body", false)]
    [Both(Measured, Old, Measured + Close + "body", false)]
    [Both(Measured, OldKept, Measured + Keep + "body", true)]
    [Both(Measured + "Connection: Keep-Alive\r\n", Get, Measured + "\r\nbody", true)]
    [Both(Measured + "connection: close\r\nconnection: x\r\n", Get,
        Measured + "connection: x\r\n" + Close + "body", false)]
    [Both(Unmeasured, Get, Unmeasured + Close + "body", false)]
    [Both(Unmeasured, Head, Unmeasured + Close, false)]
    [Both(Unmeasured, OldKept, Unmeasured + Close + "body", false)]
    [Both(OldMeasured, Get, OldMeasured + Keep + "body", true)]
    [Both(OldMeasured, Last, OldMeasured + "\r\nbody", false)]
    [Both(OldMeasured + "connection: close\r\n", Get, OldMeasured + "\r\nbody", false)]
    [Both(OldUnmeasured, OldKept, OldUnmeasured + "\r\nbody", false)]
    [Both("HTTP/1.0 503 Sorry\na: b\n", Get, "HTTP/1.0 503 Sorry\r\na: b\r\n\r\nbody", false)]
    [Both("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n", Get,
        "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody", true)]
    public async Task AFileIsSentAsItIsSaveForWhatConcernsTheConnection(
        Product product, string head, string request, string expected, bool stays)
    {
        using ReplyFile file = new(head + (head.Contains('\r') ? "\r\n" : "\n") + "body");
        await using Farm farm = await Farm.Start(product, Texts.Web($"errorfile 502 {file.Path}"));
        (RawConnection client, RawConnection server) = await Fail(farm, request);
        await client.Expect(expected);
        await ExpectOpen(farm, client, stays);
        string line = await farm.Log.NextRequest();
        Assert.Contains(" 502 ", line);
        Assert.Contains(" SH-- ", line);
        server.Close();
    }

    [Theory]
    [Both("errorloc", Get, Moved + "\r\n", true)]
    [Both("errorloc", Head, Moved + "\r\n", true)]
    [Both("errorloc302", Last, Moved + Close, false)]
    [Both("errorloc302", Old, Moved + Close, false)]
    [Both("errorloc302", OldKept, Moved + Keep, true)]
    public async Task AnAddressIsWhereTheClientIsSent(
        Product product, string keyword, string request, string expected, bool stays)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web($"{keyword} 502 /x?a=b"));
        (RawConnection client, _) = await Fail(farm, request);
        await client.Expect(expected);
        await ExpectOpen(farm, client, stays);
        Assert.Contains(" 502 ", await farm.Log.NextRequest());
    }

    [Theory, Both]
    public async Task Errorloc303ChangesTheStatus(Product product)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web("errorloc303 502 http://a/b"));
        (RawConnection client, _) = await Fail(farm, Get);
        await client.Expect("HTTP/1.1 303 See Other\r\ncache-control: no-cache\r\ncontent-length: 0\r\n"
            + "location: http://a/b\r\n\r\n");
    }

    [Theory]
    [Both("errorfile 502 /dev/null", 502, "SH")]
    [Both("errorfile 400 /dev/null", 400, "PR")]
    [Both("errorfile 408 /dev/null\ntimeout http-request 200ms", 408, "cR")]
    public async Task AnEmptyFileIsSilence(Product product, string lines, int status, string ending)
    {
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        RawConnection client;
        if (status == 502)
        {
            (client, _) = await Fail(farm, Get);
        }
        else
        {
            client = await farm.Connect();
            await client.Send(status == 400 ? "GET\r\n\r\n" : "GET / HT");
        }

        await using RawConnection asked = client;
        await client.ExpectEnd();
        string line = await farm.Log.NextRequest();
        Assert.Contains($" {status} 0 - - {ending}", line);
    }

    [Theory]
    [WeirAlone("2.6 answers these two from a lower layer that knows no files", 400, "GET\r\n\r\n", "PR")]
    [WeirAlone("2.6 answers these two from a lower layer that knows no files", 408, "GET / HT", "cR")]
    public async Task WhatCannotBeReadIsAnsweredByAFileToo(
        Product product, int status, string request, string ending)
    {
        using ReplyFile file = new(Measured + "\r\nbody");
        string lines = $"errorfile {status} {file.Path}\ntimeout http-request 200ms";
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        await using RawConnection client = await farm.Connect();
        await client.Send(request);
        await client.Expect(Measured + Close + "body");
        await client.ExpectEnd();
        Assert.Contains($" {status} 0 - - {ending}", await farm.Log.NextRequest());
    }

    [Theory]
    [Both("errorfile 200 {0}", Measured + "\r\nbody")]
    [Both("errorloc 200 /x?a=b", Moved + "\r\n")]
    public async Task ALookWhetherWeAreAliveHasItsFile(Product product, string line, string expected)
    {
        using ReplyFile file = new(Measured + "\r\nbody");
        string lines = $"monitor-uri /alive\n{string.Format(line, file.Path)}";
        await using Farm farm = await Farm.Start(product, Texts.Web(lines));
        await using RawConnection client = await farm.Connect();
        await client.Send("GET /alive HTTP/1.1\r\nhost: w\r\n\r\n");
        await client.Expect(expected);
    }

    [Theory]
    [Both("", "", "", "502")]
    [Both("", "errorloc 502 /f", "", "/f")]
    [Both("", "errorloc 502 /f", "errorloc 502 /b", "/b")]
    [Both("errorloc 502 /d", "errorloc 502 /f", "", "/d")]
    [Both("errorloc 502 /d", "", "errorloc 502 /b", "/b")]
    [Both("", "errorloc 502 /1\n errorloc 502 /2", "", "/2")]
    [Both("", "errorloc 503 /f", "errorloc 504 /b", "502")]
    public async Task TheBackendGoesBeforeTheFrontendAndInheritsFromDefaults(
        Product product, string defaults, string front, string back, string expected)
    {
        string text = $"global\n nbthread 1\ndefaults\n mode http\n {defaults}\nfrontend f\n"
            + $" bind 192.168.1.1:80\n {front}\n default_backend b\nbackend b\n {back}\n"
            + " server s1 192.168.1.11:80\n";
        await using Farm farm = await Farm.StartLiteral(product, text);
        (RawConnection client, _) = await Fail(farm, Get);
        string answer = await client.ReadThrough();
        Assert.Contains(expected == "502" ? "HTTP/1.1 502 " : $"location: {expected}\r\n", answer);
    }

    [Theory, Both]
    public async Task TheFileIsNotNeededAfterTheStart(Product product)
    {
        ReplyFile file = new(Measured + "\r\nbody");
        await using Farm farm = await Farm.Start(product, Texts.Web($"errorfile 502 {file.Path}"));
        file.Dispose();
        (RawConnection client, _) = await Fail(farm, Get);
        await client.Expect(Measured + "\r\nbody");
    }

    private static async Task<(RawConnection Client, RawConnection Server)> Fail(Farm farm, string request)
    {
        RawConnection client = await farm.Connect();
        await client.Send(request);
        RawConnection server = await farm["s1"].Accept();
        await server.ReadThrough();
        server.Close();
        return (client, server);
    }

    private static async Task ExpectOpen(Farm farm, RawConnection client, bool stays)
    {
        if (!stays)
        {
            await client.ExpectEnd();
            return;
        }

        await client.Send(Get);
        RawConnection server = await farm["s1"].Accept();
        await server.Expect(Get);
    }
}
