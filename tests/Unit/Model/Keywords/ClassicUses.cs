using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of the later words of 1.x.</summary>
internal static class ClassicUses
{
    public static readonly WrongUse[] All =
    [
        Listen("http-send-name-header", "http-send-name-header",
            "'http-send-name-header' requires a header string."),
        Listen("http-send-name-header", "http-send-name-header x(",
            "character '(' is not permitted in header name 'x('."),
        Listen("http-send-name-header", "http-send-name-header Content-Length",
            "'http-send-name-header' : 'Content-Length' says how requests are sent."),
        Listen("option redispatch", "option redispatch x",
            "'option redispatch' expects an integer argument (got 'x')."),
        Listen("rate-limit sessions", "rate-limit sessions",
            "'rate-limit sessions' expects an integer argument."),
        Listen("rate-limit sessions", "rate-limit sessions x",
            "'rate-limit sessions' expects an integer argument (got 'x')."),
        Listen("rate-limit sessions", "rate-limit sessions -1",
            "'rate-limit sessions' expects a value between 0 and 2147483647 (got '-1')."),
        Global("stats maxconn", "stats maxconn", "'stats maxconn' expects a positive value"),
        Global("stats maxconn", "stats maxconn 0", "'stats maxconn' expects a positive value"),
        Global("stats socket", "stats socket",
            "'stats socket' in global section expects an address or a path to a UNIX socket"),
        Global("stats socket", "stats socket 127.0.0.1",
            "'stats socket' : missing port specification in '127.0.0.1'"),
        Global("stats socket", "stats socket /a foo", "'stats socket' : unknown keyword 'foo'."),
        Global("stats socket", "stats socket /a level foo",
            "'stats socket' : ''level' only supports 'user', 'operator', and 'admin' (got 'foo')'"),
        Global("stats socket", "stats socket /a expose-fd x",
            "'stats socket' : ''expose-fd' only supports 'listeners' (got 'x')'"),
        Global("stats timeout", "stats timeout",
            "'stats timeout' expects an integer value (in milliseconds)"),
        Global("stats timeout", "stats timeout x", "unexpected character 'x' in 'stats timeout'"),
        Global("stats timeout", "stats timeout 0", "'stats timeout' expects a positive value"),
    ];
}
