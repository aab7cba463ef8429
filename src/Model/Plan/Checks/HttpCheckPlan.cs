using Weir.Wire.Http;

namespace Weir.Model.Plan.Checks;

/// <summary>What an HTTP check asks, and which answers are good.</summary>
public sealed class HttpCheckPlan
{
    /// <summary>The request up to where the server's state goes, ready to send.</summary>
    public byte[] Head { get; init; } = [];

    /// <summary>What follows there: the rest of the head, and a body.</summary>
    public byte[] Tail { get; init; } = [];

    /// <summary>Of the request; what follows an answer's head depends on it.</summary>
    public Method Method { get; init; }

    /// <summary>The server is told how it is seen (<c>http-check send-state</c>).</summary>
    public bool SendsState { get; init; }

    /// <summary>
    /// Answered 404, a server that is up takes nobody new (<c>http-check disable-on-404</c>).
    /// </summary>
    public bool StopsOn404 { get; init; }

    /// <summary>What an answer must all be (<c>http-check expect</c>); none: 2xx or 3xx.</summary>
    public HttpExpectation[] Expected { get; init; } = [];
}
