using System.Collections.Generic;
using System.Linq;
using Weir.Language.Keywords;
using Xunit;
using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Messages about wrong lines, word for word: people and tools look for them.</summary>
public sealed class WrongUseTests
{
    private const string TimeoutFault = "expects an integer value (in milliseconds)";
    private const string LogTooShort = "log : expects <address> and <facility> or global as arguments";

    private const string AppSession =
        "'appsession' expects <cookie_name> 'len' <len> 'timeout' <timeout> [options*].";

    private const string CookieCapture = "'capture' expects 'cookie' <cookie_name> 'len' <len>.";

    private const string CookieWords =
        "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', "
        + "'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.";

    private const string BalanceWords =
        "balance only supports 'first', 'hdr', 'leastconn', 'random', 'rdp-cookie', 'roundrobin', 'source', "
        + "'static-rr', 'uri', 'url_param' options";

    private const string HashWords =
        "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'none' hash functions";

    private const string UriWords =
        "balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole'";

    private const string SourceMissing =
        "'source' expects <addr>[:<port>], and optionally 'usesrc' <addr>, and 'interface' <name>.";

    private const string CpuMapWords = "cpu-map expects a process number  ('all', 'odd', 'even', a number "
        + "from 1 to 64 or a range),  followed by a list of CPU ranges with numbers from 0 to 63.";

    private const string CpuMapSizes =
        "cpu-map : PROC/THREAD range and CPU sets must have the same size to be automatically bound";

    private const string NodeWords = "'node' requires valid node name - non-empty string with digits(0-9), "
        + "letters(A-Z, a-z), dot(.), hyphen(-) or underscode(_).";

    private const string StatsWords = "'admin', 'auth', 'enable', 'hide-version', 'http-request', 'realm', "
        + "'refresh', 'scope', 'show-desc', 'show-legends', 'show-node' or 'uri'.";

    private static readonly WrongUse[] Uses =
    [
        Global("grace", "grace", "'grace' expects <time> as argument."),
        Global("grace", "grace abc", "unexpected character 'a' in argument to <grace>."),
        Global("grace", "grace 99999999999999",
            "timer overflow in argument '99999999999999' to 'grace' (maximum value is 2147483647 ms or "
                + "~24.8 days)"),
        Global("hard-stop-after", "hard-stop-after", "'hard-stop-after' expects <time> as argument."),
        Global("hard-stop-after", "hard-stop-after x",
            "unexpected character 'x' in argument to <hard-stop-after>."),
        Global("chroot", "chroot", "'chroot' expects a directory as an argument."),
        Global("chroot", "chroot /a b", "'chroot' cannot handle unexpected argument 'b'."),
        Global("cpu-map", "cpu-map", CpuMapWords),
        Global("cpu-map", "cpu-map 1", CpuMapWords),
        Global("cpu-map", "cpu-map 1 x", "cpu-map : 'x' is not a CPU range."),
        Global("cpu-map", "cpu-map 1 all", "cpu-map : 'all' is not a CPU range."),
        Global("cpu-map", "cpu-map x 0", "cpu-map : 'x' is not a valid number/range."),
        Global("cpu-map", "cpu-map 1/0 0",
            "cpu-map : '0' is not a valid number/range. It supports numbers from 1 to 64."),
        Global("cpu-map", "cpu-map 65 0",
            "cpu-map : '65' is not a valid number/range. It supports numbers from 1 to 64."),
        Global("cpu-map", "cpu-map 1/1 9999", "cpu-map : supports CPU numbers from 0 to 1023."),
        Global("cpu-map", "cpu-map auto:1/1-4 0-1 1-2", CpuMapSizes),
        Global("cpu-map", "cpu-map auto:1/1- 0-", CpuMapSizes),
        Global("description", "description", "'description' expects a string argument."),
        Global("fd-hard-limit", "fd-hard-limit", "'fd-hard-limit' expects an integer argument."),
        Global("gid", "gid", "'gid' expects an integer argument."),
        Global("gid", "gid x", "gid: string 'x' is not a number. You might want to use the 'group' parameter "
            + "to use a system group name."),
        Global("group", "group nosuch", "cannot find group id for 'nosuch'"),
        Global("localpeer", "localpeer", "'localpeer' expects a name as an argument."),
        Global("localpeer", "localpeer a b", "'localpeer' cannot handle unexpected argument 'b'."),
        Global("log", "log", "log : expects <address> and <facility>  as arguments"),
        Global("log", "log \"\" local1", "log : expects <address> and <facility>  as arguments"),
        Global("log", "log 127.0.0.1 foo", "log : unknown log facility 'foo'"),
        Global("log", "log 127.0.0.1 loacl0",
            "log : unknown log facility 'loacl0'; did you mean 'local0' maybe ?"),
        Global("log", "log 127.0.0.1 local0 bar", "log : unknown optional log level 'bar'"),
        Global("log", "log 127.0.0.1 local0 info foo", "log : unknown optional minimum log level 'foo'"),
        Global("log", "log 127.0.0.1:99999 local0", "log : invalid port '99999'"),
        Global("log", "log 127.0.0.1 len 10 local0",
            "log : invalid log length '10', must be between 80 and 65535"),
        Global("log", "log 127.0.0.1 len", "log : invalid log length '', must be between 80 and 65535"),
        Global("log", "log 127.0.0.1 format foo local0", "log : unknown log format 'foo'"),
        Global("log", "log stdout format iso local0",
            "'log ... format iso' is known, but not supported yet."),
        Global("log", "log stdout sample 1:2 local0", "'log ... sample' is known, but not supported yet."),
        Global("log", "log stdout local0 info info foo", "log : cannot handle unexpected argument 'foo'"),
        Global("log", "log fd@x local0", "log : file descriptor 'x' is not a valid integer in 'fd@x'"),
        Global("log", "log fd@5 local0", "log : 'fd@5' is known, but not supported yet."),
        Global("log", "log nox local0", "log : invalid address: 'nox' in 'nox'"),
        Global("log", "no log", "negation/default currently supported only for options and log."),
        Global("log-tag", "log-tag", "'log-tag' expects a tag for use in syslog."),
        Global("log-send-hostname", "log-send-hostname a b",
            "'log-send-hostname' cannot handle unexpected argument 'b'."),
        Global("maxpipes", "maxpipes", "'maxpipes' expects an integer argument."),
        Global("maxpipes", "maxpipes 4 5", "'maxpipes' cannot handle unexpected argument '5'."),
        Global("maxconn", "maxconn", "'maxconn' expects an integer argument."),
        Global("maxconn", "maxconn abc", "'maxconn' expects an integer argument (got 'abc')."),
        Global("maxconn", "maxconn -1", "'maxconn' expects a value between 0 and 2147483647 (got '-1')."),
        Global("master-worker", "master-worker foo",
            "'master-worker' only supports 'no-exit-on-failure' option."),
        Global("nbproc", "nbproc 0", "'nbproc' value must be between 1 and 64 (was 0)"),
        Global("nbthread", "nbthread 99", "'nbthread' value must be between 1 and 64 (was 99)"),
        Global("nbthread", "nbthread foo",
            "'nbthread' passed a missing or unparsable integer value in 'foo'"),
        Global("node", "node", NodeWords),
        Global("node", "node a!b", NodeWords),
        Global("pidfile", "pidfile", "'pidfile' expects a file name as an argument."),
        Global("pidfile", "pidfile a b", "'pidfile' cannot handle unexpected argument 'b'."),
        Global("presetenv", "presetenv A", "'presetenv' expects a name and a value."),
        Global("set-dumpable", "set-dumpable 5", "'set-dumpable' cannot handle unexpected argument '5'."),
        Global("setenv", "setenv A", "'setenv' expects a name and a value."),
        Global("setenv", "setenv A \"\"", "'setenv' expects a name and a value."),
        Global("setenv", "setenv A=B c", "'setenv' failed on variable 'A=B' : Invalid argument."),
        Global("tune.bufsize", "tune.bufsize", "'tune.bufsize' expects an integer argument."),
        Global("tune.bufsize", "tune.bufsize x", "'tune.bufsize' expects a positive integer argument."),
        Global("tune.bufsize", "tune.bufsize 65536",
            "'tune.bufsize' below 1024 or above 65535 is not supported yet."),
        Global("tune.http.maxhdr", "tune.http.maxhdr 0",
            "'tune.http.maxhdr' expects a numeric value between 1 and 32767"),
        Global("tune.maxrewrite", "tune.maxrewrite -3",
            "'tune.maxrewrite' expects a positive integer argument."),
        Global("uid", "uid", "'uid' expects an integer argument."),
        Global("uid", "uid -1", "uid: string '-1' is not a number. You might want to use the 'user' "
            + "parameter to use a system user name."),
        Global("ulimit-n", "ulimit-n", "'ulimit-n' expects an integer argument."),
        Global("unsetenv", "unsetenv", "'unsetenv' expects at least one variable name."),
        Global("user", "user", "cannot find user id for ''"),
        Global("user", "user nosuch", "cannot find user id for 'nosuch'"),
        Global("", "foo", "unknown keyword 'foo' in 'global' section"),
        Global("", "maxcon 3",
            "unknown keyword 'maxcon' in 'global' section; did you mean 'maxconn' maybe ?"),
        Global("", "mode http", "unknown keyword 'mode' in 'global' section (it belongs to proxy sections)"),
        Global("", "no daemon", "negation/default currently supported only for options and log."),
        Listen("backlog", "backlog", "'backlog' expects an integer argument."),
        Listen("balance", "balance foo", BalanceWords + " (got 'foo')"),
        Listen("balance", "balance rondrobin", BalanceWords
            + " (got 'rondrobin'); did you mean 'roundrobin' maybe ?"),
        Listen("balance", "balance leastcon",
            BalanceWords + " (got 'leastcon'); did you mean 'leastconn' maybe ?"),
        Listen("balance", "balance source(3)",
            BalanceWords + " (got 'source(3)'); did you mean 'source' maybe ?"),
        Listen("balance", "balance hash src", "'balance hash' is known, but not supported yet."),
        Listen("balance", "balance hdr", "balance hdr requires an http header field name."),
        Listen("balance", "balance hdr()", "balance hdr requires an http header field name."),
        Listen("balance", "balance hdr(host) use_domain",
            "balance hdr(host) only accepts 'use_domain_only' modifier (got 'use_domain')."),
        Listen("balance", "balance hdr(a) use_domain_only x",
            "'balance' cannot handle unexpected argument 'x'."),
        Listen("balance", "balance leastconn x", "'balance' cannot handle unexpected argument 'x'."),
        Listen("balance", "balance hdr(a", "balance hdr : missing closing parenthesis."),
        Listen("balance", "balance random(3", "balance random : missing closing parenthesis."),
        Listen("balance", "balance hdr(host)x",
            "balance hdr : unexpected character behind the closing parenthesis."),
        Listen("balance", "balance random(3))",
            "balance random : unexpected character in argument '3)'."),
        Listen("balance", "balance random(0)",
            "balance random : number of draws must be at least 1."),
        Listen("balance", "balance random(x)",
            "balance random : unexpected character in argument 'x'."),
        Listen("balance", "balance uri len", "balance uri : 'len' expects a positive integer (got '')."),
        Listen("balance", "balance uri depth 0",
            "balance uri : 'depth' expects a positive integer (got '0')."),
        Listen("balance", "balance uri dept 3",
            UriWords + " (got 'dept'); did you mean 'depth' maybe ?"),
        Listen("balance", "balance uri(3)", UriWords + " (got '(3)')."),
        Listen("balance", "balance url_param", "balance url_param requires an URL parameter name."),
        Listen("balance", "balance url_param a foo",
            "balance url_param only accepts 'check_post' modifier (got 'foo')."),
        Listen("balance", "balance url_param a check_post 64 x",
            "'balance' cannot handle unexpected argument 'x'."),
        Listen("balance", "balance source foo", "'balance' cannot handle unexpected argument 'foo'."),
        Listen("appsession", "appsession", AppSession),
        Listen("appsession", "appsession A", AppSession),
        Listen("appsession", "appsession A len", "'appsession' expects an integer argument."),
        Listen("appsession", "appsession A len 0",
            "'appsession' expects a value between 1 and 2147483647 (got '0')."),
        Listen("appsession", "appsession A len 5", AppSession),
        Listen("appsession", "appsession A len 5 timeout 1h now", "unknown option 'now'"),
        Listen("appsession", "appsession A len 5 timeout 1h mode path", "unknown mode 'path'"),
        Listen("bind-process", "bind-process", "bind-process : '' is not a valid number/range."),
        Listen("bind-process", "bind-process 1-x", "bind-process : '1-x' is not a valid number/range."),
        Listen("bind-process", "bind-process even 65", "bind-process : '65' is not a valid number/range."),
        Listen("capture cookie", "capture cookie", CookieCapture),
        Listen("capture cookie", "capture cookie A", CookieCapture),
        Listen("capture cookie", "capture cookie A len", CookieCapture),
        Listen("capture cookie", "capture cookie A ln 5", CookieCapture),
        Listen("capture cookie", "capture cookie A len x",
            "'capture cookie' expects an integer argument (got 'x')."),
        Listen("capture request header", "capture request header A",
            "'capture request' expects 'header' <header_name> 'len' <len>."),
        Listen("capture response header", "capture response header",
            "'capture response' expects 'header' <header_name> 'len' <len>."),
        Listen("capture response header", "capture response header A len -1",
            "'capture response header' expects a value between 0 and 2147483647 (got '-1')."),
        Listen("clitimeout", "clitimeout x", "unexpected character 'x' in 'clitimeout'"),
        Listen("contimeout", "contimeout", "'contimeout' " + TimeoutFault),
        Listen("grace", "grace", "'grace' " + TimeoutFault),
        Listen("grace", "grace 1y", "unexpected character 'y' in 'grace'"),
        Listen("cookie", "cookie", "'cookie' expects <cookie_name> as argument."),
        Listen("cookie", "cookie A foo", CookieWords),
        Listen("cookie", "cookie A insert rewrite",
            "cookie 'rewrite', 'insert' and 'prefix' modes are incompatible."),
        Listen("cookie", "cookie A rewrite indirect",
            "cookie 'rewrite' and 'indirect' modes are incompatible."),
        Listen("cookie", "cookie A prefix preserve",
            "cookie 'preserve' requires at least 'insert' or 'indirect'."),
        Listen("cookie", "cookie A insert domain", "'cookie': 'domain' expects a value as argument."),
        Listen("cookie", "cookie A insert attr a;b",
            "'cookie': character code 59 is not permitted in 'attr'."),
        Listen("cookie", "cookie A insert maxidle",
            "'maxidle' expects <idletime> in seconds as argument."),
        Listen("cookie", "cookie A insert maxlife 1x",
            "unexpected character 'x' in argument to <maxlife>."),
        Listen("default_backend", "default_backend", "'default_backend' expects a backend name."),
        Listen("default_backend", "default_backend a b",
            "'default_backend' cannot handle unexpected argument 'b'."),
        Listen("dispatch", "dispatch",
            "'dispatch' : '' resolves to an empty address (environment variable missing?)"),
        Listen("dispatch", "dispatch 1.2.3.4", "'dispatch' : missing port specification in '1.2.3.4'"),
        Listen("dispatch", "dispatch 1.2.3.4:0", "'dispatch' : invalid port '0'"),
        Listen("dispatch", "dispatch 1.2.3.4:+1",
            "'dispatch' : port offset not permitted here in '1.2.3.4:+1'"),
        Listen("dispatch", "dispatch 1.2.3.4:1-5",
            "'dispatch' : port range not permitted here in '1.2.3.4:1-5'"),
        Listen("dispatch", "dispatch 1.2.3.4:1 x", "'dispatch' cannot handle unexpected argument 'x'."),
        Listen("dynamic-cookie-key", "dynamic-cookie-key",
            "'dynamic-cookie-key' expects a string as argument."),
        Listen("errorfile", "errorfile", "errorfile : expects <status_code> and <file> as arguments."),
        Listen("errorfile", "errorfile 503", "errorfile : expects <status_code> and <file> as arguments."),
        Listen("errorfile", "errorfile abc /dev/null", "errorfile : status code 'abc' not handled."),
        Listen("errorfile", "errorfile 503 /none", "errorfile : error opening file '/none'."),
        Listen("errorfile", "errorfile 503 /folder", "errorfile : error reading file '/folder'."),
        Listen("errorfile", "errorfile 503 /bad", "errorfile : '/bad': unable to parse headers (the response "
            + "does not begin with HTTP/1.x)"),
        Listen("errorloc", "errorloc 503", "errorloc : expects <status_code> and <url> as arguments."),
        Listen("errorloc", "errorloc x /y", "errorloc : status code 'x' not handled."),
        Listen("errorloc302", "errorloc302", "errorloc302 : expects <status_code> and <url> as arguments."),
        Listen("errorloc303", "errorloc303 503 \"/a\\r\\n\"",
            "errorloc303 : character code 13 is not permitted in <url>."),
        Listen("hash-balance-factor", "hash-balance-factor",
            "'hash-balance-factor' expects an integer argument."),
        Listen("hash-balance-factor", "hash-balance-factor 100",
            "'hash-balance-factor' must be 0 or greater than 100."),
        Listen("hash-type", "hash-type", "'hash-type' only supports 'consistent' and 'map-based'."),
        Listen("hash-type", "hash-type map",
            "'hash-type' only supports 'consistent' and 'map-based'."),
        Listen("hash-type", "hash-type consistent crc23",
            HashWords + "; did you mean 'crc32' maybe ?"),
        Listen("hash-type", "hash-type consistent avalanche", HashWords + "."),
        Listen("hash-type", "hash-type consistent wt6",
            "'hash-type <method> wt6' is known, but not supported yet. "
            + "'sdbm avalanche' serves the same purpose."),
        Listen("hash-type", "hash-type map-based sdbm avalanch",
            "'hash-type' only supports 'avalanche' as a modifier for hash functions; "
            + "did you mean 'avalanche' maybe ?"),
        Listen("http-reuse", "http-reuse foo",
            "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'."),
        Listen("http-reuse", "http-reuse alway",
            "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'; "
            + "did you mean 'always' maybe ?"),
        Listen("log", "log foo", LogTooShort),
        Listen("log", "log global foo", "log : unknown log facility 'foo'"),
        Listen("log", "no log foo", "log : 'no log' does not expect arguments"),
        Listen("fullconn", "fullconn", "'fullconn' expects an integer argument."),
        Listen("fullconn", "fullconn -5", "'fullconn' expects a value between 0 and 2147483647 (got '-5')."),
        Listen("maxconn", "maxconn", "'maxconn' expects an integer argument."),
        Listen("mode", "mode", "unknown proxy mode ''."),
        Listen("mode", "mode htp", "unknown proxy mode 'htp'; did you mean 'http' maybe ?"),
        Listen("monitor-uri", "monitor-uri", "'monitor-uri' expects an URI."),
        Listen("monitor-uri", "monitor-uri /a b", "'monitor-uri' cannot handle unexpected argument 'b'."),
        Listen("monitor-net", "monitor-net", "'monitor-net' expects <address>[/mask] as argument."),
        Listen("monitor-net", "monitor-net host/8",
            "'monitor-net' expects <address>[/mask] as argument (got 'host/8')."),
        Listen("option forwardfor", "option forwardfor foo",
            "'option forwardfor' only supports optional values: 'except', 'header' and 'if-none'."),
        Listen("option forwardfor", "option forwardfor except",
            "'option forwardfor except' expects <address>[/mask] as argument."),
        Listen("option forwardfor", "option forwardfor except 10.0.0.0/33",
            "'option forwardfor except' expects <address>[/mask] as argument (got '10.0.0.0/33')."),
        Listen("option forwardfor", "option forwardfor header",
            "'option forwardfor header' expects <header_name> as argument."),
        Listen("option forwardfor", "option forwardfor header X:Y",
            "character ':' is not permitted in header name 'X:Y'."),
        Listen("option httpchk", "option httpchk GET / foo",
            "'option httpchk' expects a version such as 'HTTP/1.0' (got 'foo')."),
        Listen("option httpchk", "option httpchk GET / HTTP/1.0 foo",
            "'option httpchk' cannot handle unexpected argument 'foo'."),
        Listen("option httpchk", "no option httpchk",
            "negation/default is not supported for option 'httpchk'."),
        Listen("option httplog", "option httplog clf x",
            "'option httplog' cannot handle unexpected argument 'x'."),
        Listen("log-tag", "log-tag", "'log-tag' expects a tag for use in syslog."),
        Listen("log-format", "log-format", "log-format expects an argument."),
        Listen("log-format", "log-format \"\"", "log-format expects an argument."),
        Listen("log-format", "log-format a b",
            "log-format expects only one argument, don't forget to escape spaces!"),
        Listen("log-format", "log-format %foo", "failed to parse log-format : no such format variable 'foo'. "
            + "If you wanted to emit the '%' character verbatim, you need to use '%%'."),
        Listen("option httplog", "option httplog foo", "keyword 'httplog' only supports option 'clf'."),
        Listen("option originalto", "option originalto if-none",
            "'option originalto' only supports optional values: 'except' and 'header'."),
        Listen("option nolinger", "option nolinger x",
            "'option nolinger' cannot handle unexpected argument 'x'."),
        Listen("", "option", "'option' expects an option name."),
        Listen("", "option httpclos", "unknown option 'httpclos'; did you mean 'httpclose' maybe ?"),
        Listen("", "option foo", "unknown option 'foo'."),
        Listen("retries", "retries", "'retries' expects an integer argument (dispatch counts for one)."),
        Listen("retries", "retries -1", "'retries' expects an integer argument (dispatch counts for one)."),
        Listen("server", "server", "'server' expects <name> and <addr>[:<port>] as arguments."),
        Listen("server", "server s", "'server' expects <name> and <addr>[:<port>] as arguments."),
        Listen("server", "server \"s 1\" 1.2.3.4:80",
            "character ' ' is not permitted in server name 's 1'."),
        Listen("server", "server s 1.2.3.4:99999", "'server l/s' : invalid port '99999'"),
        Listen("server", "server s 1.2.3.4:80-90",
            "'server l/s' : port range not permitted here in '1.2.3.4:80-90'"),
        Listen("server", "server s nox:80", "'server l/s' : could not resolve address 'nox'."),
        Listen("option ssl-hello-chk", "option ssl-hello-chk foo",
            "'option ssl-hello-chk' cannot handle unexpected argument 'foo'."),
        Listen("option ssl-hello-chk", "no option ssl-hello-chk",
            "negation/default is not supported for option 'ssl-hello-chk'."),
        Listen("source", "source", SourceMissing),
        Listen("source", "source \"\"", SourceMissing),
        Listen("source", "source 127.0.0.1:80-90",
            "'source 127.0.0.1:80-90' : port range not permitted here in '127.0.0.1:80-90'"),
        Listen("source", "source 127.0.0.1:99999", "'source 127.0.0.1:99999' : invalid port '99999'"),
        Listen("source", "source nox", "'source nox' : invalid address: 'nox' in 'nox'"),
        Listen("source", "source 127.0.0.1 foo",
            "'source' only supports optional keywords 'interface' and 'usesrc'."),
        Listen("source", "source 127.0.0.1 usesr client",
            "'source' only supports optional keywords 'interface' and 'usesrc'; "
            + "did you mean 'usesrc' maybe ?"),
        Listen("source", "source 127.0.0.1 usesrc",
            "'usesrc' expects <addr>[:<port>], 'client', or 'clientip' as argument."),
        Listen("source", "source 127.0.0.1 usesrc nox", "'usesrc nox' : invalid address: 'nox' in 'nox'"),
        Listen("source", "source 127.0.0.1 usesrc 10.0.0.1:80-90",
            "'usesrc 10.0.0.1:80-90' : port range not permitted here in '10.0.0.1:80-90'"),
        Listen("source", "source 127.0.0.1 usesrc hdr_ip(a,x)",
            "'usesrc' : 'hdr_ip(a,x)' is not hdr_ip(<name>[,<occurrence>])."),
        Listen("source", "source 127.0.0.1 interface", "'source' : missing interface name."),
        Listen("source", "source 127.0.0.1 interface abcdefghijklmnop",
            "'interface' : 'abcdefghijklmnop' is longer than the name of a device can be"),
        Listen("srvtimeout", "srvtimeout 3x", "unexpected character 'x' in 'srvtimeout'"),
        Listen("timeout check", "timeout check", "'timeout check' " + TimeoutFault),
        Listen("timeout client", "timeout client", "'timeout client' " + TimeoutFault),
        Listen("timeout client", "timeout client abc", "unexpected character 'a' in 'timeout client'"),
        Listen("timeout client", "timeout client 3s 4",
            "'timeout client' : unexpected extra argument '4' after value '3s'."),
        Listen("timeout client", "timeout client 99999999999", "timer overflow in argument '99999999999' to "
            + "'timeout client' (maximum value is 2147483647 ms or ~24.8 days)"),
        Listen("timeout client-fin", "timeout client-fin x",
            "unexpected character 'x' in 'timeout client-fin'"),
        Listen("timeout clitimeout", "timeout clitimeout", "'timeout clitimeout' " + TimeoutFault),
        Listen("timeout contimeout", "timeout contimeout", "'timeout contimeout' " + TimeoutFault),
        Listen("timeout srvtimeout", "timeout srvtimeout", "'timeout srvtimeout' " + TimeoutFault),
        Listen("timeout connect", "timeout connect -1", "unexpected character '-' in 'timeout connect'"),
        Listen("timeout http-keep-alive", "timeout http-keep-alive", "'timeout http-keep-alive' "
            + TimeoutFault),
        Listen("timeout http-request", "timeout http-request", "'timeout http-request' " + TimeoutFault),
        Listen("timeout queue", "timeout queue", "'timeout queue' " + TimeoutFault),
        Listen("timeout server", "timeout server", "'timeout server' " + TimeoutFault),
        Listen("timeout server-fin", "timeout server-fin", "'timeout server-fin' " + TimeoutFault),
        Listen("timeout tarpit", "timeout tarpit", "'timeout tarpit' " + TimeoutFault),
        Listen("timeout tunnel", "timeout tunnel", "'timeout tunnel' " + TimeoutFault),
        Listen("", "timeout clent 3", "'timeout' supports 'check', 'client', 'client-fin', 'connect', "
            + "'http-keep-alive', 'http-request', 'queue', 'server', 'server-fin', 'tarpit', 'tunnel' "
            + "(got 'clent'); did you mean 'client' maybe ?"),
        Listen("", "daemon", "unknown keyword 'daemon' in 'listen' section (it belongs to 'global')"),
        Listen("", "listn a", "unknown keyword 'listn' in 'listen' section; did you mean 'listen' maybe ?"),
        Listen("", "no", "negation/default currently supported only for options and log."),
        Listen("description", "description", "'description' expects a string argument."),
        Listen("id", "id", "'id' expects an integer argument."),
        Listen("id", "id none", "custom id has to be > 0."),
        Listen("id", "id 0", "custom id has to be > 0."),
        Listen("id", "id 5 6", "'id' cannot handle unexpected argument '6'."),
        Listen("stats auth", "stats auth", "'auth' needs a user:password account."),
        Listen("stats realm", "stats realm", "'realm' needs an realm name."),
        Listen("stats realm", "stats realm " + new string('x', 1025),
            "'realm' must be at most 1024 characters long."),
        Listen("stats refresh", "stats refresh", "'refresh' needs a time in seconds."),
        Listen("stats refresh", "stats refresh abc",
            "unexpected character 'a' in argument to stats refresh interval."),
        Listen("stats refresh", "stats refresh 9999999999",
            "timer overflow in argument <9999999999> to stats refresh interval, maximum value is 2147483647 "
                + "s (~68 years)."),
        Listen("stats scope", "stats scope", "'scope' needs a proxy name."),
        Listen("stats show-desc", "no stats show-desc",
            "negation/default currently supported only for options and log."),
        Listen("stats show-node", "stats show-node a/b", "'stats show-node' invalid node name - should be a "
            + "string with digits(0-9), letters(A-Z, a-z), hyphen(-) or underscode(_)."),
        Listen("stats uri", "stats uri", "'uri' needs an URI prefix."),
        Listen("", "stats", "missing keyword in 'stats', expects " + StatsWords),
        Listen("", "stats foo", "unknown stats parameter 'foo', expects " + StatsWords),
        Listen("", "stats enabel",
            $"unknown stats parameter 'enabel', expects {StatsWords[..^1]}; did you mean 'enable' maybe ?"),
        Server("addr", "addr", "'addr' expects <ipv4|ipv6> as argument."),
        Server("addr", "addr nox", "'addr' : invalid address: 'nox' in 'nox'."),
        Server("cookie", "cookie", "'cookie' expects <value> as argument."),
        Server("downinter", "downinter", "'downinter' expects a delay as argument."),
        Server("fall", "fall x", "'fall' expects an integer argument (got 'x')."),
        Server("fastinter", "fastinter -2", "unexpected character '-' in 'fastinter' argument of server s."),
        Server("id", "id", "'id' : expects an integer argument."),
        Server("id", "id 0", "'id' : custom id has to be > 0."),
        Server("id", "id 7x", "'id' : expects an integer argument (got '7x')."),
        Server("inter", "inter 0", "invalid value 0 for argument 'inter' of server s."),
        Server("inter", "inter 99999999999",
            "timer overflow in argument <99999999999> to <inter> of server s, "
            + "maximum value is 2147483647 ms (~24.8 days)."),
        Server("maxconn", "maxconn", "'maxconn' expects an integer argument."),
        Server("maxconn", "maxconn four", "'maxconn' expects an integer argument (got 'four')."),
        Server("maxqueue", "maxqueue -1", "'maxqueue' expects a value between 0 and 2147483647 (got '-1')."),
        Server("minconn", "minconn 4k", "'minconn' expects an integer argument (got '4k')."),
        Server("port", "port", "'port' expects a port number as argument."),
        Server("port", "port 99999", "invalid port '99999'."),
        Server("redir", "redir", "'redir' expects <prefix> as argument."),
        Server("fall", "fall 2000000000", "'fall' has to be at most 1000000000."),
        Server("rise", "rise", "'rise' expects an integer argument."),
        Server("rise", "rise 0", "'rise' has to be > 0."),
        Server("source", "source", SourceMissing),
        Server("source", "source 1.2.3.4:5-1",
            "'source 1.2.3.4:5-1' : invalid port range '5-1'"),
        Listen("source", "source 1.2.3.4:1-5",
            "'source 1.2.3.4:1-5' : port range not permitted here in '1.2.3.4:1-5'"),
        Server("source", "source 0.0.0.0 usesrc",
            "'usesrc' expects <addr>[:<port>], 'client', or 'clientip' as argument."),
        Server("source", "source 1.2.3.4 interface", "'source' : missing interface name."),
        Server("weight", "weight", "'weight' expects an integer argument."),
        Server("weight", "weight 257", "weight of server s is not within 0 and 256 (257)."),
        Server("weight", "weight -1", "weight of server s is not within 0 and 256 (-1)."),
        Server("", "wieght 3", "unknown keyword 'wieght'; did you mean 'weight' maybe ?"),
        Server("", "foo", "unknown keyword 'foo'."),
        Server("", "send-proxy", "'send-proxy' is known, but not supported yet."),
        .. BindUses.All,
        .. UserUses.All,
        .. CheckUses.All,
        .. ClassicUses.All,
        .. RuleUses.Rows(),
        .. StickUses.All,
        .. LineUses.Rows(),
        .. DesktopUses.Rows(),
    ];

    public static TheoryData<int, string> EveryWrongUse()
    {
        TheoryData<int, string> data = [];
        for (int i = 0; i < Uses.Length; i++)
        {
            data.Add(i, Uses[i].Line);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryWrongUse))]
    public void AWrongLineIsRefusedInTheseWords(int index, string line)
    {
        WrongUse use = Uses[index];
        string text = KeywordRowTests.InSection(use.Section, line);
        int number = text[..text.IndexOf(" " + line + "\n",
            System.StringComparison.Ordinal)].Split('\n').Length;
        List<string> alerts = [.. Config.Messages(text).Where(static one =>
            one.StartsWith("Alert", System.StringComparison.Ordinal))];
        Assert.Equal($"Alert: parsing [t.cfg:{number}] : {use.Message}", Assert.Single(alerts));
    }

    [Fact]
    public void EveryKeywordWithArgumentsHasAWrongUse()
    {
        foreach (Keyword row in KeywordRowTests.Rows(KeywordStatus.Ready).Where(static row =>
            row.Arguments.Length > 0 && row.Name != "resetenv")) // any words, or none
        {
            Assert.True(Uses.Any(use => use.Keyword == row.Name), $"no wrong use of '{row.Name}'");
        }
    }
}
