using System;
using System.Collections.Generic;
using System.Text;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Fuzz.Parsers;

/// <summary>
/// The fields of a head, found in the slowest and plainest way: what the fast way has to agree with.
/// </summary>
internal static class HeadModel
{
    private static readonly Dictionary<string, FieldName> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Cache-Control"] = FieldName.CacheControl,
        ["Connection"] = FieldName.Connection,
        ["Content-Length"] = FieldName.ContentLength,
        ["Cookie"] = FieldName.Cookie,
        ["Expect"] = FieldName.Expect,
        ["Host"] = FieldName.Host,
        ["Keep-Alive"] = FieldName.KeepAlive,
        ["Proxy-Connection"] = FieldName.ProxyConnection,
        ["Set-Cookie"] = FieldName.SetCookie,
        ["TE"] = FieldName.Te,
        ["Trailer"] = FieldName.Trailer,
        ["Transfer-Encoding"] = FieldName.TransferEncoding,
        ["Upgrade"] = FieldName.Upgrade,
        ["X-Forwarded-For"] = FieldName.XForwardedFor,
        ["X-Original-To"] = FieldName.XOriginalTo,
    };

    /// <param name="head">All bytes of the head and no more.</param>
    /// <param name="lineEnd">Where its first line ends.</param>
    /// <param name="fieldsEnd">Where its empty line begins.</param>
    /// <param name="fields">What the parser found.</param>
    public static void Check(ReadOnlySpan<byte> head, int lineEnd, int fieldsEnd, ReadOnlySpan<Field> fields)
    {
        string text = Encoding.Latin1.GetString(head);
        string[] lines = text[lineEnd..].Split('\n');
        int at = text.IndexOf('\n', lineEnd) + 1;
        Assert.Equal(lines.Length - 3, fields.Length); // without start line, empty line, and what follows it
        for (int i = 0; i < fields.Length; i++)
        {
            Field field = fields[i];
            string line = lines[i + 1].TrimEnd('\r');
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            Assert.Equal(at, field.Start);
            Assert.Equal(at + lines[i + 1].Length + 1, field.End);
            Assert.Equal(line[..colon], Encoding.Latin1.GetString(field.NameIn(head)));
            Assert.Equal(line[(colon + 1)..].Trim(' ', '\t'), Encoding.Latin1.GetString(field.ValueIn(head)));
            Assert.Equal(Known.GetValueOrDefault(line[..colon]), field.Name);
            at = field.End;
        }

        Assert.Equal(at, fieldsEnd);
        Assert.DoesNotContain('\0', text);
    }
}
