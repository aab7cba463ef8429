using Weir.Model.Plan;

namespace Weir.Model.Draft;

/// <summary>A <c>cookie</c> line.</summary>
internal sealed record CookieDraft(string Name, CookieMode Mode)
{
    public bool Indirect { get; init; }

    public bool Preserve { get; init; }

    public bool PostOnly { get; init; }

    public bool NoCache { get; init; }

    /// <summary>Servers without a value of their own get one from their address (<c>dynamic</c>).</summary>
    public bool Dynamic { get; init; }

    /// <summary>Seconds; 0: not written.</summary>
    public long MaxIdleS { get; init; }

    /// <summary>Seconds; 0: not written.</summary>
    public long MaxLifeS { get; init; }

    /// <summary>What follows the path in an inserted cookie: <c>; domain=.site; Secure</c>.</summary>
    public string Attributes { get; init; } = "";
}
