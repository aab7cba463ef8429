namespace Weir.Relay.Dispatch;

/// <summary>What a request's cookie said about its server.</summary>
/// <param name="Server">Position of the server to use, or -1: balance.</param>
/// <param name="Letter">For the log: <c>N</c> none, <c>I</c> unknown, <c>D</c> its server is down, <c>V</c>
/// valid.</param>
internal readonly record struct CookieRoute(int Server, byte Letter);
