namespace Weir.Model.Contracts.Rules;

/// <summary>What rules say about a request's cookie.</summary>
public enum Persistence : byte
{
    /// <summary>As the backend's lines say.</summary>
    AsConfigured,

    /// <summary>The cookie's server is used even when it is down (<c>force-persist</c>).</summary>
    Forced,

    /// <summary>
    /// The request is balanced as if it had no cookie, and the client is given none
    /// (<c>ignore-persist</c>).
    /// </summary>
    Ignored,
}
