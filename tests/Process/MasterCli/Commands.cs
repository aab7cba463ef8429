using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.MasterCli;

/// <summary>What the master's socket answers. 2.6 is asked the same where it knows the command.</summary>
public sealed class Commands
{
    private const string Newer = "2.6 is older than this command";

    private static readonly (string Lines, string Answer)[] s_answers =
    [
        ("show cli level", "admin\n\n"),
        ("user; show cli level", "user\n\n"),
        ("operator\nshow cli level", "operator\n\n"),
        ("user; operator; show cli level", "Permission denied!\n"),
        ("user; reload", "Permission denied\n\n"),
        ("show cli level; quit; show cli level", "admin\n\n"),
        ("@ show cli level", "admin\n\n"),
        ("@master show cli level", "admin\n\n"),
        ("@9 show info", "Can't find the target PID matching the prefix '@9'\n"),
        ("expert-mode on", ""),
        ("experimental-mode on; expert-mode", ""),
        ("prompt", "master> "),
        ("prompt; expert-mode on", "master> master(e)> "),
        ("prompt\nexperimental-mode on\nexpert-mode on", "master> master(x)> master(xe)> "),
        ("prompt; expert-mode on; expert-mode off", "master> master(e)> master> "),
        ("prompt; prompt; show cli level", "master> admin\n\n"),
    ];

    [Theory, Both]
    public async Task AnswersAreHaproxys(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place);

        List<(string, string)> seen = [];
        foreach ((string lines, _) in s_answers)
        {
            seen.Add((lines, await CliClient.Ask(place.PathOf("cli"), lines)));
        }

        Assert.Equal(s_answers, seen);
    }

    [Theory, Both]
    public async Task TheVersionIsThatOfTheBinary(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place);
        Finished asked = await Finished.Run(product, "-v");

        string answer = await CliClient.Ask(place.PathOf("cli"), "show version");

        Assert.EndsWith("\n\n", answer);
        Assert.StartsWith($"HAProxy version {answer.TrimEnd()} ", asked.Output);
    }

    [Theory, Both]
    public async Task CommandsAreListedForWhoAsksAndForWhoErrs(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place);

        foreach (string line in (string[])["help", ""])
        {
            string answer = await CliClient.Ask(place.PathOf("cli"), line);

            Assert.Contains("  reload                                  : reload haproxy\n", answer);
            Assert.EndsWith(
                "  help [<command>]                        : list matching or all commands\n"
                + "  prompt                                  : toggle interactive mode with prompt\n"
                + "  quit                                    : disconnect\n\n",
                answer);
        }
    }

    [Theory, Both]
    public async Task ProcessesAreListedWithTheirAges(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place);

        string answer = await CliClient.Ask(place.PathOf("cli"), "show proc");

        Assert.StartsWith(
            "#<PID>          <type>          <reloads>       <uptime>        <version>      \n"
            + $"{started.Pid,-16}master          0 [failed: 0]   0d00h00m",
            answer);
        Assert.Matches(@"\n# workers\n\d+ +worker +0 +0d00h00m\d\ds +\S+ *\n", answer);
        Assert.Contains("\n# programs\n", answer);
        Assert.EndsWith("\n\n", answer);
    }

    [Theory, WeirAlone("2.6 has no such processes")]
    public async Task EveryProcessIsListedByItsNumber(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place, "    nbthread 2\n");

        string answer = await CliClient.Ask(place.PathOf("cli"), "show proc");

        string[] listed = [.. answer.Split('\n')
            .Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
            .Select(line => line.Split(' ')[0])];
        Assert.Equal(started.Family.Select(pid => $"{pid}").Order(), listed.Order());
        Assert.Matches(@"\n# programs\n\d+ +keeper ", answer);
    }

    [Theory, WeirAlone(Newer)]
    public async Task WhatWasSaidAtTheStartCanBeReadAgain(Product product)
    {
        using Place place = new();
        const string Twice = "    user nobody\n    user nobody\n";
        await using Started started = await Masters.Start(product, place, Twice);

        string answer = await CliClient.Ask(place.PathOf("cli"), "show startup-logs");

        Assert.Contains("path to executable is ", answer);
        Assert.Contains("user/uid already specified. Continuing.\n", answer);
        Assert.StartsWith(answer.TrimEnd('\n'), started.Errors);
    }

    [Theory, Both]
    public async Task ALineWithoutItsEndIsNotObeyed(Product product)
    {
        using Place place = new();
        await using Started started = await Masters.Start(product, place);

        Assert.Equal("admin\n\n", await CliClient.Tell(place.PathOf("cli"), "show cli level\nshow version"));
    }
}
