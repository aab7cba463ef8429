using Weir.Language.Source;
using Weir.Model.Draft;
using Weir.Model.Plan;

namespace Weir.Model.Compile;

/// <summary>
/// The header lines that proxies add, made ready once. Classic sections keep the classic case of their names.
/// </summary>
internal static class AddedLines
{
    public static AddedAddress ForwardFor(bool isClassic) =>
        new(ByteText.ToBytes(isClassic ? "X-Forwarded-For: " : "x-forwarded-for: "));

    public static AddedAddress OriginalTo(bool isClassic) =>
        new(ByteText.ToBytes(isClassic ? "X-Original-To: " : "x-original-to: "));

    /// <summary>
    /// The line that gives a client the cookie of a server; empty when the backend inserts none. A server
    /// without a value takes the client's cookie away: it could not be found again.
    /// </summary>
    public static byte[] SetCookie(ProxyDraft backend, string value)
    {
        if (backend.Cookie is not { Insert: true } cookie)
        {
            return [];
        }

        string name = backend.IsClassic ? "Set-Cookie: " : "set-cookie: ";
        string text = value.Length == 0
            ? $"{cookie.Name}=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/"
            : $"{cookie.Name}={value}; path=/";
        return ByteText.ToBytes(name + text + "\r\n");
    }
}
