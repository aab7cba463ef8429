using System;
using Weir.Ground.Check;
using Weir.Kernel.Io;

namespace Weir.Main.Origin;

/// <summary>How far a sending got.</summary>
internal enum Sent : byte
{
    /// <summary>All of it is out.</summary>
    All = 0,

    /// <summary>The connection takes no more now; its next write event goes on.</summary>
    Full,

    /// <summary>There is more, and room for it, but the others come first.</summary>
    Enough,

    /// <summary>The connection is broken.</summary>
    Broken,
}

/// <summary>
/// Sends what was composed for a connection, then the filler of its body. Leaves the output empty.
/// </summary>
internal static class Sender
{
    /// <summary>Pieces (of up to <see cref="Filler.PieceMax"/>) per turn and connection.</summary>
    private const int PiecesMax = 32;

    private const int ChunkBytes = 16 * 1024;

    public static Sent Send<TIo>(ref TIo io, OriginConnection connection, Output output)
        where TIo : struct, IIoBackend
    {
        for (int pieces = 0; pieces < PiecesMax; pieces++)
        {
            if (connection.FillerIsChunked)
            {
                AddChunks(connection, output);
            }

            long fillerLeft = connection.FillerIsChunked ? 0 : connection.FillerLeft;
            if (output.Count == 0 && fillerLeft == 0)
            {
                return Sent.All;
            }

            ReadOnlySpan<byte> filler = Filler.From(connection.FillerSent, fillerLeft);
            int count = io.Send(connection.Descriptor, output.Written, filler);
            if (count < 0)
            {
                output.Clear();
                return Sent.Broken;
            }

            bool isWhole = count == output.Count + filler.Length;
            Account(connection, output, count);
            if (!isWhole)
            {
                return Sent.Full;
            }
        }

        return Sent.Enough;
    }

    private static void Account(OriginConnection connection, Output output, int count)
    {
        int composed = Math.Min(count, output.Count);
        int filler = count - composed;
        Must.Hold(filler <= connection.FillerLeft || connection.FillerIsChunked);
        if (composed < output.Count)
        {
            connection.KeepUnsent(output.Written[composed..]);
        }

        connection.FillerSent += filler;
        connection.FillerLeft -= filler;
        output.Clear();
    }

    /// <summary>
    /// Composes as many chunks of filler as there is room for, and the last one when the body is complete.
    /// </summary>
    private static void AddChunks(OriginConnection connection, Output output)
    {
        while (connection.FillerLeft > 0 && output.Room > ChunkBytes + 64) // ends: each turn takes from both
        {
            long size = Math.Min(connection.FillerLeft, ChunkBytes);
            ReadOnlySpan<byte> piece = Filler.From(connection.FillerSent, size);
            Reply.AddText(piece, isChunked: true, output);
            connection.FillerSent += piece.Length;
            connection.FillerLeft -= piece.Length;
        }

        if (connection.FillerLeft == 0)
        {
            connection.FillerIsChunked = false;
            if (connection.End == Failure.None)
            {
                Reply.AddLastChunk(output);
            }
        }
    }
}
