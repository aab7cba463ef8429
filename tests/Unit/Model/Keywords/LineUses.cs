using System.Collections.Generic;
using static Weir.Tests.Unit.Model.Keywords.WrongUse;

namespace Weir.Tests.Unit.Model.Keywords;

/// <summary>Wrong uses of the words that look at heads line by line.</summary>
internal static class LineUses
{
    private static readonly string[] Replacing =
        ["cliexp", "reqirep", "reqrep", "rspirep", "rsprep", "srvexp"];

    private static readonly string[] Searching =
    [
        "reqallow", "reqdel", "reqdeny", "reqiallow", "reqidel", "reqideny", "reqipass", "reqitarpit",
        "reqpass", "reqtarpit", "rspdel", "rspdeny", "rspidel", "rspideny",
    ];

    public static WrongUse[] Rows()
    {
        List<WrongUse> uses =
        [
            Listen("reqadd", "reqadd", "'reqadd' expects <header> as an argument."),
            Listen("reqadd", "reqadd \"\"", "'reqadd' expects <header> as an argument."),
            Listen("reqadd", "reqadd X-Test", "'reqadd' : 'X-Test' is no header "
                + "(a field line without a colon)."),
            Listen("reqadd", "reqadd X-Test :one",
                "'reqadd' : expects nothing, 'if' or 'unless', got ':one'."),
            Listen("reqadd", @"reqadd a:\ b\r\n\r\nc:\ d", "'reqadd' : 'a: b\r\n\r\nc: d' is no header "
                + "(an empty line)."),
            Listen("reqadd", @"reqadd a:\ b if foo",
                "error detected while parsing a 'reqadd' condition : no such ACL : 'foo'."),
            Listen("rspadd", "rspadd", "'rspadd' expects <header> as an argument."),
            Listen("rspadd", @"rspadd \ a:\ b", "'rspadd' : ' a: b' is no header (a field line that begins "
                + "with white space)."),
            Listen("reqsetbe", "reqsetbe", "'reqsetbe' expects <search> and <target> as arguments."),
            Listen("reqsetbe", "reqsetbe a", "'reqsetbe' expects <search> and <target> as arguments."),
            Listen("reqsetbe", "reqsetbe ( b", "'reqsetbe' : regex '(' is invalid (error=missing closing "
                + "parenthesis, erroffset=1)."),
            Listen("reqisetbe", "reqisetbe a", "'reqisetbe' expects <search> and <target> as arguments."),
            Listen("reqrep", @"reqrep a b\\", "'reqrep' : invalid replacement 'b\\': a backslash at the end "
                + "stands for nothing (write \\\\\\\\)."),
            Listen("reqrep", "reqrep a \"\"", "'reqrep' expects <search> and <replace> as arguments."),
            Listen("reqrep", "reqrep a b c", "'reqrep' : expects nothing, 'if' or 'unless', got 'c'."),
            Listen("reqdeny", @"reqdeny (a)\1", "'reqdeny' : regex '(a)\\1' is invalid "
                + "(error=back-references are not supported: they cannot be matched in linear time, "
                + "erroffset=5)."),
        ];
        foreach (string name in Replacing)
        {
            uses.Add(Listen(name, name, $"'{name}' expects <search> and <replace> as arguments."));
            uses.Add(Listen(name, $"{name} a", $"'{name}' expects <search> and <replace> as arguments."));
            uses.Add(Listen(name, $"{name} [a b", $"'{name}' : regex '[a' is invalid (error=missing "
                + "terminating ] for character class, erroffset=2)."));
        }

        foreach (string name in Searching)
        {
            uses.Add(Listen(name, name, $"'{name}' expects <search> as an argument."));
            uses.Add(Listen(name, $"{name} a)", $"'{name}' : regex 'a)' is invalid (error=unmatched closing "
                + "parenthesis, erroffset=1)."));
            uses.Add(Listen(name, $"{name} a b", $"'{name}' : expects nothing, 'if' or 'unless', got 'b'."));
        }

        return [.. uses];
    }
}
