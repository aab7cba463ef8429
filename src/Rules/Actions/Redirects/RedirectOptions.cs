namespace Weir.Rules.Actions.Redirects;

/// <summary>A <c>redirect</c> line.</summary>
internal sealed class RedirectOptions
{
    public RedirectKind Kind { get; set; }

    /// <summary>The location, the prefix or the scheme.</summary>
    public byte[] Text { get; set; } = [];

    public int Status { get; set; } = 302;

    /// <summary>The request's query is left out.</summary>
    public bool DropsQuery { get; set; }

    /// <summary>The location ends with a slash.</summary>
    public bool AppendsSlash { get; set; }

    /// <summary>A whole <c>set-cookie</c> line, or empty.</summary>
    public byte[] CookieLine { get; set; } = [];
}
