namespace Weir.Relay.Stream;

/// <summary>
/// Why and where a stream ended: the first two letters of the termination state (manual 8.5).
/// </summary>
/// <param name="Cause"><c>-</c> normal, <c>C</c>/<c>c</c> client left/stalled, <c>S</c>/<c>s</c> server,
/// <c>P</c> proxy, <c>L</c> local, <c>R</c> resource, <c>I</c> internal.</param>
/// <param name="Phase"><c>R</c> request, <c>Q</c> queue, <c>C</c> connect, <c>H</c> response head, <c>D</c>
/// data, <c>L</c> last data, <c>-</c> end.</param>
internal readonly record struct StreamEnd(byte Cause, byte Phase)
{
    public static StreamEnd Normal => new((byte)'-', (byte)'-');

    public static StreamEnd Of(char cause, char phase) => new((byte)cause, (byte)phase);
}
