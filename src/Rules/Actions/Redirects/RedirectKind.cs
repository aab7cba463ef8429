namespace Weir.Rules.Actions.Redirects;

/// <summary>What of a redirection's target comes from the request.</summary>
internal enum RedirectKind : byte
{
    /// <summary>Nothing.</summary>
    Location,

    /// <summary>The path, behind a text.</summary>
    Prefix,

    /// <summary>Host and path, behind a scheme.</summary>
    Scheme,
}
