using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary><c>option smtpchk</c>: each byte that is said, each word that is logged.</summary>
public sealed class Mail
{
    private const string Passed = "succeeded, reason: Layer7 check passed, code: 221, info: \"bye\"";
    private const string Wrong = "failed, reason: Layer7 wrong status, code: ";
    private const string Invalid = "failed, reason: Layer7 invalid response, info: ";
    private const string Silent = "failed, reason: Layer7 timeout";
    private const string Hello = "<HELO localhost\r\n";
    private const string Quit = "<QUIT\r\n";

    [Theory]
    [Both("", "HELO localhost")]
    [Both("HELO mail.example", "HELO mail.example")]
    [Both("EHLO mail.example", "EHLO mail.example")]
    [Both("helo mail.example", "HELO localhost")]
    [Both("HELO", "HELO localhost")]
    public Task TheServerIsGreetedAndLeft(Product product, string words, string greeting) => Talk.Run(
        product,
        "option smtpchk " + words,
        new Talk(
            Passed, ">220 hi\r\n", $"<{greeting}\r\n", ">250-hello\r\n250 HELP\r\n", Quit, ">221 bye\r\n",
            "hold"));

    [Theory, Both]
    public Task WhatIsNo2xxIsDown(Product product) => Talk.Run(
        product,
        "option smtpchk",
        new(Wrong + "554, info: \"go away\"", ">554 go away\r\n", "hold"),
        new(Invalid + "\"hello world\"", ">hello world\r\n", "hold"),
        new(Invalid + "\"TCPCHK got an empty response at step 2\"", "end"),
        new(Silent, "hold"),
        new(Wrong + "500, info: \"what?\"", ">220 hi\r\n", Hello, ">500 what?\r\n", "end"),
        new(Wrong + "0, info: \"TCPCHK got an empty response at step 5\"", ">220 hi\r\n", Hello, "end"),
        new(Silent, ">220 hi\r\n", Hello, "hold"),
        new(Wrong + "500, info: \"never\"",
            ">220 hi\r\n", Hello, ">250 ok\r\n", Quit, ">500 never\r\n", "hold"),
        new(Wrong + "0, info: \"TCPCHK got an empty response at step 7\"",
            ">220 hi\r\n", Hello, ">250 ok\r\n", Quit, "end"),
        new("failed, reason: Socket error, info: \"Connection reset by peer\"",
            ">220 hi\r\n", Hello, "reset"));

    [Theory, WeirAlone("2.6 goes on at the first line and judges what it has of it, or waits for the end")]
    public Task AReplyIsJudgedOnceItIsWhole(Product product) => Talk.Run(
        product,
        "option smtpchk",
        new(Passed,
            ">220-mail", ">.example\r\n220 hi\r\n", Hello, ">2", ">50 ok\r", ">\n", Quit, ">221 bye\r\n",
            "hold"),
        new(Wrong + "500, info: \"what?\"", ">220 hi\r\n", Hello, ">500 what?\r\n", "hold"));
}
