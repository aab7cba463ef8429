using System;
using System.Collections.Generic;
using Weir.Language.Keywords;
using Weir.Model.Contracts;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;

namespace Weir.Model.Keywords.Servers;

/// <summary>How one of several servers is chosen. The words are the algorithms' own rows.</summary>
internal static class BalanceKeywords
{
    private static readonly string[] LaterAlgorithms = ["hash", "log-hash", "sticky"];

    public static readonly ProxyKeyword[] Table =
    [
        new("balance", Sections.Service, "<algorithm> [<arguments>]", Default: "roundrobin",
            Example: "balance roundrobin",
            Doc: "How a server is chosen for a request that no cookie has bound.",
            Apply: static (line, proxy) => Balance(line, proxy)),
    ];

    private static void Balance(Line line, ProxyDraft proxy)
    {
        string word = line.Next() ?? "roundrobin";
        int open = word.IndexOf('(', StringComparison.Ordinal);
        string name = open < 0 ? word : word[..open];
        bool isClosed = open >= 0 && word.EndsWith(')');
        string? inside = open < 0 ? null : word[(open + 1)..^(isClosed ? 1 : 0)];
        BalanceAlgorithm? row = Array.Find(proxy.Balances, one => one.Name == name);
        if (row is null || (row.Read is null && open >= 0))
        {
            Refuse(line, proxy, word, name);
        }
        else if (row.Read is null)
        {
            proxy.Balance = row;
        }
        else if (open >= 0 && !isClosed)
        {
            line.Error(word, word.Contains(')', StringComparison.Ordinal)
                ? $"balance {name} : unexpected character behind the closing parenthesis."
                : $"balance {name} : missing closing parenthesis.");
        }
        else if (row.Read(line, inside) is { } create)
        {
            proxy.Balance = row with { Create = create };
        }
    }

    private static void Refuse(Line line, ProxyDraft proxy, string word, string name)
    {
        if (Array.IndexOf(LaterAlgorithms, name) >= 0)
        {
            line.Error(word, NotYet.Message($"balance {name}"));
            return;
        }

        List<string> names = [.. LaterAlgorithms];
        List<string> quoted = [];
        foreach (BalanceAlgorithm row in proxy.Balances)
        {
            names.Add(row.Name);
            quoted.Add($"'{row.Name}'");
        }

        line.Unknown(
            word, $"balance only supports {string.Join(", ", quoted)} options (got '{word}')", names);
    }
}
