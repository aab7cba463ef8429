using System;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Reload;

/// <summary>What stick tables know outlives configurations and workers.</summary>
public sealed class StickTables
{
    private const int Keys = 8;
    private const StringComparison Comparison = StringComparison.Ordinal;

    [Theory, WeirAlone("2.6 keeps them only with peers")]
    public async Task KeysStayKnownOverReloadsAndDeaths(Product product)
    {
        using EchoServer a = new("a");
        using EchoServer b = new("b");
        string lines = $"{a.Address}\n    server b {b.Address}\n    balance random\n    stick on path\n"
            + "    stick-table type string size 100";
        using Place place = new() { Server = lines };
        await using Started weir = await Started.Ready(product, place.Good("    nbthread 2\n"));
        string[] before = await AskAll(place);

        // Other tables come before this one, and a server that was not there.
        place.Rewrite(text => text
            .Replace("frontend fe", "backend new\n    stick-table type ip size 1k\nfrontend fe", Comparison)
            .Replace("    server b", $"    server c {a.Address}\n    server b", Comparison)
            .Replace("size 100", "size 100 expire 1h", Comparison));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");
        Assert.Equal(before, await AskAll(place));

        int[] workers = [.. weir.Family.Where(static pid => Started.RoleOf(pid) == "worker")];
        foreach (int worker in workers)
        {
            ProcessTree.Signal(worker, ProcessTree.SigKill);
            await weir.Says($"Current worker ({worker}) exited with code 137");
            await Patience.Until(
                () => weir.Family.Count(static pid => Started.RoleOf(pid) == "worker") == workers.Length,
                () => weir.Errors);
        }

        Assert.Equal(before, await AskAll(place));

        place.Rewrite(text => text.Replace("size 100", "size 200", Comparison)
            .Replace("balance random", "balance first", Comparison));
        weir.Signal(Reloads.SigUsr2);
        await Patience.Until(
            () => weir.Errors.Split("Loading success.").Length == 3, () => weir.Errors);
        string[] anew = await AskAll(place); // it is another table now, and empty
        Assert.All(anew, static answer => Assert.EndsWith(" a", answer, Comparison));
    }

    private static async Task<string[]> AskAll(Place place)
    {
        string[] answers = new string[Keys];
        for (int i = 0; i < Keys; i++) answers[i] = await Client.Get(place, $"/{i}");
        Assert.All(answers, static answer => Assert.StartsWith("200 ", answer, Comparison));
        return answers;
    }
}
