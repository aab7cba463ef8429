using System;
using System.Text;

namespace Weir.Wire.Http;

/// <summary>The forms of a request target that do not begin with a slash (RFC 9112 3.2).</summary>
public static class Target
{
    /// <summary>
    /// Whether the target has a form that the method allows. Its bytes have been looked at before.
    /// </summary>
    public static bool HasForm(ReadOnlySpan<byte> target, Method method)
    {
        if (method == Method.Connect)
        {
            return HasPort(target);
        }

        return target[0] switch
        {
            (byte)'/' => true,
            (byte)'*' => target.Length == 1 && method == Method.Options,
            _ => IsAbsolute(target),
        };
    }

    /// <summary>
    /// Whether the target names no authority, or the one that Host names: default ports do not count.
    /// </summary>
    public static bool IsAt(ReadOnlySpan<byte> target, Method method, ReadOnlySpan<byte> host)
    {
        if (target[0] is (byte)'/' or (byte)'*')
        {
            return true;
        }

        if (method == Method.Connect)
        {
            return IsSame(target, host, "80"u8) || IsSame(target, host, "443"u8);
        }

        bool secure = target[..target.IndexOf((byte)':')].EndsWith("s"u8);
        return IsSame(AuthorityOf(target), host, secure ? "443"u8 : "80"u8);
    }

    /// <summary>
    /// The path with its query, or empty: <c>*</c> and the authority of CONNECT have none.
    /// </summary>
    public static ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> target)
    {
        if (target.StartsWith("/"u8))
        {
            return target;
        }

        int scheme = target.IndexOf("://"u8);
        ReadOnlySpan<byte> rest = scheme < 0 ? default : target[(scheme + 3)..];
        int path = rest.IndexOfAny((byte)'/', (byte)'?');
        return path < 0 ? default : rest[path..];
    }

    /// <summary>What stands between scheme and path; empty in every other form.</summary>
    public static ReadOnlySpan<byte> AuthorityOf(ReadOnlySpan<byte> target)
    {
        int scheme = target.StartsWith("/"u8) ? -1 : target.IndexOf("://"u8);
        ReadOnlySpan<byte> rest = scheme < 0 ? default : target[(scheme + 3)..];
        int end = rest.IndexOfAny((byte)'/', (byte)'?');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>
    /// "scheme://authority", the authority not empty and without a user: that was always a way to deceive.
    /// </summary>
    private static bool IsAbsolute(ReadOnlySpan<byte> target)
    {
        int colon = target.IndexOf("://"u8);
        if (colon <= 0 || !char.IsAsciiLetter((char)target[0]))
        {
            return false;
        }

        foreach (byte one in target[..colon])
        {
            if (!char.IsAsciiLetterOrDigit((char)one) && one is not ((byte)'+' or (byte)'-' or (byte)'.'))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> authority = AuthorityOf(target);
        return !authority.IsEmpty && !authority.Contains((byte)'@');
    }

    private static bool IsSame(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other, ReadOnlySpan<byte> port) =>
        Ascii.EqualsIgnoreCase(WithoutPort(one, port), WithoutPort(other, port));

    /// <summary>
    /// The authority without its port when that is empty or the default; "[::1]" has colons of its own.
    /// </summary>
    private static ReadOnlySpan<byte> WithoutPort(ReadOnlySpan<byte> authority, ReadOnlySpan<byte> usual)
    {
        int colon = authority.LastIndexOf((byte)':');
        if (colon < 0)
        {
            return authority;
        }

        ReadOnlySpan<byte> port = authority[(colon + 1)..];
        return port.IsEmpty || port.SequenceEqual(usual) ? authority[..colon] : authority;
    }

    /// <summary>The authority form: "host:port", and nothing else.</summary>
    private static bool HasPort(ReadOnlySpan<byte> target)
    {
        int colon = target.LastIndexOf((byte)':');
        return colon > 0 && colon < target.Length - 1
            && !target[(colon + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && target.IndexOfAny((byte)'/', (byte)'?', (byte)'@') < 0;
    }
}
