using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary><c>http-check expect</c>: which answers are good, and what is logged of others.</summary>
public sealed class HttpAnswers
{
    private const string Passed = "succeeded, reason: Layer7 check passed, code: ";
    private const string Wrong = "failed, reason: Layer7 wrong status, code: ";
    private const string Invalid = "failed, reason: Layer7 invalid response";
    private const string Missing = Invalid + ", info: \"HTTP content check did not match\"";
    private const string NoBody = Invalid + ", info: \"HTTP content check could not find a response body\"";
    private const string Asked = "<OPTIONS / HTTP/1.0\r\n\r\n";
    private const string Chunks = ">HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

    [Theory, Both]
    public Task AStatusOfTheListIsGood(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect comment maintenance status 200,404,500-503",
        new(Passed + "200", Asked, Whole("200 OK", ""), "hold"),
        new(Passed + "404", Asked, Whole("404 Not Found", ""), "hold"),
        new(Passed + "503", Asked, Whole("503 Oops", "body"), "hold"),
        new(Wrong + "504, info: \"Oops comment: maintenance\"", Asked, Whole("504 Oops", ""), "hold"),
        new(Invalid + ", info: \" comment: maintenance\"", Asked, ">garbage\r\n", "hold"),
        new("failed, reason: Layer7 timeout", Asked, ">HTTP/1.1 200 OK\r\n", "hold"));

    [Theory, Both]
    public Task ANegatedStatusIsBad(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect ! status 500",
        new(Passed + "404", Asked, Whole("404 Not Found", ""), "hold"),
        new(Wrong + "500, info: \"Oops\"", Asked, Whole("500 Oops", ""), "hold"));

    [Theory, Both]
    public Task ATextIsLookedForInTheBody(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect string hello",
        new(Passed + "200", Asked, Whole("200 OK", "why hello there"), "hold"),
        new(Passed + "500", Asked, Whole("500 Oops", "hello"), "hold"),
        new(Passed + "200", Asked, Chunks + "6\r\nwhy he\r\n", ">9\r\nllo there\r\n0\r\n\r\n", "hold"),
        new(Passed + "200", Asked, ">HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhello", "hold"),
        new(Passed + "200", Asked, ">HTTP/1.0 200 OK\r\n\r\nhel", ">lo", "end"),
        new(Missing, Asked, Whole("200 OK", "why not"), "hold"),
        new(Missing, Asked, Chunks + "6\r\nwhy he\r\n9\r\nxllo ther\r\n0\r\n\r\n", "hold"),
        new(Missing, Asked, ">HTTP/1.0 200 OK\r\n\r\nhell", "end"),
        new(Missing, Asked, Whole("200 OK", new string('x', 20000) + "hello"), "hold"),
        new(NoBody, Asked, Whole("200 OK", ""), "hold"),
        new("failed, reason: Layer7 timeout",
            Asked, ">HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhell", "hold"));

    [Theory, Both]
    public Task ATextMayBeUnwanted(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect ! string error",
        new(Passed + "200", Asked, Whole("200 OK", "all is well"), "hold"),
        new(Invalid + ", info: \"HTTP check matched unwanted content\"",
            Asked, Whole("200 OK", "an error occurred"), "hold"));

    [Theory, Both]
    public Task AStatusMayBeLikeAPattern(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect rstatus ^[23]..|404",
        new(Passed + "302", Asked, Whole("302 Found", ""), "hold"),
        new(Passed + "404", Asked, Whole("404 Not Found", ""), "hold"),
        new(Wrong + "500, info: \"Oops\"", Asked, Whole("500 Oops", ""), "hold"));

    [Theory, Both]
    public Task ABodyMayBeLikeAPattern(Product product) => Talk.Run(
        product,
        "option httpchk\nhttp-check expect rstring ^all.+well$",
        new(Passed + "200", Asked, Whole("200 OK", "all is well"), "hold"),
        new(Passed + "200", Asked, Whole("200 OK", "all is well\n"), "hold"),
        new(Passed + "200", Asked, ">HTTP/1.0 200 OK\r\n\r\nall is", "> well", "end"),
        new(Missing, Asked, Whole("200 OK", "allwell"), "hold"),
        new(NoBody, Asked, Whole("200 OK", ""), "hold"));

    [Theory, Both]
    public Task WhatIsSentIsCompletedAndTheServerToldItsState(Product product) => Talk.Run(
        product,
        "option httpchk POST /check HTTP/1.1\nhttp-check send hdr Host www hdr X-A b body hello\n"
            + "http-check send-state",
        new Talk(
            Passed + "200",
            "<POST /check HTTP/1.1\r\nhost: www\r\nx-a: b\r\nx-haproxy-server-state: UP; address=127.",
            Whole("200 OK", ""),
            "hold"));

    [Theory]
    [Both(@"option httpchk GET /a HTTP/1.0\r\nHost:\ www", "<GET /a HTTP/1.0\r\nhost: www\r\n\r\n")]
    [Both(@"option httpchk GET /a HTTP/1.1\r\nHost:\ www\r\nUser-Agent:\ X\ Y",
        "<GET /a HTTP/1.1\r\nhost: www\r\nuser-agent: X Y\r\nconnection: close\r\n\r\n")]
    [Both(@"option httpchk POST /a HTTP/1.1\r\nHost:\ www\r\n\r\nbody",
        "<POST /a HTTP/1.1\r\nhost: www\r\ncontent-length: 4\r\nconnection: close\r\n\r\nbody")]
    public Task HeadersHiddenInTheVersionAreSent(Product product, string line, string request) =>
        Talk.Run(product, line, new Talk(Passed + "200", request, Whole("200 OK", ""), "hold"));

    private static string Whole(string status, string body) =>
        $">HTTP/1.1 {status}\r\ncontent-length: {body.Length}\r\n\r\n{body}";
}
