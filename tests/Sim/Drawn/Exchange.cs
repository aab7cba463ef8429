using System;
using System.Text;

namespace Weir.Tests.Sim.Drawn;

/// <summary>
/// One request and its response, both made from the same three numbers: each side knows what it must see.
/// </summary>
internal readonly record struct Exchange(uint Salt, int Client, int Number)
{
    private const int SmallMax = 300;
    private const int LargeMax = 100_000;

    /// <summary>Both kinds of body come in sizes around a segment and above every window.</summary>
    private uint Draw => (uint)HashOf(Salt, Client, Number);

    public bool IsPost => Draw % 3 == 0;

    public bool IsChunked => (Draw >> 2) % 3 == 0;

    /// <summary>The server closes after its response.</summary>
    public bool ServerCloses => (Draw >> 4) % 5 == 0;

    public string Path => $"/{Salt}/{Client}/{Number}";

    public static Exchange FromPath(string path)
    {
        string[] parts = path.Split('/');
        return new Exchange(uint.Parse(parts[1]), int.Parse(parts[2]), int.Parse(parts[3]));
    }

    public byte[] RequestBody() => Body(IsPost ? LengthFrom(Draw >> 8) : 0, 1);

    public byte[] ResponseBody() => Body(LengthFrom(Draw >> 12), 2);

    public byte[] Request()
    {
        byte[] body = RequestBody();
        string head = IsPost
            ? $"POST {Path} HTTP/1.1\r\nHost: h\r\nContent-Length: {body.Length}\r\n\r\n"
            : $"GET {Path} HTTP/1.1\r\nHost: h\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    public byte[] Response()
    {
        byte[] body = ResponseBody();
        string close = ServerCloses ? "\r\nConnection: close" : "";
        string start = $"HTTP/1.1 200 OK\r\nX-Path: {Path}{close}\r\n";
        if (!IsChunked)
        {
            string head = $"{start}Content-Length: {body.Length}\r\n\r\n";
            return [.. Encoding.ASCII.GetBytes(head), .. body];
        }

        string first = $"{start}Transfer-Encoding: chunked\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(first), .. Chunked(body)];
    }

    /// <summary>The response's body as it is framed on the wire; the worker passes it on untouched.</summary>
    public byte[] FramedBody() => IsChunked ? Chunked(ResponseBody()) : ResponseBody();

    private static byte[] Chunked(byte[] body)
    {
        int half = body.Length / 2;
        return [.. Chunk(body.AsSpan(0, half)), .. Chunk(body.AsSpan(half)), .. "0\r\n\r\n"u8];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> data) => data.IsEmpty
        ? []
        : [.. Encoding.ASCII.GetBytes($"{data.Length:x}\r\n"), .. data, .. "\r\n"u8];

    private static int LengthFrom(uint draw) =>
        (int)(draw % 6 == 0 ? (draw >> 3) % LargeMax : (draw >> 3) % SmallMax);

    private static ulong HashOf(uint salt, int client, int number) =>
        new Network.SimDice(((ulong)salt << 32) ^ ((ulong)client << 16) ^ (ulong)number).Next();

    private byte[] Body(int length, uint side)
    {
        byte[] body = new byte[length];
        uint start = Draw + side;
        for (int i = 0; i < length; i++)
        {
            body[i] = (byte)(start + (uint)((i * 7) + (i >> 8)));
        }

        return body;
    }
}
