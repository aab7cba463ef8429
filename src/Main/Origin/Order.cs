using System;
using System.Buffers.Text;
using Weir.Ground.Check;

namespace Weir.Main.Origin;

/// <summary>What a path of an origin server stands for.</summary>
internal enum Page : byte
{
    /// <summary>Every path without a meaning of its own: one line of text that names the server.</summary>
    Plain = 0,

    /// <summary>
    /// The page that health checks ask for: as <see cref="Plain"/>, but refused while the server is switched
    /// down.
    /// </summary>
    Check,

    /// <summary><c>/size/N</c>: a body of N bytes.</summary>
    Sized,

    /// <summary><c>/echo</c>: the head of the request as it was received.</summary>
    Echo,

    /// <summary><c>/count</c>: connections, requests and body bytes so far.</summary>
    Count,

    /// <summary><c>/health/up</c>.</summary>
    HealthUp,

    /// <summary><c>/health/down</c>.</summary>
    HealthDown,
}

/// <summary>How an origin server lets its client down, as ordered by <c>?fail=</c>.</summary>
internal enum Failure : byte
{
    None = 0,

    /// <summary>The connection is aborted (RST).</summary>
    Reset,

    /// <summary>The connection is closed (FIN) without a further byte.</summary>
    Close,

    /// <summary>Bytes that are no HTTP, then the end.</summary>
    Garbage,

    /// <summary>Nothing more is ever sent; what the client still sends is read and dropped.</summary>
    Stall,
}

/// <summary>
/// What one request's target orders of an origin server: a page, and departures from the usual in its query.
/// </summary>
/// <remarks>
/// An unknown word in the query is left alone: a real application's query may pass through.
/// </remarks>
internal struct Order
{
    /// <summary>The largest <c>size</c>, in bytes (1 TiB): sums with it cannot overflow.</summary>
    public const long SizeMax = 1L << 40;

    private const int DelayMaxMs = 3_600_000;

    public Page Page;

    /// <summary>There is a query, so that the answer may differ from the page's usual one.</summary>
    public bool HasQuery;

    /// <summary>Body bytes wanted, or -1: the page's own text.</summary>
    public long Size;

    /// <summary>Status to answer with, 200 to 999, or 0: the page's own.</summary>
    public int Status;

    public int DelayMs;

    public Failure Fail;

    /// <summary>
    /// Body bytes sent before <see cref="Fail"/>, or -1: it fails before the answer's first byte.
    /// </summary>
    public long FailAt;

    public bool Chunked;

    /// <summary>The connection ends after this answer, which says so.</summary>
    public bool Close;

    /// <summary>The answer is one of an HTTP/1.0 server that knows no keep-alive.</summary>
    public bool Http10;

    /// <summary>No length is told; the body ends with the connection.</summary>
    public bool NoLength;

    /// <summary>The answer leaves before the request's body has been read.</summary>
    public bool Early;

    /// <summary>Reads a request target in origin form (<c>/path?query</c>) or absolute form.</summary>
    public static Order Read(ReadOnlySpan<byte> target, ReadOnlySpan<byte> checkPath)
    {
        Order order = default;
        order.Size = -1;
        order.FailAt = -1;
        ReadOnlySpan<byte> path = WithoutAuthority(target);
        int mark = path.IndexOf((byte)'?');
        if (mark >= 0)
        {
            order.HasQuery = true;
            order.ReadQuery(path[(mark + 1)..]);
            path = path[..mark];
        }

        order.ReadPath(path, checkPath);
        return order;
    }

    private void ReadPath(ReadOnlySpan<byte> path, ReadOnlySpan<byte> checkPath)
    {
        if (path.SequenceEqual(checkPath))
        {
            Page = Page.Check;
        }
        else if (path.StartsWith("/size/"u8))
        {
            Page = Page.Sized;
            Size = Math.Min(Number(path["/size/".Length..]), SizeMax);
        }
        else
        {
            Page = path switch
            {
                _ when path.SequenceEqual("/echo"u8) => Page.Echo,
                _ when path.SequenceEqual("/count"u8) => Page.Count,
                _ when path.SequenceEqual("/health/up"u8) => Page.HealthUp,
                _ when path.SequenceEqual("/health/down"u8) => Page.HealthDown,
                _ => Page.Plain,
            };
        }
    }

    private void ReadQuery(ReadOnlySpan<byte> query)
    {
        while (!query.IsEmpty) // ends: each turn takes at least the separator away
        {
            int end = query.IndexOf((byte)'&');
            ReadOnlySpan<byte> pair = end < 0 ? query : query[..end];
            query = end < 0 ? default : query[(end + 1)..];
            int equals = pair.IndexOf((byte)'=');
            if (equals > 0)
            {
                ReadPair(pair[..equals], pair[(equals + 1)..]);
            }
        }

        Must.Hold(Size <= SizeMax);
    }

    private void ReadPair(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        long number = Number(value);
        switch (name)
        {
            case var _ when name.SequenceEqual("size"u8): Size = Math.Min(number, SizeMax); break;
            case var _ when name.SequenceEqual("status"u8): Status = StatusOf(number); break;
            case var _ when name.SequenceEqual("delay"u8): DelayMs = (int)Math.Min(number, DelayMaxMs); break;
            case var _ when name.SequenceEqual("fail"u8): Fail = FailureNamed(value); break;
            case var _ when name.SequenceEqual("at"u8): FailAt = Math.Min(number, SizeMax); break;
            case var _ when name.SequenceEqual("chunked"u8): Chunked = number != 0; break;
            case var _ when name.SequenceEqual("close"u8): Close = number != 0; break;
            case var _ when name.SequenceEqual("http10"u8): Http10 = number != 0; break;
            case var _ when name.SequenceEqual("length"u8): NoLength = number == 0; break;
            case var _ when name.SequenceEqual("early"u8): Early = number != 0; break;
            default: break;
        }
    }

    private static int StatusOf(long number) => number is >= 200 and <= 999 ? (int)number : 0;

    private static Failure FailureNamed(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("reset"u8) => Failure.Reset,
        _ when name.SequenceEqual("close"u8) => Failure.Close,
        _ when name.SequenceEqual("garbage"u8) => Failure.Garbage,
        _ when name.SequenceEqual("stall"u8) => Failure.Stall,
        _ => Failure.None,
    };

    private static ReadOnlySpan<byte> WithoutAuthority(ReadOnlySpan<byte> target)
    {
        if (!target.StartsWith("http://"u8))
        {
            return target;
        }

        ReadOnlySpan<byte> rest = target["http://".Length..];
        int slash = rest.IndexOf((byte)'/');
        return slash < 0 ? "/"u8 : rest[slash..];
    }

    private static long Number(ReadOnlySpan<byte> text)
    {
        bool isNumber = Utf8Parser.TryParse(text, out long value, out int used) && used == text.Length;
        return isNumber && value >= 0 ? value : 0;
    }
}
