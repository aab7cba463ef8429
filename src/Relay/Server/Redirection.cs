using System;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Server;

/// <summary>
/// The answer of a server that clients are to ask themselves (<c>redir</c>): where they find it.
/// </summary>
internal static class Redirection
{
    public const int Status = 302;

    /// <summary>
    /// Writes the head without its end. 0: the request is relayed, because it is none that may be asked
    /// again elsewhere, has no path, or has too long a one.
    /// </summary>
    /// <param name="method">The request's.</param>
    /// <param name="head">The request as its server would get it.</param>
    /// <param name="server">Where the client is sent.</param>
    /// <param name="classic">Names of fields keep their classic case.</param>
    /// <param name="into">Where it is written.</param>
    public static int Write(
        Method method, ReadOnlySpan<byte> head, ServerPlan server, bool classic, Span<byte> into)
    {
        ReadOnlySpan<byte> path = method is Method.Get or Method.Head ? PathIn(head) : default;
        if (path.IsEmpty)
        {
            return 0;
        }

        HeadWriter writer = new(default, into);
        writer.Add("HTTP/1.1 302 Found\r\n"u8);
        writer.Add(classic ? "Cache-Control: no-cache\r\n"u8 : "cache-control: no-cache\r\n"u8);
        writer.Add(classic ? "Content-Length: 0\r\nLocation: "u8 : "content-length: 0\r\nlocation: "u8);
        writer.Add(server.RedirectTo);
        writer.Add(path);
        writer.Add("\r\n"u8);
        return writer.Overflowed ? 0 : writer.Written;
    }

    private static ReadOnlySpan<byte> PathIn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> target = head[(head.IndexOf((byte)' ') + 1)..];
        return Target.PathOf(target[..target.IndexOf((byte)' ')]);
    }
}
