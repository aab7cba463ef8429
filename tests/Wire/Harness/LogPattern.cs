using System;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// What a log line must be, byte for byte except its times: <c>*</c> stands for a number of milliseconds (0
/// or more), <c>[date]</c> for the accept date in its brackets, <c>40B</c> for 40 bytes received from the
/// server. Haproxy counts these in its internal form of a message, so only Weir has to give the number.
/// Everything else is itself.
/// </summary>
internal static partial class LogPattern
{
    public static void Check(Product product, string pattern, string line)
    {
        string expression =
            ByteCount().Replace(Regex.Escape(pattern), product == Product.Weir ? "$1" : "[0-9]+")
            .Replace(@"\*", "[0-9]+", StringComparison.Ordinal)
            .Replace(@"\[date]", @"\[(?<date>[^]]*)\]", StringComparison.Ordinal);
        Match match = Regex.Match(line, $"^{expression}$");
        Assert.True(match.Success, $"logged: {line}\nwanted: {pattern}");
        if (!match.Groups["date"].Success) return;
        string date = match.Groups["date"].Value;
        Assert.True(
            DateTime.TryParseExact(
                date, "dd/MMM/yyyy:HH:mm:ss.fff", CultureInfo.InvariantCulture, default, out _),
            $"not a date: {date}");
    }

    /// <summary>
    /// Checks the datagram's header (RFC 3164 form, as the manual's <c>log</c>) and returns what follows it.
    /// </summary>
    public static string Message(string datagram, int pid)
    {
        Match match = Header().Match(datagram);
        Assert.True(match.Success, $"not a syslog datagram: {datagram}");
        Assert.Equal($"haproxy[{pid}]", match.Groups["tag"].Value);
        Assert.EndsWith("\n", datagram, StringComparison.Ordinal);
        return match.Groups["text"].Value;
    }

    [GeneratedRegex(@"(?<=\\ (?:\\\+)?)([0-9]+)B(?=\\ )")]
    private static partial Regex ByteCount();

    [GeneratedRegex(@"^<\d{1,3}>[A-Z][a-z]{2} [ 123]\d \d\d:\d\d:\d\d (?<tag>\S+): (?<text>[^\n]*)\n$")]
    private static partial Regex Header();
}
