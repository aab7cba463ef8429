using System;
using Weir.Model.Plan;
using Weir.Wire.Http;

namespace Weir.Relay.Respond;

/// <summary>What decides how a response's head is changed on its way to the client.</summary>
internal readonly ref struct ResponseEdits
{
    public required ProxyPlan Frontend { get; init; }

    /// <summary>The backend's cookie line, or null.</summary>
    public required CookiePlan? Cookie { get; init; }

    /// <summary>A cookie of that name which the server sets goes to the client as it is.</summary>
    public required bool PassesServers { get; init; }

    /// <summary>The client came with the cookie of the server that answers.</summary>
    public required bool CookieIsRight { get; init; }

    /// <summary>The answering server's own value of the cookie; may be empty.</summary>
    public required ReadOnlySpan<byte> ServerValue { get; init; }

    /// <summary>Our Set-Cookie line; empty: none.</summary>
    public required ReadOnlySpan<byte> SetCookieLine { get; init; }

    /// <summary>Where <see cref="Dates"/> stand in the line.</summary>
    public required int DatesAt { get; init; }

    /// <summary>What the line tells besides the server; none without a last date.</summary>
    public required CookieDates Dates { get; init; }

    /// <summary>The client's connection stays open after this response.</summary>
    public required bool KeepAlive { get; init; }

    /// <summary>What follows is not HTTP any more: nothing is said about the connection.</summary>
    public required bool Tunnel { get; init; }

    /// <summary>The server says about its connection what it likes.</summary>
    public required bool PassesConnection { get; init; }

    /// <summary>What is said about the connection is said in Proxy-Connection.</summary>
    public required bool IsProxied { get; init; }

    /// <summary>The request's method.</summary>
    public required Method Method { get; init; }

    /// <summary>HTTP/1.Minor of the request.</summary>
    public required byte RequestMinor { get; init; }
}
