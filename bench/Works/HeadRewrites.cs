using System;
using System.Buffers;
using System.Text;
using CommunityToolkit.HighPerformance.Buffers;
using Weir.Wire.Http1;

namespace Weir.Bench.Works;

/// <summary>
/// A head sent on with one line left out and one added. The baseline writes the pieces into a pooled buffer
/// writer. Checksum: the length of the result and its last line's first byte.
/// </summary>
internal static class HeadRewrites
{
    private const string Before = "GET /index.html HTTP/1.1\r\nHost: www.example.com\r\n";
    private const string Dropped = "Cookie: SERVERID=B\r\n";
    private const string After = "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\n";

    public static readonly Work OneLine = new("head-edit/one line for another", Ours, Buffered);

    private static readonly byte[] s_head = Encoding.ASCII.GetBytes($"{Before}{Dropped}{After}\r\n");
    private static readonly byte[] s_into = new byte[1024];

    private static ReadOnlySpan<byte> Added => "X-Forwarded-For: 192.0.2.1\r\n"u8;

    private static long Ours(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            HeadWriter writer = new(s_head, s_into);
            writer.CopyTo(Before.Length);
            writer.SkipTo(Before.Length + Dropped.Length);
            writer.CopyTo(s_head.Length - 2);
            writer.Add(Added);
            writer.CopyTo(s_head.Length);
            sum += Checksum(s_into.AsSpan(0, writer.Written));
        }

        return sum;
    }

    private static long Buffered(int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            using ArrayPoolBufferWriter<byte> writer = new(s_into.Length);
            writer.Write(s_head.AsSpan(0, Before.Length));
            writer.Write(s_head.AsSpan(Before.Length + Dropped.Length, After.Length));
            writer.Write(Added);
            writer.Write(s_head.AsSpan(s_head.Length - 2));
            sum += Checksum(writer.WrittenSpan);
        }

        return sum;
    }

    private static long Checksum(ReadOnlySpan<byte> head) => head.Length + head[^(2 + Added.Length)];
}
