using System;
using System.Text;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Dispatch;

/// <summary>Sessions of applications in messages, and what they are known by (<c>appsession</c>).</summary>
internal sealed class AppSessions
{
    private readonly SessionTable _table;

    public AppSessions(SessionTable table) => _table = table;

    /// <summary>
    /// What a request's session is known by, of its cookie or else of its target; 0: it names none.
    /// </summary>
    /// <param name="backend">The proxy, with <c>appsession</c>.</param>
    /// <param name="head">The request's head.</param>
    /// <param name="fields">Its field index.</param>
    /// <param name="target">Its target.</param>
    public ulong KeyOfRequest(
        ProxyPlan backend, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields, ReadOnlySpan<byte> target)
    {
        AppSessionPlan plan = backend.Backend!.AppSession!;
        foreach (ref readonly Field field in fields)
        {
            ReadOnlySpan<byte> cookies = field.Name == FieldName.Cookie ? field.ValueIn(head) : default;
            if (FindCookie(plan, cookies, out ReadOnlySpan<byte> more, out ReadOnlySpan<byte> value))
            {
                return KeyOf(backend, more, value);
            }
        }

        return FindParameter(plan, target, out ReadOnlySpan<byte> parameter)
            ? KeyOf(backend, default, parameter)
            : 0;
    }

    /// <summary>The same of a response's; the last cookie of the name counts, as for a browser.</summary>
    public ulong KeyOfResponse(ProxyPlan backend, ReadOnlySpan<byte> head, ReadOnlySpan<Field> fields)
    {
        AppSessionPlan plan = backend.Backend!.AppSession!;
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<byte> text =
                fields[i].Name == FieldName.SetCookie ? fields[i].ValueIn(head) : default;
            if (SetCookieName.Find(text, out int nameLength, out int start)
                && IsNamed(plan, text[..nameLength]))
            {
                ReadOnlySpan<byte> value = text[start..SetCookieName.ValueEnd(text, start)];
                return KeyOf(backend, text[plan.Name.Length..nameLength], value);
            }
        }

        return 0;
    }

    private static bool IsNamed(AppSessionPlan plan, ReadOnlySpan<byte> name) =>
        plan.IsPrefix ? name.StartsWith(plan.Name) : name.SequenceEqual(plan.Name);

    /// <summary>A cookie of the name, or one that begins so.</summary>
    /// <param name="plan">The name.</param>
    /// <param name="cookies">A Cookie field's value.</param>
    /// <param name="more">What follows of its name.</param>
    /// <param name="value">Its value.</param>
    private static bool FindCookie(
        AppSessionPlan plan, ReadOnlySpan<byte> cookies, out ReadOnlySpan<byte> more,
        out ReadOnlySpan<byte> value)
    {
        if (plan.IsPrefix)
        {
            bool found = CookieSearch.FindText(cookies, plan.Name, out ReadOnlySpan<byte> name, out value);
            more = found ? name[Math.Min(name.Length, plan.Name.Length)..] : default;
            return found;
        }

        bool exists = CookieSearch.Find(cookies, plan.Name, out CookiePair pair);
        more = default;
        value = exists ? pair.ValueIn(cookies) : default;
        return exists;
    }

    /// <summary>
    /// <c>;name=value</c> in the path, or <c>name=value</c> in the query; names are compared without case.
    /// </summary>
    private static bool FindParameter(
        AppSessionPlan plan, ReadOnlySpan<byte> target, out ReadOnlySpan<byte> value)
    {
        int query = target.IndexOf((byte)'?');
        byte separator = plan.IsInQuery ? (byte)'&' : (byte)';';
        ReadOnlySpan<byte> path = query < 0 ? target : target[..query];
        ReadOnlySpan<byte> rest = plan.IsInQuery ? target[path.Length..] : path;
        // The first piece is what stands before a parameter: the path, or nothing before the question mark.
        int at = plan.IsInQuery ? (rest.IsEmpty ? -1 : 0) : rest.IndexOf(separator);
        while (at >= 0)
        {
            rest = rest[(at + 1)..];
            at = rest.IndexOf(separator);
            ReadOnlySpan<byte> piece = at < 0 ? rest : rest[..at];
            int end = plan.Name.Length;
            bool isIt = piece.Length > end && Ascii.EqualsIgnoreCase(piece[..end], plan.Name)
                && (plan.IsPrefix || piece[end] == '=');
            if (isIt)
            {
                value = piece[(plan.IsPrefix ? end : end + 1)..];
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>
    /// Of what tells the session from others: the value, after the rest of the name where that is a part of
    /// it.
    /// </summary>
    private ulong KeyOf(ProxyPlan backend, ReadOnlySpan<byte> more, ReadOnlySpan<byte> value)
    {
        AppSessionPlan plan = backend.Backend!.AppSession!;
        if (!plan.IsPrefix || more.IsEmpty)
        {
            return _table.KeyOf(backend.Id, value[..Math.Min(value.Length, plan.Length)]);
        }

        Span<byte> whole = stackalloc byte[AppSessionPlan.BytesMost + 1];
        more = more[..Math.Min(more.Length, AppSessionPlan.BytesMost)];
        more.CopyTo(whole);
        whole[more.Length] = (byte)'=';
        int used = more.Length + 1;
        value = value[..Math.Min(value.Length, whole.Length - used)];
        value.CopyTo(whole[used..]);
        used += value.Length;
        return _table.KeyOf(backend.Id, whole[..Math.Min(used, plan.Length)]);
    }
}
