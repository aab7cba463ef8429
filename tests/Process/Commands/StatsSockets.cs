using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.MasterCli;
using Weir.Tests.Process.Reload;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Commands;

/// <summary>Where a <c>stats socket</c> is, who gets in, and how long it is there.</summary>
public sealed class StatsSockets
{
    private const string Alone = "2.6 has no such processes";

    [Theory, Both]
    public async Task TheFileHasTheRightsThatAreWrittenThoughWhoServesIsNobody(Product product)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        await using Started started = await Started.Foreground(product, place,
            $"    stats socket {path} mode 620 user nobody gid 8 level operator\n    uid 65533\n");

        Assert.Equal("operator\n\n", await CliClient.Ask(path, "show cli level"));
        await using Started stat = Started.Run("/usr/bin/stat", "-c", "%F %a %u %g", path);
        Assert.Equal("socket 620 65534 8\n", (await stat.End()).Output);
    }

    [Theory]
    [Both("", "operator")]
    [Both("level user", "user")]
    public async Task WithoutALevelItIsForOperators(Product product, string words, string level)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        await using Started started =
            await Started.Foreground(product, place, $"    stats socket {path} {words}\n");

        Assert.Equal($"{level}\n\n", await CliClient.Ask(path, "show cli level"));
        Assert.Equal("Permission denied\n\n", await CliClient.Ask(path, "disable server be/a"));
    }

    [Theory]
    [Both]
    public async Task WhereNoneCanBeNothingStarts(Product product)
    {
        using Place place = new();
        string path = place.PathOf("nowhere/commands");
        string file = place.Good($"    stats socket {path}\n");
        await using Started started = Started.Run(Binaries.PathOf(product), "-db", "-f", file);

        Finished end = await started.End();

        Assert.Equal(1, end.ExitCode);
        Assert.Contains($"Binding [{file}:3] for frontend GLOBAL: cannot bind UNIX socket "
            + $"(No such file or directory) [{path}]\n", end.Errors);
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhatWasOrderedOutlivesAReloadAndAKeeper(Product product)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        string later = place.PathOf("later");
        await using Started weir =
            await Started.WholeFamily(
                product, place, $"    stats socket {path} level admin\n    stats timeout 60s\n");
        using CliClient client = await CliClient.To(path);
        client.Send("prompt;set weight be/a 7\n");
        await client.ReadUntil("> \n> ");

        place.Rewrite(text => text.Replace("    stats", $"    stats socket {later}\n    stats"));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");

        client.Send("get weight be/a\n"); // by the connection from before
        Assert.Equal("7 (initial 1)\n\n> ", await client.ReadUntil("> "));
        Assert.Equal("7 (initial 1)\n\n", await CliClient.Ask(later, "get weight be/a"));
        ProcessTree.Signal(await weir.ChildOf("keeper"), ProcessTree.SigKill);
        await weir.Says("New keeper");
        Assert.Equal("", await client.ReadToEnd());
        await Patience.Until(
            async () => await CliClient.Ask(path, "get weight be/a") == "7 (initial 1)\n\n",
            static () => "the next keeper does not answer");
    }

    [Theory, WeirAlone("2.6 counts otherwise")]
    public async Task MoreThanPermittedWaitAndTheSilentMakeRoom(Product product)
    {
        using Place place = new();
        string path = place.PathOf("commands");
        await using Started weir = await Started.Foreground(product, place,
            $"    stats socket {path}\n    stats maxconn 1\n    stats timeout 2s\n");
        using CliClient silent = await CliClient.To(path);

        Assert.Equal("1 (initial 1)\n\n", await CliClient.Ask(path, "get weight be/a"));
        Assert.Equal("", await silent.ReadToEnd());
    }
}
