using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Reload;

/// <summary>
/// USR2 on the master: the files are read again, and either all of it is so from now on, or nothing.
/// </summary>
public sealed class Reloading
{
    private const string Alone = "2.6 has no such master";

    [Theory, WeirAlone(Alone)]
    public async Task NewRequestsGoWhereTheNewFileSays(Product product)
    {
        using EchoServer first = new("first");
        using EchoServer second = new("second");
        using Place place = new() { Server = first.Address };
        await using Started weir = await Start(product, place);
        Assert.EndsWith(" first", await Client.Get(place), StringComparison.Ordinal);

        place.Rewrite(text => text.Replace(first.Address, second.Address, StringComparison.Ordinal));
        await Reload(weir);

        Assert.EndsWith(" second", await Client.Get(place), StringComparison.Ordinal);
    }

    [Theory, WeirAlone(Alone)]
    public async Task ListenersComeAndGo(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Place other = new();
        await using Started weir = await Start(product, place);

        place.Rewrite(text => text.Replace(
            $" 127.0.0.1:{place.Port}\n", $" 127.0.0.1:{other.Port}\n", StringComparison.Ordinal));
        await Reload(weir);

        Assert.StartsWith("200 ", await Client.Get(other), StringComparison.Ordinal);
        await Sockets.Expect(place, 0);
    }

    [Theory, WeirAlone(Alone)]
    public async Task ABrokenFileChangesNothingAndTellsAllThatIsWrong(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        await using Started weir = await Start(product, place);
        int[] before = [.. weir.Family];

        place.Rewrite(text => $"{text}    nonsense one\n    nonsense two\n");
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading failure!");

        int lines = File.ReadLines(place.PathOf("good.cfg")).Count();
        Assert.Contains($":{lines - 1}] : unknown keyword 'nonsense'", weir.Errors, StringComparison.Ordinal);
        Assert.Contains($":{lines}] : unknown keyword 'nonsense'", weir.Errors, StringComparison.Ordinal);
        Assert.Equal(before, weir.Family);
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);
    }

    [Theory, WeirAlone(Alone)]
    public async Task AnAddressThatCannotBeBoundChangesNothing(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        using Socket taken = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        await using Started weir = await Start(product, place);
        int[] before = [.. weir.Family];
        int descriptors = ProcessTree.DescriptorsOf([weir.Pid]);

        place.Rewrite(text => text.Replace(
            "    default_backend",
            $"    bind {taken.LocalEndPoint}\n    default_backend",
            StringComparison.Ordinal));
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("cannot bind socket (Address already in use)");
        await weir.Says("Loading failure!");

        Assert.Equal(before, weir.Family);
        Assert.Equal(descriptors, ProcessTree.DescriptorsOf([weir.Pid]));
        Assert.StartsWith("200 ", await Client.Get(place), StringComparison.Ordinal);
    }

    private static Task<Started> Start(Product product, Place place) =>
        Started.Ready(product, place.Good("    nbthread 2\n"));

    private static async Task Reload(Started weir)
    {
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");
    }
}
