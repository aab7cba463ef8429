using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Wire.Checks;

/// <summary>Checks of database servers: each byte that is said, each word that is logged.</summary>
public sealed class Databases
{
    private const string Passed = "succeeded, reason: Layer7 check passed, code: 0, info: ";
    private const string Wrong = "failed, reason: Layer7 wrong status, code: ";
    private const string Invalid = "failed, reason: Layer7 invalid response";
    private const string Silent = "failed, reason: Layer7 timeout";
    private const string Reset = "failed, reason: Socket error, info: \"Connection reset by peer\"";

    private const string Ping = "<*1\r\n$4\r\nPING\r\n";

    private const string Startup = "<\0\0\0\u0012\0\u0003\0\0user\0hap\0\0";

    private const string Bind = "<0\u000c\u0002\u0001\u0001`\u0007\u0002\u0001\u0003\u0004\0\u0080\0";
    private const string Bound = "0\u000c\u0002\u0001\u0001a\u0007\n\u0001\0\u0004\0\u0004\0";

    private const string Greeting = ">\u000a\0\0\0\n5.5.5-10\0";
    private const string Refusal = "\u0017\0\0\0\u00ff\u0010\u0004Too many connections";
    private const string Quit = "\u0001\0\0\0\u0001";

    private const string Login = "<\u0025\0\0\u0001\0\u0082\0\0\0\u0080\0\u0001!"
        + "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0hap\0\0" + Quit;

    private const string OldLogin = "<\n\0\0\u0001\0\u0080\0\0\u0001hap\0\0" + Quit;
    private const string LoggedIn = ">\u0007\0\0\u0002\0\0\0\u0002\0\0\0";

    [Theory, Both]
    public Task RedisIsAskedForPong(Product product) => Talk.Run(
        product,
        "option redis-check",
        new(Passed + "\"Redis server is ok\"", Ping, ">+PONG\r\n", "hold"),
        new(Passed + "\"Redis server is ok\"", Ping, ">+PO", ">NG\r", ">\n", "end"),
        new(Wrong + "0, info: \"-ERR max number of clients reached\"",
            Ping, ">-ERR max number of clients reached\r\n", "end"),
        new(Wrong + "0, info: \"+PON\"", Ping, ">+PON", "end"),
        new(Wrong + "0, info: \"TCPCHK got an empty response at step 2\"", Ping, "end"),
        new(Reset, Ping, "reset"),
        new(Silent, Ping, "hold"));

    [Theory, WeirAlone("2.6 waits for the end of a connection that Redis does not end: a timeout")]
    public Task ARefusalOfRedisIsToldAtOnce(Product product) => Talk.Run(
        product,
        "option redis-check",
        new Talk(Wrong + "0, info: \"-NOAUTH Authentication required.\"",
            Ping, ">-NOAUTH Authentication required.\r\n", "hold"));

    [Theory, Both]
    public Task PostgreSqlIsAskedToBeginASession(Product product) => Talk.Run(
        product,
        "option pgsql-check user hap",
        new(Passed + "\"PostgreSQL server is ok\"",
            Startup, ">R\0\0\0\u0017\0\0\0\nSCRAM-SHA-256\0\0", "hold"),
        new(Passed + "\"PostgreSQL server is ok\"",
            Startup, ">R", ">\0\0\0", ">\u000c\0\0\0\u0005", ">salt", "hold"),
        new(Invalid + ", info: \"FATAL\"", Startup, ">E\0\0\0\u000dSFATAL\0C28000\0\0", "hold"),
        new(Wrong + "0, info: \"PostgreSQL unknown error\"", Startup, ">hello there world\r\n", "hold"),
        new(Wrong + "0, info: \"PostgreSQL unknown error\"", Startup, ">R\0\0", "end"),
        new(Invalid + ", info: \"TCPCHK got an empty response at step 3\"", Startup, "end"),
        new(Reset, Startup, "reset"),
        new(Silent, Startup, "hold"));

    [Theory, Both]
    public Task LdapIsAskedToBindNobody(Product product) => Talk.Run(
        product,
        "option ldap-check",
        new(Passed + "\"Success\"", Bind, ">" + Bound, "hold"),
        new(Passed + "\"Success\"", Bind, ">0", ">" + Bound[1..7], ">" + Bound[7..], "hold"),
        new(Wrong + "49, info: \"See RFC: http://tools.ietf.org/html/rfc4511#section-4.1.9\"",
            Bind, ">0\u000c\u0002\u0001\u0001a\u0007\n\u0001\u0031\u0004\0\u0004\0", "hold"),
        new(Invalid + ", info: \"Not LDAPv3 protocol\"", Bind, ">hello there world\r\n", "hold"),
        new(Invalid, Bind, ">" + Bound[..9], "end"),
        new(Invalid + ", info: \"TCPCHK got an empty response at step 2\"", Bind, "end"),
        new(Reset, Bind, "reset"),
        new(Silent, Bind, ">" + Bound[..9], "hold"));

    [Theory, Both]
    public Task MySqlMustGreet(Product product) => Talk.Run(
        product,
        "option mysql-check",
        new(Passed + "\"5.5.5-10\"", Greeting, "hold"),
        new(Passed + "\"5.5.5-10\"", Greeting[..3], ">" + Greeting[3..9], ">" + Greeting[9..], "hold"),
        new(Wrong + "1040, info: \"Too many connections\"", ">" + Refusal, "hold"),
        new(Invalid, Greeting[..^3], "end"),
        new(Invalid + ", info: \"TCPCHK got an empty response at step 2\"", "end"),
        new(Reset, "reset"),
        new(Silent, "hold"));

    [Theory]
    [Both("", Login)]
    [Both("post-41", Login)]
    [Both("pre-41", OldLogin)]
    public Task MySqlMustLetAUserIn(Product product, string manner, string login) => Talk.Run(
        product,
        "option mysql-check user hap " + manner,
        new(Passed + "\"5.5.5-10\"", Greeting, login, LoggedIn, "hold"),
        new(Passed + "\"5.5.5-10\"", Greeting, login, LoggedIn[..4], ">" + LoggedIn[4..], "hold"),
        new(Wrong + "1040, info: \"Too many connections\"", ">" + Refusal, login, "hold"),
        new(Wrong + "1040, info: \"Too many connections\"", Greeting, login, ">" + Refusal, "hold"),
        new(Invalid, Greeting, login, "end"),
        new(Silent, Greeting, login, "hold"));

    [Theory, WeirAlone("2.6 waits for packets of up to 16 MB, which are none: a timeout")]
    public Task AnotherProtocolIsNoMySql(Product product) => Talk.Run(
        product,
        "option mysql-check user hap",
        new(Invalid, ">SSH-2.0-OpenSSH_9.2\r\n", "hold"),
        new(Invalid, ">220 mail.example ESMTP\r\n", "hold"));
}
