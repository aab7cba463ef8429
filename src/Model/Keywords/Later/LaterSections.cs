namespace Weir.Model.Keywords.Later;

/// <summary>Sections that are known and not done.</summary>
internal static class LaterSections
{
    public static readonly string[] Names =
    [
        "acme", "cache", "crt-store", "fcgi-app", "healthcheck", "http-errors", "log-forward", "log-profile",
        "mailers",
        "namespace_list", "peers", "program", "resolvers", "ring", "traces",
    ];
}
