using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords.Servers;

/// <summary>How one of several servers is chosen.</summary>
internal static class BalanceKeywords
{
    private static readonly string[] LaterAlgorithms =
    [
        "first", "hash", "hdr", "leastconn", "log-hash", "random", "rdp-cookie", "static-rr", "sticky",
        "uri", "url_param",
    ];

    public static readonly ProxyKeyword[] Table =
    [
        new("balance", Sections.Service, "<algorithm>", Default: "roundrobin", Example: "balance roundrobin",
            Doc: "How a server is chosen for a request that no cookie has bound.",
            Apply: static (line, proxy) => Balance(line, proxy)),
    ];

    private static void Balance(Line line, ProxyDraft proxy)
    {
        string word = line.Next() ?? "roundrobin";
        string name = word.Split('(')[0];
        List<string> names = [.. LaterAlgorithms];
        foreach (BalanceAlgorithm algorithm in proxy.Balances)
        {
            names.Add(algorithm.Name);
            if (algorithm.Name == word)
            {
                proxy.Balance = algorithm;
                return;
            }
        }

        if (Array.IndexOf(LaterAlgorithms, name) >= 0)
        {
            line.Error(word, NotYet.Message($"balance {name}"));
        }
        else
        {
            line.Unknown(word, "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', "
                + $"'uri', 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options (got '{word}')", names);
        }
    }
}
