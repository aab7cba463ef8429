using System;
using Weir.Model.Contracts;
using Weir.Rules.Balance.Hashing;

namespace Weir.Rules.Balance;

/// <summary>
/// The words of <c>balance</c>, sorted by name. A new algorithm is one file in this folder and one row here.
/// </summary>
public static class BalanceTable
{
    public static BalanceAlgorithm[] Rows { get; } =
    [
        new(
            "first",
            "The server with the lowest id that has room below its maxconn: the others can be switched off.",
            static (backend, proxy, board) => new FirstServer(backend, proxy, board))
        {
            TakesTurns = true,
        },
        new(
            "hdr",
            "A hash of the first value of a header field; requests without it take turns.",
            NeedsArguments)
        {
            Arguments = "(<name>) [use_domain_only]",
            Example = "hdr(host)",
            Read = HeaderHash.Read,
            IsForHttp = true,
            BindsKeys = true,
        },
        new(
            "leastconn",
            "The server that carries the fewest requests for its weight, counted over all workers.",
            static (backend, proxy, board) => new LeastConnections(backend, proxy, board))
        {
            TakesTurns = true,
        },
        new(
            "random",
            "Of two servers, or as many as asked for, drawn by weight, the one that carries less.",
            NeedsArguments)
        {
            Arguments = "[(<draws>)]",
            Example = "random(2)",
            Read = RandomServers.Read,
            TakesTurns = true,
        },
        new(
            "rdp-cookie",
            "A hash of a Remote Desktop client's cookie; connections without it take turns.",
            NeedsArguments)
        {
            Arguments = "[(<name>)]",
            Example = "rdp-cookie(mstshash)",
            Read = RdpCookieHash.Read,
            BindsKeys = true,
        },
        new(
            "roundrobin",
            "Servers in turn, each as often as its weight says, spread as evenly as possible.",
            static (backend, proxy, board) => new RoundRobin(backend, proxy, board))
        {
            TakesTurns = true,
        },
        new(
            "source",
            "A hash of the client's address: a client keeps its server while the usable ones stay the same.",
            static (backend, proxy, board) => new SourceHash(backend, proxy, board))
        {
            BindsKeys = true,
        },
        new(
            "static-rr",
            "Servers in turn by the configured weights; a weight changed later has no effect.",
            static (backend, proxy, board) => new StaticRoundRobin(backend, proxy, board))
        {
            TakesTurns = true,
        },
        new(
            "uri",
            "A hash of the request's target up to the question mark: each page keeps its server.",
            NeedsArguments)
        {
            Arguments = "[whole] [path-only] [len <bytes>] [depth <slashes>]",
            Example = "uri depth 3",
            Read = UriHash.Read,
            IsForHttp = true,
            BindsKeys = true,
        },
        new(
            "url_param",
            "A hash of a parameter's value in the query, or a form; requests without it take turns.",
            NeedsArguments)
        {
            Arguments = "<name> [check_post]",
            Example = "url_param userid",
            Read = UrlParameterHash.Read,
            IsForHttp = true,
            BindsKeys = true,
        },
    ];

    private static IBalancer NeedsArguments(
        Model.Plan.BackendPlan backend, int proxy, Model.Live.Board board) =>
        throw new InvalidOperationException("a row that reads arguments is made by what Read returns");
}
