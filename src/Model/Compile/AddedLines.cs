using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>
/// The header lines that proxies add, made ready once. Classic sections keep the classic case of their names.
/// </summary>
internal static class AddedLines
{
    /// <summary>A field with an address; a name that the configuration gives is taken as it is.</summary>
    /// <param name="draft">The option's line, or null when it is off.</param>
    /// <param name="usual">The field's name when the line gives none.</param>
    /// <param name="isClassic">Whether the section is classic.</param>
    public static AddedAddress? Address(AddedAddressDraft? draft, string usual, bool isClassic)
    {
        if (draft is null)
        {
            return null;
        }

        string name = draft.Name ?? (isClassic ? usual : usual.ToLowerInvariant());
        return new AddedAddress(ByteText.ToBytes(name + ": "), draft.Except, draft.IfNone);
    }

    /// <summary>
    /// The line that gives a client the cookie of a server; empty when the backend inserts none. A server
    /// without a value takes the client's cookie away: it could not be found again.
    /// </summary>
    public static byte[] SetCookie(ProxyDraft backend, string value)
    {
        if (backend.Cookie is not { Mode: CookieMode.Insert } cookie)
        {
            return [];
        }

        string name = backend.IsClassic ? "Set-Cookie: " : "set-cookie: ";
        string text = value.Length == 0
            ? $"{cookie.Name}=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/"
            : $"{cookie.Name}={value}; path=/{cookie.Attributes}";
        string fence = cookie.NoCache && backend.IsClassic ? "Cache-control: private\r\n" : "";
        return ByteText.ToBytes(name + text + "\r\n" + fence);
    }

    /// <summary>Where in that line the cookie's dates go; 0: it has none.</summary>
    public static int DatesAt(ProxyDraft backend, string value) =>
        value.Length > 0 && backend.Cookie is { Mode: CookieMode.Insert } cookie
            && (cookie.MaxIdleS > 0 || cookie.MaxLifeS > 0)
            ? ByteText.ToBytes($"Set-Cookie: {cookie.Name}={value}").Length
            : 0;
}
