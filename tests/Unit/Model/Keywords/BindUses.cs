using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of <c>bind</c> and of its words.</summary>
internal static class BindUses
{
    public static readonly WrongUse[] All =
    [
        Listen("bind", "bind",
            "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments."),
        Listen("bind", "bind 1.2.3.4", "'bind' : missing port specification in '1.2.3.4'"),
        Listen("bind", "bind :1,:0", "'bind' : invalid port '0'"),
        Listen("bind", "bind :1 nme x",
            "'bind :1' in section 'listen' : unknown keyword 'nme'; did you mean 'name' maybe ?"),
        Listen("bind", "bind :1 ssl",
            "'bind :1' in section 'listen' : 'ssl' is known, but not supported yet."),
        Bind("backlog", "backlog", "'backlog' : missing value"),
        Bind("backlog", "backlog x", "'backlog' expects an integer argument (got 'x')."),
        Bind("id", "id", "'id' : expects an integer argument"),
        Bind("id", "id x", "'id' : expects an integer argument, found 'x'"),
        Bind("id", "id 0", "'id' : custom id has to be > 0"),
        Bind("interface", "interface", "'interface' : missing interface name"),
        Bind("mss", "mss", "'mss' : missing MSS value"),
        Bind("mss", "mss 0", "'mss' : expects an MSS with and absolute value between 1 and 65535"),
        Bind("mss", "mss 70000", "'mss' : expects an MSS with and absolute value between 1 and 65535"),
        Bind("name", "name", "'name' : missing name"),
        Listen("bind", "bind ,*:80",
            "'bind' : '' resolves to an empty address (environment variable missing?)"),
        Listen("bind", "bind *:80,,*:81",
            "'bind' : '' resolves to an empty address (environment variable missing?)"),
    ];
}
