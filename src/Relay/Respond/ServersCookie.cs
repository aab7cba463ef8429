using System;
using Weir.Model.Plan;
using Weir.Wire.Http;
using Weir.Wire.Http1;

namespace Weir.Relay.Respond;

/// <summary>What becomes of a Set-Cookie line of the backend's cookie that the server itself sent.</summary>
internal static class ServersCookie
{
    /// <summary>
    /// Edits one Set-Cookie field. The result is the log's letter: D left out, R its value changed, P left as
    /// it was, N another cookie.
    /// </summary>
    public static byte Edit(
        ref HeadWriter writer, ReadOnlySpan<byte> head, in Field field, in ResponseEdits edits)
    {
        CookiePlan cookie = edits.Cookie!;
        ReadOnlySpan<byte> value = field.ValueIn(head);
        if (!SetCookieName.Is(value, cookie.Name, out int valueStart))
        {
            return (byte)'N';
        }

        if (edits.PassesServers)
        {
            return (byte)'P';
        }

        if (cookie.Insert || (cookie.Indirect && edits.CookieIsRight))
        {
            writer.CopyTo(field.Start);
            writer.SkipTo(field.End);
            return (byte)'D';
        }

        // A server without a name of its own could not be found again by it.
        if (cookie.Mode == CookieMode.Passive || edits.ServerValue.IsEmpty)
        {
            return (byte)'P';
        }

        writer.CopyTo(field.ValueStart + valueStart);
        writer.Add(edits.ServerValue);
        if (cookie.Mode == CookieMode.Rewrite)
        {
            writer.SkipTo(field.ValueStart + SetCookieName.ValueEnd(value, valueStart));
        }
        else
        {
            writer.Add("~"u8);
        }

        return (byte)'R';
    }
}
