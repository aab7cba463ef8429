using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>What keeps a good configuration from being served.</summary>
public sealed class Starting
{
    [Theory, Both("-db"), Both("-D")]
    public async Task APortInUseIsReportedWithItsProxy(Product product, string mode)
    {
        using Place place = new();
        using Socket foreign = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        foreign.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        foreign.Listen();
        string taken = foreign.LocalEndPoint!.ToString()!;
        string text = place.GoodText.Replace(place.Endpoint.ToString(), taken, StringComparison.Ordinal);
        string path = place.Write("taken.cfg", text);

        Finished ran = await Finished.Run(product, mode, "-f", path, "-p", place.PathOf("pid"));

        Assert.Equal(1, ran.ExitCode);
        string expected = $"Binding [{path}:10] for frontend fe: cannot bind socket (Address already in use) "
            + $"for [{taken}]";
        Assert.Contains(expected, ran.Errors);
        Assert.Contains("main()] Some protocols failed to start their listeners! Exiting.", ran.Errors);
        Assert.False(File.Exists(place.PathOf("pid")));
    }

    [Theory, Both]
    public async Task EveryAddressThatCannotBeBoundIsReported(Product product)
    {
        using Place place = new();
        string two = "bind 198.51.100.1:80\n    bind 198.51.100.2:80";
        string text = place.GoodText.Replace($"bind {place.Endpoint}", two, StringComparison.Ordinal);

        Finished ran = await Finished.Run(product, "-db", "-f", place.Write("foreign.cfg", text));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("(Cannot assign requested address) for [198.51.100.1:80]", ran.Errors);
        Assert.Contains("(Cannot assign requested address) for [198.51.100.2:80]", ran.Errors);
    }

    [Theory, Both]
    public async Task WithoutAListenerNothingIsStarted(Product product)
    {
        using Place place = new();
        int from = place.GoodText.IndexOf("frontend", StringComparison.Ordinal);
        int to = place.GoodText.IndexOf("backend be", from + 60, StringComparison.Ordinal);
        string text = place.GoodText.Remove(from, to - from);

        Finished ran = await Finished.Run(product, "-db", "-f", place.Write("none.cfg", text));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("No enabled listener found (check for 'bind' directives) ! Exiting.", ran.Errors);
    }

    [Theory, Both]
    public async Task MoreConnectionsThanDescriptorsAreRefusedWithBothNumbers(Product product)
    {
        using Place place = new();

        // Twice as many descriptors as the kernel grants to anyone, root included (fs.nr_open).
        string most = (await File.ReadAllTextAsync("/proc/sys/fs/nr_open")).Trim();
        Finished ran = await Finished.Run(product, "-db", "-f", place.Good(), "-n", most);

        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"Cannot raise FD limit to \d{7,}, limit is \d+\.", ran.Errors);
    }

    [Theory, Both]
    public async Task WithoutStrictLimitsTheyAreServedAfterAComplaint(Product product)
    {
        using Place place = new();
        string most = (await File.ReadAllTextAsync("/proc/sys/fs/nr_open")).Trim();
        string[] words = ["-db", "-f", place.Good("    nbthread 1\n    no strict-limits\n"), "-n", most];

        await using Started weir = await Started.Serve(Binaries.PathOf(product), place, words);

        Assert.True(Sockets.Accepts(place));
        await weir.Says("FD limit (");
        Assert.Matches(@"\[WARNING\]  .*Cannot raise FD limit to \d{7,}, limit is \d+\.\n", weir.Errors);
        Assert.Matches(
            $@"\[ALERT\]    .*FD limit \(\d+\) too low for maxconn={most}/maxsock=\d+\. ", weir.Errors);
    }

    [Theory, WeirAlone("2.6 takes its limit from the descriptors alone and is silent")]
    public async Task AProxyThatAsksForMoreThanThereIsGetsAWarningAndIsServed(Product product)
    {
        using Place place = new();
        string most = (await File.ReadAllTextAsync("/proc/sys/fs/nr_open")).Trim();
        string text = place.GoodText
            .Replace("    maxconn 100\n", "", StringComparison.Ordinal)
            .Replace("    default_backend be\n", $"    default_backend be\n    maxconn {most}\n");
        string path = place.Write("large.cfg", text);

        await using Started weir = await Started.Serve(Binaries.PathOf(product), place, "-db", "-f", path);
        await weir.Says($"a proxy's maxconn of {most} will not be reached.");

        Assert.True(Sockets.Accepts(place));
    }
}
