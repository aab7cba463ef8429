using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.CommandLine;

/// <summary>Which words are options, and what is said about those that are not.</summary>
public sealed class OptionWords
{
    private const string NotIn26 = "2.6 is older than this option, or lacks it";
    private const string Ours = "2.6 does what we do not do yet";

    [Theory]
    [Both("-Z")]
    [Both("-h")]
    [Both("stray")]
    [Both("-cv")]
    [WeirAlone("2.6 fails to copy its arguments here", "-f")]
    [WeirAlone("2.6 fails to copy its arguments here", "-p")]
    public async Task WhatIsNoOptionIsAnsweredWithTheUsage(Product product, string word)
    {
        Finished ran = await Finished.Run(product, word);

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("Usage :", ran.Errors);
    }

    [Theory, Both]
    public async Task NoFileIsAnsweredWithVersionAndUsage(Product product)
    {
        Finished ran = await Finished.Run(product);

        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("HAProxy version ", ran.Output);
        Assert.Contains("Usage :", ran.Errors);
        Assert.Contains("-f", ran.Errors);
    }

    [Theory, Both("-v"), Both("-vv")]
    public async Task TheVersionBeginsAsToolsParseIt(Product product, string word)
    {
        Finished ran = await Finished.Run(product, word);

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(new Regex(@"^HAProxy version \d+\.\d+\.\d+-\S+ \d{4}/\d\d/\d\d"), ran.Output);
        Assert.Empty(ran.Errors);
    }

    [Theory, WeirAlone("the second line is what tells Weir from HAProxy")]
    public async Task TheSecondLineSaysThatThisIsWeir(Product product)
    {
        Finished ran = await Finished.Run(product, "-v");

        Assert.StartsWith("This is Weir ", ran.Output.Split('\n')[1]);
    }

    [Theory]
    [WeirAlone(NotIn26, "-vq", @"^3\.5\.0-weir\d+\.\d+\.\d+\n$")]
    [WeirAlone(NotIn26, "-vqs", @"^3\.5\.0\n$")]
    [WeirAlone(NotIn26, "-vqb", @"^3\.5\n$")]
    public async Task TheVersionsNumberCanBeHadAlone(Product product, string word, string expected)
    {
        Finished ran = await Finished.Run(product, word);

        Assert.Equal(0, ran.ExitCode);
        Assert.Matches(new Regex(expected), ran.Output);
    }

    [Theory]
    [Both("-de")]
    [Both("-dp")]
    [Both("-dS")]
    [Both("-dG")]
    [Both("-dV")]
    [Both("-dM")]
    [Both("-dM0x41")]
    [WeirAlone(NotIn26, "-dk")]
    [WeirAlone(NotIn26, "-ds")]
    [WeirAlone(NotIn26, "-dv")]
    [WeirAlone(NotIn26, "-dF")]
    [WeirAlone(NotIn26, "-dZ")]
    [WeirAlone(NotIn26, "-dI")]
    public async Task OptionsWithoutAMeaningHereAreAccepted(Product product, string word)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, word, "-c", "-f", place.Good());

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
    }

    [Theory]
    [WeirAlone(Ours, "-x")]
    [WeirAlone(Ours, "-dR")]
    [WeirAlone(Ours, "-dr")]
    [WeirAlone(NotIn26, "-dC")]
    public async Task WhatIsKnownButNotDoneYetIsRefusedByName(Product product, string word)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-f", place.Good(), word, "5");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"option '{word[..Math.Min(word.Length, 3)]}", ran.Errors);
        Assert.Contains("known but not supported yet", ran.Errors);
    }

    [Theory]
    [Both("-sf", "")]
    [Both("-st", "")]
    [Both("-sf", "999999999")]
    [Both("-st", "999999998 999999999")]
    public async Task PidsMayBeNoneOrSeveral(Product product, string word, string pids)
    {
        using Place place = new();

        string[] several = pids.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Finished ran = await Finished.Run(product, ["-f", place.Good(), word, .. several, "-c"]);

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
    }

    [Theory, Both("-sf"), Both("-st")]
    public async Task WhatIsNoPidIsRefused(Product product, string word)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-f", place.Good(), "-c", word, "abc");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("abc", ran.Errors);
    }

    [Theory, Both]
    public async Task TheClassesOfKeywordsAreListedBeforeTheEnd(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-dKhelp", "-q", "-c", "-f", place.Good());

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.StartsWith("# List of supported keyword classes:\nall: list all keywords\n", ran.Output);
        Assert.Contains("\ncfg: configuration keywords\n", ran.Output);
    }

    [Theory, Both("-dKcfg"), Both("-dKall"), Both("-dKhelp,cfg")]
    public async Task TheKeywordsAreListedUnderTheirTitle(Product product, string word)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, word, "-q", "-c", "-f", place.Good());

        Assert.Equal((0, ""), (ran.ExitCode, ran.Errors));
        Assert.Contains("# List of registered configuration keywords:\n", ran.Output);
    }

    [Theory, WeirAlone("2.6 lists those of modules only")]
    public async Task TheListTellsWhereAWordMayStandAndWhatIsNotDone(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-dKcfg", "-c", "-f", place.Good());

        Assert.Contains("\n-DFL----  timeout client <timeout>\n", ran.Output);
        Assert.Contains("  ca-base  # not supported yet\n", ran.Output);
    }

    [Theory, WeirAlone("2.6 passes over it")]
    public async Task AClassOfKeywordsThatIsNotThereIsRefused(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-dKcfg,nope", "-c", "-f", place.Good());

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("option '-dK' : there is no keyword class 'nope'.", ran.Errors);
    }

    [Theory, WeirAlone("2.6 takes what is no number for 0")]
    public async Task AConnectionLimitThatIsNoNumberIsRefused(Product product)
    {
        using Place place = new();

        Finished ran = await Finished.Run(product, "-c", "-f", place.Good(), "-n", "many");

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("'many'", ran.Errors);
    }

    [Theory]
    [Both("1", 0)]
    [Both("0", 1)]
    [Both("version_atleast(2.0)", 0)]
    [Both("version_atleast(99.0)", 1)]
    [Both("!version_atleast(99.0)", 0)]
    [Both("nonsense(", 2)]
    public async Task AConditionIsAnsweredByTheExitCode(Product product, string condition, int expected)
    {
        Finished ran = await Finished.Run(product, "-cc", condition);

        Assert.Equal(expected, ran.ExitCode);
        bool complained = ran.Errors.Contains("Failed to evaluate condition", StringComparison.Ordinal);
        Assert.Equal(expected == 2, complained);
    }

    [Theory]
    [WeirAlone("2.6 has no such processes", "worker 0")]
    [WeirAlone("2.6 has no such processes", "keeper")]
    public async Task ARoleOfAChildCannotBeTakenByHand(Product product, string words)
    {
        Finished ran = await Finished.Run(product, words.Split(' '));

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"'{words.Split(' ')[0]}'", ran.Errors);
        Assert.Contains("cannot be started by hand", ran.Errors);
    }
}
