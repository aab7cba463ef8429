namespace Weir.Relay.Respond;

/// <summary>What became of a server's head.</summary>
/// <param name="Length">Bytes written, or -1: there was no room.</param>
/// <param name="LostCookie">The server had set a cookie of our name, which is left out.</param>
internal readonly record struct WrittenHead(int Length, bool LostCookie);
