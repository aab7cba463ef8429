using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Reload;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.MasterCli;

/// <summary>"reload" on the master's socket: its answer is how the reload went.</summary>
public sealed class Reloading
{
    private const string Newer = "2.6 does not answer";

    [Theory, WeirAlone(Newer)]
    public async Task AGoodFileIsServedWhenTheAnswerIsThere(Product product)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using Place place = new() { Server = first.Address };
        await using Started weir = await Masters.Start(product, place);
        Rewrite(place, text => text.Replace(first.Address, second.Address, StringComparison.Ordinal));

        string answer = await CliClient.Ask(place.PathOf("cli"), "reload");

        Assert.StartsWith("Success=1\n--\n", answer);
        Assert.EndsWith("Loading success.\n\n", answer);
        Assert.EndsWith(" second", await Client.Get(place), StringComparison.Ordinal);
        Assert.Contains(" 1 [failed: 0] ", await CliClient.Ask(place.PathOf("cli"), "show proc"));
    }

    [Theory, WeirAlone(Newer)]
    public async Task ABrokenFileChangesNothingAndTheAnswerHoldsAllItsErrors(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        await using Started weir = await Masters.Start(product, place);
        Rewrite(place, text => $"{text}    nonsense one\n    nonsense two\n");
        int lines = File.ReadLines(place.PathOf("good.cfg")).Count();

        string answer = await CliClient.Ask(place.PathOf("cli"), "reload");

        Assert.StartsWith("Success=0\n--\n", answer);
        Assert.Contains($":{lines - 1}] : unknown keyword 'nonsense'", answer);
        Assert.Contains($":{lines}] : unknown keyword 'nonsense'", answer);
        Assert.EndsWith("Loading failure!\n\n", answer);
        Assert.StartsWith("200 ", await Client.Get(place));
        string again = await CliClient.Ask(place.PathOf("cli"), "show startup-logs; show proc");
        Assert.StartsWith(answer["Success=0\n--\n".Length..], again);
        Assert.Contains(" 1 [failed: 1] ", again);
    }

    [Theory, WeirAlone("2.6 closes the connection")]
    public async Task TheConnectionOutlivesGoodAndBadReloads(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        using CliClient client = await CliClient.To(place.PathOf("cli"));
        using CliClient other = await CliClient.To(place.PathOf("cli"));
        client.Send("prompt; expert-mode on\n");
        await client.ReadUntil("master(e)> ");
        other.Send("prompt\n");
        await other.ReadUntil("master> ");

        client.Send("reload; show cli level\n");
        Assert.StartsWith("Success=1\n--\n", await client.ReadUntil("admin\n\nmaster(e)> "));
        Rewrite(place, text => text + "    nonsense\n");
        client.Send("reload\n");
        Assert.StartsWith("Success=0\n--\n", await client.ReadUntil("master[ReloadFailed](e)> "));
        Rewrite(place, text => text.Replace("    nonsense\n", "", StringComparison.Ordinal));
        client.Send("reload\n");
        Assert.StartsWith("Success=1\n--\n", await client.ReadUntil("master(e)> "));

        other.Send("show proc\n");
        Assert.Contains(" 3 [failed: 0] ", await other.ReadUntil("\n\nmaster> "));
    }

    [Theory, WeirAlone("2.6 closes the connection")]
    public async Task TheConnectionOutlivesANewBinaryToo(Product product)
    {
        using Place place = new();
        string copy = NewBinary.Copy(product, place);
        await using Started weir = Started.Run(
            copy, "-W", "-V", "-S", place.PathOf("cli"), "-f", place.Good("    nbthread 1\n"));
        using CliClient client = await CliClient.To(place.PathOf("cli"));
        client.Send("prompt\n");
        await client.ReadUntil("master> ");

        NewBinary.Replace(product, copy);
        client.Send("reload\n");
        Assert.StartsWith("Success=1\n--\n", await client.ReadUntil("\n\nmaster> "));

        client.Send("show proc\n");
        string rows = await client.ReadUntil("\n\nmaster> ");
        Assert.Contains($"{weir.Pid,-15} master          1 [failed: 0]", rows);
        Assert.Matches(@"# workers\n\d+ +worker +0 ", rows);
        Assert.StartsWith("#<PID>", await CliClient.Ask(place.PathOf("cli"), "show proc"));
    }

    [Theory, WeirAlone(Newer)]
    public async Task WhoAsksWithoutAPromptIsLetGoAfterTheAnswer(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        using CliClient client = await CliClient.To(place.PathOf("cli"));

        client.Send("reload\n"); // and stays, as some tools do

        Assert.EndsWith("Loading success.\n\n", await client.ReadToEnd());
    }

    [Theory, WeirAlone(Newer)]
    public async Task ManyWhoAskAtOnceAreAllAnswered(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);

        string[] answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => CliClient.Ask(place.PathOf("cli"), "reload")));

        Assert.All(answers, answer => Assert.StartsWith("Success=1\n--\n", answer));
        Assert.All(answers, answer => Assert.EndsWith("Loading success.\n\n", answer));
    }

    [Theory, WeirAlone(Newer)]
    public async Task AReloadBySignalShowsInTheLogsToo(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        Rewrite(place, text => text + "    nonsense\n");

        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading failure!");

        Assert.Contains(
            "unknown keyword 'nonsense'", await CliClient.Ask(place.PathOf("cli"), "show startup-logs"));
    }

    [Theory, WeirAlone("2.6 does not answer")]
    public async Task WhileAllOfItEndsNoReloadBegins(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place, "    grace 60s\n");
        weir.Signal(ProcessTree.SigUsr1);
        await weir.Says("Scheduling a soft-stop");

        Assert.Equal(
            "Success=0\n--\nThe process is stopping.\n\n",
            await CliClient.Ask(place.PathOf("cli"), "reload"));
    }

    private static void Rewrite(Place place, Func<string, string> how) =>
        place.Write("good.cfg", how(File.ReadAllText(place.PathOf("good.cfg"))));
}
