using System;
using Weir.Ground.Check;

namespace Weir.Main.Origin;

/// <summary>
/// The bytes of sized bodies: lines of 64 that repeat, so that a byte lost, doubled or moved on the way shows
/// at once.
/// </summary>
internal static class Filler
{
    /// <summary>The most that <see cref="From"/> gives at a time, in bytes.</summary>
    public const int PieceMax = 128 * 1024;

    private const int Period = 64;

    private static ReadOnlySpan<byte> Line =>
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-\n"u8;

    private static readonly byte[] Bytes = Make();

    /// <summary>
    /// The body's bytes from <paramref name="offset"/> on, at most <paramref name="wanted"/> of them.
    /// </summary>
    public static ReadOnlySpan<byte> From(long offset, long wanted)
    {
        Must.Hold(offset >= 0 && wanted >= 0);
        return Bytes.AsSpan((int)(offset % Period), (int)Math.Min(wanted, PieceMax));
    }

    private static byte[] Make()
    {
        Must.Hold(Line.Length == Period);
        byte[] bytes = new byte[PieceMax + Period];
        for (int at = 0; at < bytes.Length; at += Period)
        {
            Line.CopyTo(bytes.AsSpan(at));
        }

        return bytes;
    }
}
