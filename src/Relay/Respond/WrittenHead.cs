namespace Weir.Relay.Respond;

/// <summary>What became of a server's head.</summary>
/// <param name="Length">Bytes written, or -1: there was no room.</param>
/// <param name="Cookie">The log's letter for our cookie: I inserted, D the server's left out, R changed, P
/// passed on, N not there.</param>
internal readonly record struct WrittenHead(int Length, byte Cookie);
