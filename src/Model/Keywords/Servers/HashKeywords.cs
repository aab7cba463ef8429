using System;
using Weir.Language.Keywords;
using Weir.Model.Draft;
using Weir.Model.Keywords.Later;
using Weir.Model.Plan;

namespace Weir.Model.Keywords.Servers;

/// <summary>How algorithms that hash find a server.</summary>
internal static class HashKeywords
{
    private static readonly (string Word, HashFunction Function)[] Functions =
    [
        ("crc32", HashFunction.Crc32), ("djb2", HashFunction.Djb2), ("none", HashFunction.None),
        ("sdbm", HashFunction.Sdbm),
    ];

    private static readonly string[] FunctionWords = ["crc32", "djb2", "none", "sdbm", "wt6"];

    public static readonly ProxyKeyword[] Table =
    [
        new("hash-balance-factor", Sections.Service, "<factor>", Default: "0",
            Example: "hash-balance-factor 150",
            Doc: "With 'hash-type consistent' or 'balance random', the most that one server may carry, in "
                + "percent of the average; 0: no bound.",
            Apply: static (line, proxy) => proxy.Hash = proxy.Hash with { BalanceFactor = Factor(line) }),
        new("hash-type", Sections.Service,
            "{map-based | consistent} [{sdbm | djb2 | crc32 | none} [avalanche]]",
            Default: "map-based sdbm", Example: "hash-type consistent",
            Doc: "How hashes find a server.",
            Apply: static (line, proxy) => Type(line, proxy)),
    ];

    private static int Factor(Line line)
    {
        int factor = line.Integer(0, int.MaxValue);
        if (factor is > 0 and <= 100)
        {
            line.Error(line.Last, "'hash-balance-factor' must be 0 or greater than 100.");
        }

        return factor;
    }

    private static void Type(Line line, ProxyDraft proxy)
    {
        string method = line.Next() ?? "";
        if (method is not ("consistent" or "map-based"))
        {
            line.Unknown(method, "'hash-type' only supports 'consistent' and 'map-based'.",
                ["consistent", "map-based"]);
            return;
        }

        bool isConsistent = method == "consistent";
        if (line.Left == 0)
        {
            // The manual: consistent uses sdbm and avalanche if no hash function is specified.
            Set(proxy, new HashPlan(isConsistent, HashFunction.Sdbm, Avalanche: isConsistent));
            return;
        }

        if (Function(line) is not { } function)
        {
            return;
        }

        bool isMixed = line.Take("avalanche");
        if (!isMixed && line.Next() is { } modifier)
        {
            line.Unknown(modifier,
                "'hash-type' only supports 'avalanche' as a modifier for hash functions.", ["avalanche"]);
        }

        Set(proxy, new HashPlan(isConsistent, function, isMixed));
    }

    /// <summary>
    /// <c>wt6</c> is defined by nothing but its program: servers chosen by another function of that name
    /// would be others than a HAProxy beside this one chooses.
    /// </summary>
    private static HashFunction? Function(Line line)
    {
        string word = line.Next()!;
        foreach ((string name, HashFunction function) in Functions)
        {
            if (name == word)
            {
                return function;
            }
        }

        if (word == "wt6")
        {
            line.Error(word, NotYet.Message("hash-type <method> wt6"),
                "'sdbm avalanche' serves the same purpose.");
            return null;
        }

        line.Unknown(word, "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'none' hash functions.",
            FunctionWords);
        return null;
    }

    private static void Set(ProxyDraft proxy, HashPlan hash) =>
        proxy.Hash = hash with { BalanceFactor = proxy.Hash.BalanceFactor };
}
