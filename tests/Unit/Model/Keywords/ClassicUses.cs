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
    ];
}
