using System;
using System.Text;

namespace Weir.Model.Plan.Replies;

/// <summary>
/// An answer of a proxy's own, made ready once: what it says about the connection differs, and nothing else.
/// </summary>
public sealed class OwnReply
{
    private const string Close = "connection: close\r\n";
    private const string KeepAlive = "connection: keep-alive\r\n";

    private readonly byte[] _closing;
    private readonly byte[] _keeping;
    private readonly byte[] _keepingOld;
    private readonly int _bodyLength;

    /// <param name="head">Status line and fields, each with its line's end, none about the connection; empty:
    /// the client is told nothing.</param>
    /// <param name="minor">Of the head's HTTP/1.x.</param>
    /// <param name="body">What follows the head; may be empty.</param>
    /// <param name="mayKeep">The connection may stay open: the body's end is known without its own.</param>
    public OwnReply(string head, int minor, ReadOnlySpan<byte> body, bool mayKeep)
    {
        _closing = Whole(head, minor == 0 ? "" : Close, body);
        _keeping = Whole(head, minor == 0 ? KeepAlive : "", body);
        _keepingOld = Whole(head, KeepAlive, body);
        _bodyLength = body.Length;
        MayKeep = mayKeep && head.Length > 0;
    }

    /// <summary>The connection may stay open behind it.</summary>
    public bool MayKeep { get; }

    /// <summary>The whole answer; empty: the connection is closed without a word.</summary>
    /// <param name="keepsOpen">The connection stays; only if it <see cref="MayKeep"/>.</param>
    /// <param name="minor">Of the request's HTTP/1.x: 0 has to be told that it stays.</param>
    /// <param name="isHead">Without the body.</param>
    public ReadOnlySpan<byte> For(bool keepsOpen, int minor, bool isHead)
    {
        byte[] whole = !keepsOpen ? _closing : minor == 0 ? _keepingOld : _keeping;
        return whole.AsSpan(0, whole.Length - (isHead ? _bodyLength : 0));
    }

    private static byte[] Whole(string head, string connection, ReadOnlySpan<byte> body) =>
        head.Length == 0 ? [] : [.. Encoding.Latin1.GetBytes(head + connection + "\r\n"), .. body];
}
