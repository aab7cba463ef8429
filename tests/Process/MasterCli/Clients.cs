using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Reload;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.MasterCli;

/// <summary>Clients that are many, slow, or gone: the master has its own work to do.</summary>
public sealed class Clients
{
    private const string Alone = "what is shown here is a master of ours";

    /// <summary>Help is about 1 KB long: more of it than a unix socket holds.</summary>
    private const int Helps = 1000;

    [Theory, WeirAlone(Alone)]
    public async Task OneThatReadsNothingHoldsUpNobody(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place, "    nbthread 1\n");
        using CliClient deaf = await CliClient.To(place.PathOf("cli"));
        string helps = string.Concat(Enumerable.Repeat("help\n", Helps));

        deaf.Send(helps);
        string answer = await CliClient.Ask(place.PathOf("cli"), "show cli level");
        int worker = await weir.ChildOf("worker");
        ProcessTree.Signal(worker, ProcessTree.SigKill);
        await weir.Says("New worker (");
        Assert.StartsWith("Success=1", await CliClient.Ask(place.PathOf("cli"), "reload"));

        Assert.Equal("admin\n\n", answer);
        deaf.Send("quit\n");
        string all = await deaf.ReadToEnd();
        Assert.Equal(Helps, all.Split(": disconnect\n\n").Length - 1);
    }

    [Theory, WeirAlone(Alone)]
    public async Task ThoseWhoVanishLeaveNothingBehind(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        Assert.Equal("admin\n\n", await CliClient.Ask(place.PathOf("cli"), "show cli level"));
        int before = ProcessTree.DescriptorsOf([weir.Pid]);

        for (int i = 0; i < 30; i++)
        {
            using CliClient client = await CliClient.To(place.PathOf("cli"));
            client.Send((i % 3) switch { 0 => "", 1 => "show pr", _ => "help\nhelp\nhelp\n" });
        }

        Assert.Equal("admin\n\n", await CliClient.Ask(place.PathOf("cli"), "show cli level"));
        await Patience.Until(
            () => ProcessTree.DescriptorsOf([weir.Pid]) == before,
            () => $"{ProcessTree.DescriptorsOf([weir.Pid])} descriptors instead of {before}");
    }

    [Theory, WeirAlone(Alone)]
    public async Task OneThatVanishesDuringItsReloadDoesNotMakeTheMasterSpin(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        using (CliClient client = await CliClient.To(place.PathOf("cli")))
        {
            client.Send("reload\n");
        }

        await weir.Says("Loading success.");

        Assert.StartsWith("Success=1", await CliClient.Ask(place.PathOf("cli"), "reload"));
        int sleeps = ProcessTree.SleepsOf(weir.Pid);
        Assert.Equal("admin\n\n", await CliClient.Ask(place.PathOf("cli"), "show cli level"));
        Assert.True(ProcessTree.SleepsOf(weir.Pid) > sleeps);
    }

    [Theory, WeirAlone(Alone)]
    public async Task MoreThanAreServedAtOnceWait(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        List<CliClient> held = [];
        for (int i = 0; i < 10; i++)
        {
            CliClient client = await CliClient.To(place.PathOf("cli"));
            client.Send("prompt\n");
            await client.ReadUntil("master> ");
            held.Add(client);
        }

        Task<string> late = CliClient.Ask(place.PathOf("cli"), "show cli level");
        held[3].Send("show cli level\n");
        await held[3].ReadUntil("admin\n\nmaster> ");
        Assert.False(late.IsCompleted);
        held[5].Send("quit\n");
        Assert.Equal("admin\n\n", await late);
        held.ForEach(client => client.Dispose());
    }

    [Theory, WeirAlone(Alone)]
    public async Task ALineThatIsTooLongIsTheLast(Product product)
    {
        using Place place = new();
        await using Started weir = await Masters.Start(product, place);
        using CliClient client = await CliClient.To(place.PathOf("cli"));

        client.Send("show cli level\n");
        client.Send(new string('x', 20_000));

        Assert.Equal("admin\n\n", await client.ReadToEnd());
        Assert.Equal("admin\n\n", await CliClient.Ask(place.PathOf("cli"), "show cli level"));
    }
}
