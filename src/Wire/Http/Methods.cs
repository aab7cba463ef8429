using System;

namespace Weir.Wire.Http;

/// <summary>Recognises the known methods; their names are case-sensitive (RFC 9110 9.1).</summary>
public static class Methods
{
    /// <summary>The name of a known method; empty for <see cref="Method.Other"/>.</summary>
    public static ReadOnlySpan<byte> NameOf(Method method) => method switch
    {
        Method.Get => "GET"u8,
        Method.Head => "HEAD"u8,
        Method.Post => "POST"u8,
        Method.Put => "PUT"u8,
        Method.Patch => "PATCH"u8,
        Method.Delete => "DELETE"u8,
        Method.Options => "OPTIONS"u8,
        Method.Connect => "CONNECT"u8,
        Method.Trace => "TRACE"u8,
        _ => default,
    };

    public static Method Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        3 => name.SequenceEqual("GET"u8) ? Method.Get
            : name.SequenceEqual("PUT"u8) ? Method.Put : Method.Other,
        4 => name.SequenceEqual("POST"u8) ? Method.Post
            : name.SequenceEqual("HEAD"u8) ? Method.Head : Method.Other,
        5 => name.SequenceEqual("PATCH"u8) ? Method.Patch
            : name.SequenceEqual("TRACE"u8) ? Method.Trace : Method.Other,
        6 => name.SequenceEqual("DELETE"u8) ? Method.Delete : Method.Other,
        7 => name.SequenceEqual("OPTIONS"u8) ? Method.Options
            : name.SequenceEqual("CONNECT"u8) ? Method.Connect : Method.Other,
        _ => Method.Other,
    };
}
