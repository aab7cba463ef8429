using System;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.CommandLine;

/// <summary>Which files are read, in which order, and what is said about what is in them.</summary>
public sealed class ReadingFiles
{
    private const string Bogus = "global\n    bogus 1\n\ndefaults\n    nonsense\n";

    [Theory, Both]
    public async Task AGoodFileGivesZeroAndNoComplaint(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-f", place.Good());

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
    }

    [Theory, WeirAlone("2.6 says that the file is valid without being asked; today's does not")]
    public async Task AGoodFileIsPraisedOnlyOnRequest(Product product)
    {
        using Place place = new();

        Finished silent = await Finished.Run(product, "-c", "-f", place.Good());
        Finished verbose = await Finished.Run(product, "-c", "-V", "-f", place.Good());

        Assert.Equal((0, ""), (silent.ExitCode, silent.Output));
        Assert.Equal((0, "Configuration file is valid\n"), (verbose.ExitCode, verbose.Output));
    }

    [Theory, Both("-c"), Both("-db")]
    public async Task EveryErrorIsReportedAfterTheTwoNotices(Product product, string mode)
    {
        using Place place = new();
        string path = place.Write("bad.cfg", Bogus);

        Finished ran = await Finished.Run(product, mode, "-f", path);

        string[] lines = ran.Errors.Split('\n');
        Assert.Equal(1, ran.ExitCode);
        Assert.Matches(@"^\[NOTICE\]   \(\d+\) : haproxy version is \S+$", lines[0]);
        Assert.Matches(@"^\[NOTICE\]   \(\d+\) : path to executable is /\S+$", lines[1]);
        Assert.Matches(@"^\[ALERT\]    \(\d+\) : config : parsing \[\S+bad\.cfg:2\] : ", lines[2]);
        Assert.Contains("unknown keyword 'bogus'", lines[2]);
        Assert.Matches(@"parsing \[\S+bad\.cfg:5\] : unknown keyword 'nonsense'", ran.Errors);
        Assert.Contains("config : Fatal errors found in configuration.", ran.Errors);
    }

    [Theory, Both]
    public async Task AMissingFileIsNamedWithItsReason(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-f", place.PathOf("none.cfg"));

        Assert.Equal(1, ran.ExitCode);
        string expected = $"Cannot open configuration file/directory {place.PathOf("none.cfg")} : "
            + "No such file or directory";
        Assert.Contains(expected, ran.Errors);
    }

    [Theory, WeirAlone("2.6 stops at the first")]
    public async Task EveryMissingFileIsNamed(Product product)
    {
        using Place place = new();

        string[] words = ["-c", "-f", place.PathOf("one"), "-f", place.PathOf("two")];

        Finished ran = await Finished.Run(product, words);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(place.PathOf("one") + " :", ran.Errors);
        Assert.Contains(place.PathOf("two") + " :", ran.Errors);
    }

    [Theory, Both]
    public async Task AServerNameThatNobodyKnowsIsAnError(Product product)
    {
        using Place place = new();
        string text = place.GoodText.Replace("127.0.0.1:1\n", "no-such-host.invalid:1\n");

        Finished ran = await Finished.Run(product, "-c", "-f", place.Write("name.cfg", text));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("could not resolve address 'no-such-host.invalid'", ran.Errors);
    }

    [Theory, Both]
    public async Task AServerNameFromTheHostsFileIsFound(Product product)
    {
        using Place place = new();
        string text = place.GoodText.Replace("127.0.0.1:1\n", "localhost:1\n", StringComparison.Ordinal);

        Finished ran = await Finished.Run(product, "-c", "-f", place.Write("name.cfg", text));

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
    }

    [Theory, Both]
    public async Task AFolderIsReadInByteOrderAndOnlyItsConfigurations(Product product)
    {
        using Place place = new();
        place.Write("conf.d/b.cfg", "global\n    second 1\n");
        place.Write("conf.d/B.cfg", "global\n    first 1\n");
        place.Write("conf.d/c.txt", "global\n    never 1\n");
        place.Write("conf.d/.hidden.cfg", "global\n    never 1\n");

        Finished ran = await Finished.Run(product, "-c", "-f", place.PathOf("conf.d"));

        int first = ran.Errors.IndexOf("'first'", StringComparison.Ordinal);
        int second = ran.Errors.IndexOf("'second'", StringComparison.Ordinal);
        Assert.Equal(1, ran.ExitCode);
        Assert.InRange(first, 0, second);
        Assert.DoesNotContain("never", ran.Errors);
    }

    [Theory, Both]
    public async Task SectionsMayLieInSeveralFiles(Product product)
    {
        using Place place = new();
        int cut = place.GoodText.IndexOf("frontend", StringComparison.Ordinal);
        string above = place.Write("above.cfg", place.GoodText[..cut]);
        string below = place.Write("below.cfg", place.GoodText[cut..]);

        Finished repeated = await Finished.Run(product, "-c", "-f", above, "-f", below);
        Finished dashes = await Finished.Run(product, "-c", "--", above, below);

        Assert.Equal((0, ""), (repeated.ExitCode, repeated.Errors));
        Assert.Equal((0, ""), (dashes.ExitCode, dashes.Errors));
    }

    [Theory, Both]
    public async Task TheFolderIsChangedBeforeAnythingIsRead(Product product)
    {
        using Place place = new();
        place.Good();

        Finished ran = await Finished.Run(product, "-C", place.Folder, "-c", "-f", "good.cfg");

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
    }

    [Theory, Both]
    public async Task AFolderThatCannotBeChangedToIsAnError(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-C", place.PathOf("none"), "-c", "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"Could not change to directory {place.PathOf("none")} :", ran.Errors);
    }

    [Theory, Both]
    public async Task WarningsDoNoHarmUnlessTheyAreErrors(Product product)
    {
        using Place place = new();
        string text = place.GoodText.Replace("    timeout client 10s\n", "", StringComparison.Ordinal);
        string path = place.Write("warned.cfg", text);

        Finished lenient = await Finished.Run(product, "-c", "-f", path);
        Finished strict = await Finished.Run(product, "-c", "-dW", "-f", path);
        Finished quiet = await Finished.Run(product, "-c", "-q", "-f", path);

        Assert.Equal(0, lenient.ExitCode);
        Assert.Contains("[WARNING]", lenient.Errors);
        Assert.Equal(1, strict.ExitCode);
        Assert.Contains("Some warnings were found and 'zero-warning' is set. Aborting.", strict.Errors);
        Assert.Equal((0, ""), (quiet.ExitCode, quiet.Errors));
    }

    [Theory, WeirAlone("2.6 hides errors from who asks for quiet, and leaves with 1 in silence")]
    public async Task QuietDoesNotHideErrors(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-q", "-f", place.Write("bad.cfg", Bogus));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("unknown keyword 'bogus'", ran.Errors);
    }

    [Theory, Both]
    public async Task TheLocalPeersNameIsAVariable(Product product)
    {
        using Place place = new();
        string path = place.Write("peer.cfg", "global\n    \"${HAPROXY_LOCALPEER}\" 1\n");

        Finished ran = await Finished.Run(product, "-L", "left-one", "-c", "-f", path);

        Assert.Contains("'left-one'", ran.Errors);
    }
}
