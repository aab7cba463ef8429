using System;
using System.Diagnostics;
using System.IO;
using System.Text.RegularExpressions;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A configuration of the guide. As long as nothing was changed it is the file, letter by letter; a copy that
/// differs exists only for the one test that says how.
/// </summary>
internal sealed partial record GuideText
{
    private GuideText(string name)
    {
        Path = System.IO.Path.Combine(Folder, name);
        Text = File.ReadAllText(Path);
    }

    /// <summary>Section 1: cookie insertion.</summary>
    public static GuideText Section1 => new("1.cfg");

    /// <summary>Section 1, "Hints": the same with <c>balance source</c>.</summary>
    public static GuideText Section1Source => new("1-source.cfg");

    /// <summary>Section 2: cookie prefixing.</summary>
    public static GuideText Section2 => new("2.cfg");

    /// <summary>Section 2, "Hints": four server lines with weights, in place of those of section 2.</summary>
    public static GuideText Section2Weights
    {
        get
        {
            GuideText whole = Section2;
            int servers = whole.Text.IndexOf(" server ", StringComparison.Ordinal);
            string text = whole.Text[..servers] + new GuideText("2-weights.cfg").Text;
            return whole with { Path = null, Text = text };
        }
    }

    /// <summary>Section 2: keepalived's own configuration.</summary>
    public static GuideText Keepalived => new("2-keepalived.conf");

    /// <summary>Section 2.1: behind a layer 4 balancer.</summary>
    public static GuideText Section21 => new("2.1.cfg");

    /// <summary>Section 2.2: TCP on three ports.</summary>
    public static GuideText Section22 => new("2.2.cfg");

    /// <summary>Section 2.2, "Special handling of SSL".</summary>
    public static GuideText Section22Ssl => new("2.2-ssl.cfg");

    /// <summary>Section 3: behind Apache.</summary>
    public static GuideText Section3 => new("3.cfg");

    /// <summary>Section 3.1: behind stunnel.</summary>
    public static GuideText Section31 => new("3.1.cfg");

    /// <summary>Section 3.1: stunnel's own configuration.</summary>
    public static string Stunnel => new GuideText("3.1-stunnel.conf").Text;

    /// <summary>Section 4.1: a file on the servers says whether they want new users.</summary>
    public static GuideText Section41 => new("4.1.cfg");

    /// <summary>Section 4.2: port 81 says so, and backup servers keep the old users.</summary>
    public static GuideText Section42 => new("4.2.cfg");

    /// <summary>Section 4.2.1: the program that leads port 81 to port 80.</summary>
    public static GuideText Section421 => new("4.2.1.cfg");

    /// <summary>Section 4.3: the script of a hot reconfiguration.</summary>
    public static GuideText Section43 => new("4.3.sh");

    /// <summary>Section 6: one server from eight sources.</summary>
    public static GuideText Section6 => new("6.cfg");

    /// <summary>Section 7: four connections for each server.</summary>
    public static GuideText Section7 => new("7.cfg");

    /// <summary>Section 7, "Managing unfair response times".</summary>
    public static GuideText Section7Minconn => new("7-minconn.cfg");

    /// <summary>Where the unchanged text is, or null once it was changed.</summary>
    public string? Path { get; private init; }

    public string Text { get; private init; }

    /// <summary>Where the files are.</summary>
    public static string Folder { get; } =
        System.IO.Path.Combine(Binaries.Repository, "tests", "Guide", "Configurations");

    /// <summary>
    /// Section 5: the file of a balancer. Of each site's second local balancer it says only, in comments, how
    /// it differs from the first one's.
    /// </summary>
    public static GuideText Section5(string balancer)
    {
        bool isWritten = !balancer.EndsWith("L2", StringComparison.Ordinal);
        if (isWritten) return new($"5-{balancer.ToLowerInvariant()}.cfg");
        string network = $"10.{balancer[1]}.1";
        return Section5(balancer[..^1] + '1').With($" {network}.12:", of: $" {network}.11:");
    }

    /// <summary>A copy in which something else stands; what is replaced must be there.</summary>
    public GuideText With(string instead, string of)
    {
        if (!Text.Contains(of, StringComparison.Ordinal)) throw new ArgumentException(of, nameof(of));
        return this with { Path = null, Text = Text.Replace(of, instead, StringComparison.Ordinal) };
    }

    /// <summary>The copy that <c>weir convert</c> makes.</summary>
    public GuideText InTodaysSpelling()
    {
        ProcessStartInfo start = new(Binaries.Weir, ["convert", Path!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process convert = Process.Start(start)!;
        convert.ErrorDataReceived += static (_, _) => { }; // one line of it
        convert.BeginErrorReadLine();
        string text = convert.StandardOutput.ReadToEnd();
        convert.WaitForExit();
        return convert.ExitCode == 0
            ? this with { Path = null, Text = text } : throw new InvalidOperationException(Path);
    }

    /// <summary>A copy with more lines at its end.</summary>
    public GuideText And(string lines) => this with { Path = null, Text = Text + lines };

    /// <summary>A copy in which intervals and the grace are so much shorter.</summary>
    public GuideText InLessTime(int divisor)
    {
        string text = Milliseconds().Replace(Text, time => time.Groups["word"].Value
            + (int.Parse(time.Groups["ms"].Value) / divisor).ToString());
        return this with { Path = null, Text = text };
    }

    /// <summary>
    /// A copy with a check every 200 ms, for tests that wait for a server to go or come. Answers may take
    /// longer: on a busy machine a slow test is not a dead server.
    /// </summary>
    public GuideText CheckedOften()
    {
        GuideText often = Text.Contains(" inter 2000", StringComparison.Ordinal)
            ? With(" inter 200", of: " inter 2000")
            : With(" check inter 200\n", of: " check\n");
        return often.And(" timeout check 5s\n");
    }

    [GeneratedRegex(@"(?<word>\b(?:inter|grace) )(?<ms>\d+)")]
    private static partial Regex Milliseconds();
}
