using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;
using Started = Weir.Tests.Process.Harness.Started;

namespace Weir.Tests.Process.CommandLine;

/// <summary><c>weir convert</c>, and what HAProxy says about the texts that it makes.</summary>
public sealed class Converting
{
    private const string Ours = "HAProxy has nothing like it";

    /// <summary>The guide's files whose every line has an equal today.</summary>
    public static TheoryData<string> FilesOfTheGuide()
    {
        string[] others = ["2-weights.cfg", "2.2.cfg", "5-s1l1.cfg", "5-s2l1.cfg"];
        IEnumerable<string> names = Directory.EnumerateFiles(Folder, "*.cfg").Select(Path.GetFileName)!;
        return [.. names.Except(others).Order()];
    }

    private static string Folder { get; } =
        Path.Combine(Binaries.Repository, "tests", "Guide", "Configurations");

    [Theory]
    [MemberData(nameof(FilesOfTheGuide))]
    public async Task HaproxyTakesTheFilesOfTheGuide(string name)
    {
        using Place place = new();
        Finished ran = await Finished.Run(Product.Weir, "convert", Path.Combine(Folder, name));
        Assert.Equal(0, ran.ExitCode);

        string file = place.Write("today.cfg", ran.Output);
        Finished there = await Finished.Run(Product.Haproxy, "-c", "-f", file);
        Finished here = await Finished.Run(Product.Weir, "-c", "-f", file);

        Assert.Equal((0, 0), (there.ExitCode, here.ExitCode));
        Assert.DoesNotContain("deprecated", there.Errors);
        Assert.Subset(Warnings(there.Errors), Warnings(here.Errors)); // of a missing log only HAProxy tells
    }

    [Theory, WeirAlone(Ours)]
    public async Task WhatItReadsFromStandardInputIsPrintedAnew(Product product)
    {
        const string text = "# ours\nlisten web :80 # public\n\tclitimeout  5s # long\n\tgrace 3s\r\n\n"
            + "\toption keepalive\n\tmode http";
        Finished ran = await Input(product, text, "-");

        Assert.Equal(0, ran.ExitCode);
        Assert.Equal(
            "# ours\nlisten web # public\n\tbind :80\n\tno option abortonclose\n\ttimeout client  5s # long\n"
            + "\t# weir convert: Use 'grace' in 'global'.\r\n\tgrace 3s\r\n\n"
            + "\t# weir convert: without effect: option keepalive\n\tmode http\n",
            ran.Output);
        Assert.Matches(
            @"^\S+ convert: -: 3 lines changed, 1 marked '# weir convert:' for you to judge.\n$", ran.Errors);
        Assert.Equal(ran.Output, (await Input(product, ran.Output, "-")).Output);
    }

    [Theory, WeirAlone(Ours)]
    public async Task WhatCannotBeLoadedIsRefusedAsByChecking(Product product)
    {
        using Place place = new();
        string file = place.Write("bad.cfg", "listen web :80\n clitimeout 5s\n nonsense\n mode tpc\n");

        Finished converted = await Finished.Run(product, "convert", file);
        Finished check = await Finished.Run(product, "-q", "-c", "-f", file);

        Assert.Equal((1, 1), (converted.ExitCode, check.ExitCode));
        Assert.Equal("", converted.Output);
        Assert.Equal(WithoutPid(check.Errors), WithoutPid(converted.Errors));
        Assert.Contains(":3] : unknown keyword 'nonsense'", converted.Errors);
    }

    [Theory]
    [WeirAlone(Ours, "convert")]
    [WeirAlone(Ours, "convert a b")]
    [WeirAlone(Ours, "convert -c")]
    public async Task OneFileIsConvertedAtATime(Product product, string words)
    {
        Finished ran = await Finished.Run(product, words.Split(' '));

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains(" convert <cfgfile|-> : prints a configuration in today's spelling\n", ran.Errors);
    }

    [Theory, WeirAlone(Ours)]
    public async Task AFileThatIsNotThereIsSaidSo(Product product)
    {
        Finished ran = await Finished.Run(product, "convert", "/nonexistent");

        Assert.Equal((1, ""), (ran.ExitCode, ran.Output));
        Assert.Contains("/nonexistent : No such file or directory", ran.Errors);
    }

    private static async Task<Finished> Input(Product product, string text, string word)
    {
        using Place place = new();
        string file = place.Write("input", text);
        await using Started started = Started.Run(
            "/bin/sh", "-c", $"exec \"$0\" convert {word} <\"$1\"", Binaries.PathOf(product), file);
        return await started.End();
    }

    private static HashSet<string> Warnings(string errors) =>
        [.. Regex.Matches(errors, @"\[WARNING\].* : (.*)").Select(static one => one.Groups[1].Value)];

    private static string WithoutPid(string text) => Regex.Replace(text, @"\(\d+\)", "(pid)");
}
