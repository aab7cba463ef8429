using System;
using System.Text.RegularExpressions;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// A configuration in the classic spelling, respelt for haproxy 2.6 so that it can prove the case: the
/// address on a header line becomes a <c>bind</c> line, removed keywords become today's. Field names that
/// classic sections write with capitals are asked for by 2.6's own means.
/// </summary>
internal static partial class ModernText
{
    private static readonly string[] AdjustedNames =
    [
        "Accept", "Allow", "Cache-control", "Connection", "Content-Length", "Content-Type", "Cookie",
        "Expect", "Host", "Keep-Alive", "Location", "Proxy-Connection", "Server", "Set-Cookie",
        "Transfer-Encoding", "Upgrade", "User-Agent", "X-Forwarded-For", "X-Original-To", "X-Test",
    ];

    /// <summary>A section with its address on its header line (guide-behaviour C1).</summary>
    public static bool IsClassic(string configuration) => HeaderWithAddress().IsMatch(configuration);

    public static string Of(string configuration)
    {
        string text = HeaderWithAddress().Replace(configuration, match =>
        {
            string name =
                match.Groups["name"].Success ? match.Groups["name"].Value : match.Groups["place"].Value;
            return $"{match.Groups["kind"].Value} {name}\n bind {match.Groups["place"].Value}\n"
                + " option h1-case-adjust-bogus-client\n option h1-case-adjust-bogus-server";
        });
        return text
            .Replace("contimeout", "timeout connect", StringComparison.Ordinal)
            .Replace("clitimeout", "timeout client", StringComparison.Ordinal)
            .Replace("srvtimeout", "timeout server", StringComparison.Ordinal)
            .Replace("\n redispatch", "\n option redispatch", StringComparison.Ordinal);
    }

    /// <summary>Lines for the <c>global</c> section that give each known name its capitals again.</summary>
    public static string CaseTable()
    {
        string table = "";
        foreach (string name in AdjustedNames)
        {
            string lower = name.ToLowerInvariant();
            if (lower != name) table += $" h1-case-adjust {lower} {name}\n";
        }

        return table;
    }

    [GeneratedRegex(
        @"^ *(?<kind>listen|frontend)(?: +(?<name>[^\s:]+))? +(?<place>[0-9.,:]*:\d+)",
        RegexOptions.Multiline)]
    private static partial Regex HeaderWithAddress();
}
