
namespace Weir.Relay.Stream;

/// <summary>
/// What is needed of a client connection only when a request begins or is logged. Found by its descriptor.
/// </summary>
internal struct ClientDetail
{
    public Ground.Net.IpEndpoint Peer;

    /// <summary>
    /// Monotonic and wall-clock milliseconds of the accept, or of the end of its last request.
    /// </summary>
    public long SinceMs;
    public long SinceWallMs;

    /// <summary>
    /// Monotonic and wall-clock milliseconds of the first byte of the request that is arriving; 0: none yet.
    /// </summary>
    public long FirstByteMs;
    public long FirstByteWallMs;
}
