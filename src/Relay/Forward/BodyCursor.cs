using System;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Forward;

/// <summary>
/// Where one direction's body stands: how many of the next bytes still belong to it. The bytes are not
/// touched.
/// </summary>
internal struct BodyCursor
{
    private BodyKind _kind;
    private ChunkReader _chunks;
    private long _left;

    /// <summary>Every byte of the body has been taken.</summary>
    public bool Done { get; private set; }

    public readonly bool UntilClose => _kind == BodyKind.UntilClose;

    public static BodyCursor For(BodyPlan plan) =>
        new() { _kind = plan.Kind, _left = plan.Length, Done = plan.Kind == BodyKind.None };

    /// <summary>
    /// How many of <paramref name="bytes"/> belong to the body; -1 when they break its framing.
    /// </summary>
    public int Take(ReadOnlySpan<byte> bytes)
    {
        switch (_kind)
        {
            case BodyKind.Length:
                int count = (int)Math.Min(_left, bytes.Length);
                _left -= count;
                Done = _left == 0;
                return count;
            case BodyKind.Chunked:
                ChunkStep step = _chunks.Scan(bytes, out int taken);
                Done = step == ChunkStep.Done;
                return step == ChunkStep.Bad ? -1 : taken;
            case BodyKind.UntilClose:
                return bytes.Length;
            default:
                return 0;
        }
    }

    /// <summary>The end of the stream, for a body that has no other end.</summary>
    public void EndByClose() => Done = Done || _kind == BodyKind.UntilClose;
}
