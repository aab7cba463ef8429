using System;
using System.Text;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Judge;

/// <summary>Which requests are for a proxy's statistics page, and whose.</summary>
internal static class StatsRequests
{
    /// <summary>Whether a request is for the page of this proxy.</summary>
    public static bool IsFor(ProxyPlan proxy, Method method, ReadOnlySpan<byte> target) =>
        proxy.Stats is { } page && method is Method.Get or Method.Head or Method.Post
            && SubjectOf(page.Uri, target).StartsWith(page.Uri);

    /// <summary>
    /// What of a target is compared with a configured URI: one that begins with a slash is a path, so that an
    /// absolute target has it too.
    /// </summary>
    public static ReadOnlySpan<byte> SubjectOf(ReadOnlySpan<byte> uri, ReadOnlySpan<byte> target) =>
        uri[0] == '/' ? Target.PathOf(target) : target;

    /// <summary>Whether the request has the credentials that the page asks for.</summary>
    public static bool IsAdmitted(StatsPlan page, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        if (page.Users is null)
        {
            return true;
        }

        Span<byte> credentials = stackalloc byte[BasicCredentials.LengthMost];
        foreach (ref readonly Field field in fields)
        {
            if (field.Name == FieldName.Other
                && Ascii.EqualsIgnoreCase(field.NameIn(head), "authorization"u8))
            {
                return BasicCredentials.TryDecode(field.ValueIn(head), credentials, out int length)
                    && page.Users.Find(credentials[..length]) is not null;
            }
        }

        return false;
    }
}
