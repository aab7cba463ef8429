using System;
using Weir.Ground.Check;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Forward;

/// <summary>
/// Where one direction's body stands: how many of the next bytes still belong to it. They are touched only
/// for a receiver that knows no chunks.
/// </summary>
internal struct BodyCursor
{
    private BodyKind _kind;
    private ChunkReader _chunks;
    private long _left;

    /// <summary>Every byte of the body has been taken.</summary>
    public bool Done { get; private set; }

    public readonly bool Chunked => _kind == BodyKind.Chunked;

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
                return After(step, taken);
            case BodyKind.UntilClose:
                return bytes.Length;
            default:
                return 0;
        }
    }

    /// <summary>
    /// As <see cref="Take"/>, of a chunked body whose data alone goes on: it is moved together at the front,
    /// <paramref name="data"/> bytes.
    /// </summary>
    public int Unwrap(Span<byte> bytes, out int data)
    {
        Must.Hold(_kind == BodyKind.Chunked);
        ChunkStep step = _chunks.Unwrap(bytes, out int taken, out data);
        return After(step, taken);
    }

    /// <summary>The end of the stream, for a body that has no other end.</summary>
    public void EndByClose() => Done = Done || _kind == BodyKind.UntilClose;

    private int After(ChunkStep step, int taken)
    {
        Done = step == ChunkStep.Done;
        return step == ChunkStep.Bad ? -1 : taken;
    }
}
