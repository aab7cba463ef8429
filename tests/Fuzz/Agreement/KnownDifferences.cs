using System;
using System.Text.RegularExpressions;
using Weir.Language.Keywords;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Every kind of difference that is meant. The version meant is Debian's.</summary>
internal static class KnownDifferences
{
    private const string Number = "haproxy reads the digits that a word begins with, and 0 where there are "
        + "none: most likely not what its author meant.";

    private const string Surplus = "haproxy reads past it: a word without effect is most likely a mistake, "
        + "or a form whose effect would be missed.";

    private const string Modulo = "haproxy takes what is left modulo 2^32.";
    private const string Empty = "haproxy reads a line as far as an empty word, and ignores the rest.";
    private const string Older = "Older versions accept it, and it still works here.";
    public static readonly KnownDifference[] All =
    [
        OnlyHaproxy("cannot handle unexpected argument '[^']+'",
            In(Sections.Backend, "log-tag web x"), Surplus),
        OnlyHaproxy("(is|are) known, but not supported yet|is not supported( here)? yet",
            In(Sections.Backend, "email-alert from a@b"), "To be done; refused by name till then."),
        OnlyHaproxy("expects an integer argument|invalid port '[^']*'$|invalid port '[^']*'\\."
                + "|invalid character '.' in port number", In(Sections.Defaults, "maxconn 10x"), Number),
        OnlyHaproxy("expects a value between 0 and 2147483647",
            In(Sections.Defaults, "fullconn 4294967296"), Modulo),
        OnlyHaproxy("'spread-checks' needs a positive value", In(Sections.Global, "spread-checks x"), Number),
        OnlyHaproxy("[ug]id: string '.*' is not a number", In(Sections.Global, "uid x"), Number),
        OnlyHaproxy("status code '\\d+[^\\d].*' not handled", In(Sections.Listen, "errorloc 503x /"), Number),
        OnlyHaproxy("status code '\\d{10,}' not handled|unsupported HTTP code '\\d{10,}'",
            In(Sections.Listen, "errorloc 4294967799 /"), Modulo),
        OnlyHaproxy("no status code is as large", In(Sections.Listen, "http-check expect status 2147483648"),
            "No answer has it: haproxy would call the server down for good."),
        OnlyHaproxy("'(rise|fall)' has to be at most", In(Sections.Listen, "server s :80 rise 1000000001"),
            "The sum of the two passes 32 bits, and haproxy counts in them."),
        OnlyHaproxy("unexpected character behind the closing", In(Sections.Listen, "balance hdr(host)x"),
            Surplus),
        OnlyHaproxy("is not a CPU range", In(Sections.Global, "cpu-map 1 0-1x"), Number),
        OnlyHaproxy("weight of server .* is not within",
            In(Sections.Listen, "server s :80 weight x"), Number),
        OnlyHaproxy("expects a positive integer", In(Sections.Listen, "balance uri depth 1x"), Number),
        OnlyHaproxy("unsupported HTTP code", In(Sections.Listen, "redirect location / code 301x"), Number),
        OnlyHaproxy("' : '.*' is not a number|condition : '.*' is not a number|expects an MSS",
            In(Sections.Listen, "acl a fe_conn lt 1-2"), Number),
        OnlyHaproxy("expects a numeric value between", In(Sections.Global, "tune.http.maxhdr 9x"), Number),
        OnlyHaproxy("(unexpected|unsupported) character '[usmhd]' in",
            In(Sections.Listen, "timeout queue 5s1"),
            "haproxy stops reading a time at its unit."),
        OnlyHaproxy("could not resolve address '(ipv[46]@)?[0-9a-fx.]*'|invalid address: '[0-9a-fx.]*' in"
                + "|'[0-9./]*' is not a valid IPv4|<address>\\[/mask\\] as argument \\(got '[0-9./]+'",
            In(Sections.Listen, "server s 127.1:80"),
            "Addresses of fewer than four numbers, and masks with holes: surprises to most who read them."),
        OnlyHaproxy("'option httpchk' expects a version", In(Sections.Listen, "option httpchk GET / x"),
            "haproxy sends it as it is, and every check fails."),
        OnlyHaproxy("'capture' expects 'cookie' <cookie_name> 'len'",
            In(Sections.Listen, "capture cookie a x 3"),
            "haproxy does not look at the word 'len'."),
        OnlyHaproxy("is not permitted in (<url>|header name)", In(Sections.Listen, "errorloc 503 a\\x01b"),
            "It would stand in a header field, where it is not allowed."),
        OnlyHaproxy("unable to parse the request", In(Sections.Listen, "http-check send hdr a: b"),
            "haproxy sends it as it is; servers may take it for two fields, or for none."),
        OnlyHaproxy("balance only supports .* \\(got 'random|balance random : unexpected character",
            In(Sections.Listen, "balance randomly"), "haproxy reads no further than 'random' there."),
        OnlyHaproxy("unknown keyword 'stick'", In(Sections.Frontend, "stick a"),
            "haproxy ignores a line of any form there, with a warning."),
        OnlyHaproxy("unknown keyword '.*\\('", In(Sections.Listen, "server s :80 backup( check"),
            "haproxy reads some words as far as a parenthesis."),
        OnlyHaproxy("longer than the name of a device",
            In(Sections.Frontend, "bind :80 interface a1234567890123456"),
            "haproxy refuses to start then."),
        OnlyHaproxy("no such format variable|log-format : unknown flag",
            In(Sections.Listen, "log-format %/i"),
            "haproxy logs the text as it is."),
        OnlyHaproxy("(keyword|argument|option|level) ''|\\(got ''\\)|'' is not a valid|only supports option"
                + "|'cookie' supports|no such ACL",
            In(Sections.Listen, "\"\" mode tcp"), Empty),
        OnlyHaproxy("stray carriage return", File("global\n maxconn 10\rquiet\n"),
            "haproxy ignores the rest of the line."),
        OnlyHaproxy("forbidden NUL",
            In(Sections.Listen, "log-tag a\\x00b"), "haproxy ignores the rest of the word."),
        OnlyHaproxy("unparsable conditional|unknown directive|missing closing '\\)'|non-terminated '.if'",
            File(".if d\"\"efined(HOME)\n.endif\n"),
            "haproxy takes quotes from conditions before it reads them."),
        OnlyOwn("not supported any ?more|doesn't exist any ?more", In(Sections.Listen, "redispatch"), Older),
        OnlyOwn("unknown (keyword|option) '", In(Sections.Listen, "option keepalive"), Older),
        OnlyOwn("another server named '.*' was already defined",
            In(Sections.None, "server one 127.0.0.1:81"), Older),
        OnlyOwn("'capture cookie' not allowed in 'defaults'",
            In(Sections.Defaults, "capture cookie a len 3"), Older),
        OnlyOwn("status code '.*' not handled", In(Sections.Listen, "errorloc 999 /x"),
            "The first versions warned of it, as is done here."),
        OnlyOwn("has neither service port nor check port", In(Sections.Listen, "server s 127.0.0.1 check"),
            "In older versions, as here, a check goes to the listener's port then."),
        OnlyOwn("' ignored because (frontend|backend) ", In(Sections.Frontend, "fullconn 3 4"),
            "The line has no effect in this kind of section: a warning says so, and no more is said of it."),
        OnlyOwn("'(or|and)' is not a number", In(Sections.Frontend, "acl a url_param(a) or b"),
            "haproxy takes them for operators there, though the value is a text."),
        OnlyOwn("unmatched quote|hexadecimal sequence|expected '\\)'", File(".if 0\n it's\n.endif\n"),
            "What is in a block that does not hold is not read: it may be for another version."),
        OnlyOwn("^$", File("global\n"),
            "Nothing would be listened to: haproxy 2.6 ends with status 2, newer versions with 0."),
    ];

    public static bool Have(Difference difference) => Array.Exists(All, one => one.Covers(difference));

    private static KnownDifference OnlyHaproxy(string says, string example, string why) =>
        new(false, new Regex(says), example, why);

    private static KnownDifference OnlyOwn(string says, string example, string why) =>
        new(true, new Regex(says), example, why);

    private static string In(Sections section, string line) =>
        new Sheet([new Placed(section, line)], hasEnd: false).Text;

    private static string File(string text) =>
        text == "global\n" ? text : text + "frontend last\n bind 127.0.0.1:8001\n";
}
