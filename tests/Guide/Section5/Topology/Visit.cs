using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section5.Topology;

/// <summary>What came of a user's request.</summary>
/// <param name="Head">The response's, as the user got it.</param>
/// <param name="Body">Who answered whom, and the request as it arrived.</param>
internal sealed partial record Visit(string Head, string Body)
{
    /// <summary>The web server that answered, or the whole head when none did.</summary>
    public string Server => IsGood ? Body[..Body.IndexOf(' ', StringComparison.Ordinal)] : Head;

    /// <summary>The request as it came to the web server.</summary>
    public string Request => Body[(Body.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    /// <summary>
    /// The way of the request: each balancer in turn, as the next one saw it, and the server. A site's user
    /// comes first with his address; an office's is not told to anybody.
    /// </summary>
    public string Way => IsGood ? $"{string.Join(' ', Hops)} {Server}" : Head;

    /// <summary>What each Set-Cookie line says.</summary>
    public string[] SetCookies =>
        [.. SetCookie().Matches(Head).Select(line => line.Groups["value"].Value)];

    private bool IsGood => Head.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal);

    public static async Task<Visit> Read(RawConnection user)
    {
        string head = await user.ReadThrough();
        Match length = ContentLength().Match(head);
        int count = length.Success ? int.Parse(length.Groups["value"].Value) : 0;
        return new Visit(head, await user.Read(count));
    }

    private IEnumerable<string> Hops =>
        ForwardedFor().Matches(Request).Append(Asker().Match(Body)).Select(NameOf);

    private static string NameOf(Match address) => Map.NameOf(address.Groups["value"].Value);

    [GeneratedRegex(@"\r\nX-Forwarded-For: (?<value>\S+)")]
    private static partial Regex ForwardedFor();

    [GeneratedRegex(@"^\S+ (?<value>\S+)\n")]
    private static partial Regex Asker();

    [GeneratedRegex(@"\r\nSet-Cookie: (?<value>[^\r]*)")]
    private static partial Regex SetCookie();

    [GeneratedRegex(@"\r\nContent-Length: (?<value>\d+)")]
    private static partial Regex ContentLength();
}
