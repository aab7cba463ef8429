using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>Limits on descriptors and connections, and what they are derived from.</summary>
public sealed class Limits
{
    [Theory]
    [Both("    ulimit-n 300\n", "300")]
    [Both("    maxconn 120\n", "")]
    public async Task DescriptorsAreRaisedAsFarAsAsked(Product product, string line, string exactly)
    {
        using Place place = new();
        string path = place.Write("limits.cfg", place.GoodText.Replace("    maxconn 100\n", line));

        // From a soft limit that suffices for nothing of it.
        await using Started started = await Started.Serve(
            "/usr/bin/prlimit", place, "--nofile=100:4000", Binaries.PathOf(product), "-db", "-f", path);

        foreach (int pid in Rights.Serving(product, started))
        {
            string limit = SoftLimit(pid);
            Assert.True(exactly.Length == 0 ? int.Parse(limit) >= 240 : limit == exactly, limit);
        }
    }

    [Theory]
    [Both("    ulimit-n 5000\n", "Cannot raise FD limit to 5000, limit is 300.")]
    [Both("    ulimit-n 5000\n    fd-hard-limit 200\n", "Cannot raise FD limit to 5000, limit is 200.")]
    public async Task WhatCannotBeHadEndsTheStart(Product product, string lines, string message)
    {
        using Place place = new();
        await using Started started = AsNobody(product, place, "300", lines);

        Finished ran = await started.End();

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($".main()] {message}\n", ran.Errors);
    }

    [Theory, Both]
    public async Task OrIsToldOnlyWithoutStrictLimits(Product product)
    {
        using Place place = new();

        const string Lines = "    ulimit-n 5000\n    no strict-limits\n";
        await using Started started = AsNobody(product, place, "300", Lines);
        await started.Listens(place);

        await started.Says(".main()] Cannot raise FD limit to 5000, limit is 300.");
        Assert.True(Sockets.Accepts(place));
    }

    [Theory]
    [Both("", "7")]
    [Both("    maxconn 5\n", "5")]
    public async Task ThePerProxyLimitHoldsWhereASectionSetsNone(Product product, string line, string length)
    {
        using Place place = new();
        string text = place.GoodText.Replace(
            "    default_backend be\n", $"    default_backend be\n{line}", System.StringComparison.Ordinal);

        await using Started started = await Started.Serve(
            Binaries.PathOf(product), place, "-db", "-N", "7", "-f", place.Write("limit.cfg", text));

        // The limit is the length of the kernel's queue as well, and that can be seen from outside.
        Assert.All(QueueLengths(place), seen => Assert.Equal(length, seen));
    }

    [Theory]
    [WeirAlone("2.6 takes it for 0", "-n")]
    [WeirAlone("2.6 takes it for 0", "-N")]
    public async Task WhatIsNoNumberIsRefused(Product product, string option)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, option, "many", "-c", "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"option '{option}' : 'many' is not a number.", ran.Errors);
    }

    private static Started AsNobody(Product product, Place place, string most, string lines)
    {
        string text = place.GoodText.Replace("    maxconn 100\n", lines);
        string copy = place.PathOf("balancer");
        string path = place.Write("limits.cfg", text);
        Binaries.CopyOf(product, copy);
        foreach (string one in (string[])[place.Folder, copy, path])
        {
            File.SetUnixFileMode(one, File.GetUnixFileMode(one) | UnixFileMode.OtherRead
                | UnixFileMode.OtherExecute | UnixFileMode.UserExecute);
        }

        return Started.Run("/usr/bin/prlimit", $"--nofile={most}:{most}", "/usr/bin/setpriv",
            "--reuid", "65534", "--regid", "65534", "--clear-groups", copy, "-db", "-f", path);
    }

    private static string SoftLimit(int pid) =>
        Words(ProcFile.Line($"/proc/{pid}/limits", "Max open files"))[0];

    private static string[] Words(string line) =>
        line.Split(' ', System.StringSplitOptions.RemoveEmptyEntries);

    private static string[] QueueLengths(Place place)
    {
        ProcessStartInfo start = new("/usr/bin/ss", ["-Hltn", $"sport = :{place.Port}"])
        {
            RedirectStandardOutput = true,
        };
        using System.Diagnostics.Process ss = System.Diagnostics.Process.Start(start)!;
        string[] lines = ss.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        return [.. lines.Select(static line => Words(line)[2])];
    }
}
