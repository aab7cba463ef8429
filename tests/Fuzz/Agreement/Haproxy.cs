using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Weir.Tests.Fuzz.Agreement;

/// <summary>Debian's haproxy, asked with <c>-c</c>.</summary>
internal static partial class Haproxy
{
    /// <summary>Its full path, or null.</summary>
    public static string? Program { get; } =
        new[] { "/usr/sbin/haproxy", "/usr/local/sbin/haproxy" }.FirstOrDefault(File.Exists);

    /// <summary>It is not installed here: there is nothing to compare with.</summary>
    public static bool IsMissing => Program is null;

    public static Judgement Judge(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text, Encoding.Latin1);
            ProcessStartInfo start = new(Program!, ["-c", "-f", path])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                StandardErrorEncoding = Encoding.Latin1,
                StandardOutputEncoding = Encoding.Latin1,
            };
            // So that an absent name server is not waited for.
            start.Environment["RES_OPTIONS"] = "timeout:1 attempts:1";
            using Process process = Process.Start(start)!;
            string said = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return Read(process.ExitCode == 0, said, path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Judgement Read(bool isAccepted, string said, string path)
    {
        Dictionary<int, string> refusals = [];
        List<string> alerts = [];
        foreach (string line in said.Split('\n'))
        {
            if (!line.StartsWith("[ALERT]", StringComparison.Ordinal)) continue;
            string message = line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]
                .Replace(path, "f.cfg", StringComparison.Ordinal);
            alerts.Add(message);
            Match place = Place().Match(message);
            if (place.Success)
            {
                refusals.TryAdd(int.Parse(place.Groups[1].Value, CultureInfo.InvariantCulture), message);
            }
        }

        return new Judgement(isAccepted, refusals, alerts, []);
    }

    [GeneratedRegex(@"\[f\.cfg:(\d+)\]")]
    private static partial Regex Place();
}
