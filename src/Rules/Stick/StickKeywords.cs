using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Contracts.RuleLines;

namespace Weir.Rules.Stick;

/// <summary>Tables of which server clients are at, and the rules that ask and fill them.</summary>
public static class StickKeywords
{
    private const Sections Service = Sections.Listen | Sections.Backend;
    private const string Arguments = "<pattern> [table <table>] [{if | unless} <condition>]";

    public static IReadOnlyList<Keyword> Table { get; } =
    [
        new RuleKeyword("stick match", Service, Arguments, Default: "",
            Example: "stick match src table example",
            Doc: "A request goes to the server that the table has for it.",
            Apply: StickLine.Read),
        new RuleKeyword("stick on", Service, Arguments, Default: "",
            Example: "stick on src table example",
            Doc: "As 'stick match' and 'stick store-request' together.",
            Apply: StickLine.Read),
        new RuleKeyword("stick store-request", Service, Arguments, Default: "",
            Example: "stick store-request src table example",
            Doc: "The table remembers the server that has answered the request.",
            Apply: StickLine.Read),
        new RuleKeyword("stick store-response", Service, Arguments, Default: "",
            Example: "stick store-response src table example",
            Doc: "The same, with something of the response.",
            Apply: StickLine.Read),
        new RuleKeyword("stick-table", Service | Sections.Frontend,
            "type {ip | ipv6 | integer | string [len <length>] | binary [len <length>]} size <size> "
                + "[expire <expire>] [nopurge] [store server_id]",
            Default: "none",
            Example: "stick-table type string len 20 size 10k expire 30m",
            Doc: "A table of servers by what clients are known by; it outlives reloads.",
            Apply: StickTableLine.Read),
    ];
}
