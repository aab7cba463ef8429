using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of stick tables and of the lines that ask and fill them.</summary>
internal static class StickUses
{
    private const string NotDuring = "'stick': fetch method 'res.hdr' extracts information from 'HTTP "
        + "response', none of which is available during request.";

    public static readonly WrongUse[] All =
    [
        Table("stick-table", "missing size."),
        Table("stick-table type", "unknown type ''."),
        Table("stick-table type ipv5 size 1", "unknown type 'ipv5'; did you mean 'ipv6' maybe ?"),
        Table("stick-table type ip", "missing size."),
        Table("stick-table size 10", "missing type."),
        Table("stick-table type ip size", "missing argument after 'size'."),
        Table("stick-table type ip size 0", "missing size."),
        Table("stick-table type ip size 10x", "unexpected character 'x' in argument of 'size'."),
        Table("stick-table type ip size 2g", "more than 1g entries are known, but not supported yet."),
        Table("stick-table type ip size 1k expire", "missing argument after 'expire'."),
        Table("stick-table type ip size 1k expire 1x", "unexpected character 'x' in argument of 'expire'."),
        Table("stick-table type ip size 1k expire 30d",
            "timer overflow in argument <30d> to <expire>, maximum value is 2147483647 ms (~24.8 days)."),
        Table("stick-table type ip size 1k foo", "unknown argument 'foo'."),
        Table("stick-table type ip len 4 size 1k", "unknown argument 'len'."),
        Table("stick-table type string len size 1k", "'len' expects a length of 1 to 1024 bytes."),
        Table("stick-table type string len 1025 size 1k", "'len' expects a length of 1 to 1024 bytes."),
        Table("stick-table type ip size 1k peers p", "'peers' is known, but not supported yet."),
        Table("stick-table type ip size 1k store server_id,conn_cnt",
            "'store conn_cnt' is known, but not supported yet."),
        Listen("stick on", "stick on", "'stick' expects a fetch method."),
        Listen("stick on", "stick on foo", "'stick': unknown fetch method 'foo'."),
        Listen("stick on", "stick on path_beg", "'stick': unknown fetch method 'path_beg'."),
        Listen("stick on", "stick on src bar", "'stick': unknown keyword 'bar'."),
        Listen("stick on", "stick on src if foo",
            "'stick': error detected while parsing sticking condition : no such ACL : 'foo'."),
        Listen("stick match", "stick match res.hdr(x)", NotDuring),
        Listen("stick store-request", "stick store-request res.hdr(x)", NotDuring),
        Listen("stick store-response", "stick store-response path,lower",
            "'stick': fetch method 'path' extracts information from 'HTTP request headers', none of which is "
                + "available for 'store-response'."),
    ];

    private static WrongUse Table(string line, string message) =>
        Listen("stick-table", line, $"stick-table: {message}");
}
