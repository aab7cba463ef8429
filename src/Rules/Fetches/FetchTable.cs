using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Rules.Fetches.Contents;

namespace Weir.Rules.Fetches;

/// <summary>Every fetch by every name that it has in a condition. The tables are listed by hand.</summary>
internal static class FetchTable
{
    /// <summary>Ways of matching that make names of their own: <c>path_beg</c>.</summary>
    private static readonly string[] Forms = ["beg", "dir", "dom", "end", "len", "reg", "sub"];

    public static Fetch[] Rows { get; } =
    [
        .. ConnectionFetches.Rows,
        .. ConstantFetches.Rows,
        .. ContentFetches.Rows,
        .. CookieFetches.Rows,
        .. FieldFetches.Rows,
        .. HandshakeFetches.Rows,
        .. LoadFetches.Rows,
        .. MessageFetches.Rows,
        .. TargetFetches.Rows,
    ];

    private static readonly Dictionary<string, FoundFetch> ByName = Index();

    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>The row that a name stands for, or null.</summary>
    public static FoundFetch? Find(string name) =>
        ByName.GetValueOrDefault(name);

    private static Dictionary<string, FoundFetch> Index()
    {
        Dictionary<string, FoundFetch> index = [];
        foreach (Fetch row in Rows)
        {
            foreach (string name in row.Names)
            {
                Must.Hold(index.TryAdd(name, new FoundFetch(row, row.Match)));
                foreach (string form in row.HasForms ? Forms : [])
                {
                    Must.Hold(index.TryAdd($"{name}_{form}", new FoundFetch(row, form)));
                }
            }
        }

        return index;
    }
}
