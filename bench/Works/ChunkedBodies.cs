using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Weir.Wire.Http1;

namespace Weir.Bench.Works;

/// <summary>Where a chunked body ends, as it arrives in pieces of 16 KiB. Checksum: the bytes that belong to
/// it.</summary>
internal static class ChunkedBodies
{
    private const int PieceBytes = 16 * 1024;

    public static readonly Work Usual = Of("chunked-body/8 KiB chunks", chunks: 8, chunkBytes: 8192);

    public static readonly Work OneByteEach = Of("chunked-body/1 B chunks", chunks: 8192, chunkBytes: 1);

    private static Work Of(string name, int chunks, int chunkBytes)
    {
        string chunk = $"{chunkBytes:x}\r\n{new string('x', chunkBytes)}\r\n";
        string body = string.Concat(Enumerable.Repeat(chunk, chunks)) + "0\r\n\r\n";
        byte[] bytes = Encoding.ASCII.GetBytes(body);
        return new Work(name, times => Ours(times, bytes), times => Naive(times, bytes));
    }

    private static long Ours(int times, byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            ChunkReader reader = default;
            ChunkStep step = ChunkStep.More;
            for (int at = 0; step == ChunkStep.More; at += PieceBytes)
            {
                step = reader.Scan(bytes.AsSpan(at, Math.Min(PieceBytes, bytes.Length - at)), out int taken);
                sum += taken;
            }
        }

        return sum;
    }

    private static long Naive(int times, byte[] bytes)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            using MemoryStream body = new(bytes);
            int size;
            do
            {
                size = int.Parse(ReadLine(body), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                body.Position += size;
                ReadLine(body);
            }
            while (size > 0);
            sum += body.Position;
        }

        return sum;
    }

    private static string ReadLine(MemoryStream body)
    {
        StringBuilder line = new();
        for (int one = body.ReadByte(); one != '\n'; one = body.ReadByte())
        {
            line.Append((char)one);
        }

        return line.ToString().TrimEnd('\r');
    }
}
