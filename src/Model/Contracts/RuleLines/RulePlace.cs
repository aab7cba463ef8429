using System;

namespace Weir.Model.Contracts.RuleLines;

/// <summary>Where a condition is asked: not every sample exists everywhere.</summary>
[Flags]
public enum RulePlace : byte
{
    None = 0,

    /// <summary>A frontend's rules on requests.</summary>
    FrontendRequest = 1,

    /// <summary>The choice of a backend; without HTTP there is no request then.</summary>
    Switching = 2,

    /// <summary>A backend's rules on requests.</summary>
    BackendRequest = 4,

    /// <summary>A backend's rules on responses.</summary>
    BackendResponse = 8,

    /// <summary>A frontend's rules on responses.</summary>
    FrontendResponse = 16,

    /// <summary>
    /// A frontend's rules on a connection of which nothing has been read: only what exists everywhere does.
    /// </summary>
    Connection = 32,

    Request = FrontendRequest | Switching | BackendRequest,
    Response = BackendResponse | FrontendResponse,
    Anywhere = Request | Response,
}
