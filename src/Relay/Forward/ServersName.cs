using System;
using System.Text;
using Weir.Ground.Check;
using Weir.Wire.Http1;

namespace Weir.Relay.Forward;

/// <summary>The field that tells a server its name (<c>http-send-name-header</c>).</summary>
internal static class ServersName
{
    /// <summary>The head with the field at its end, in the place of all that have its name.</summary>
    /// <param name="head">As it is to be sent without; it ends with an empty line.</param>
    /// <param name="field">The field's name, a colon and a blank.</param>
    /// <param name="server">The server's name.</param>
    /// <param name="into">Where it is put.</param>
    /// <returns>How many bytes; -1: there is no room for them.</returns>
    public static int Write(
        ReadOnlySpan<byte> head, ReadOnlySpan<byte> field, ReadOnlySpan<byte> server, Span<byte> into)
    {
        Must.Hold(head.EndsWith("\r\n\r\n"u8) && field.EndsWith(": "u8));
        ReadOnlySpan<byte> name = field[..^1]; // its colon ends it: a longer name is another one
        HeadWriter writer = new(head, into);
        for (int at = 0; at < head.Length - 2;)
        {
            int end = at + head[at..].IndexOf("\r\n"u8) + 2;
            if (end - at > name.Length && Ascii.EqualsIgnoreCase(head.Slice(at, name.Length), name))
            {
                writer.CopyTo(at);
                writer.SkipTo(end);
            }

            at = end;
        }

        writer.CopyTo(head.Length - 2);
        writer.Add(field);
        writer.Add(server);
        writer.Add("\r\n\r\n"u8);
        return writer.Overflowed ? -1 : writer.Written;
    }
}
