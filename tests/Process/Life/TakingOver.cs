using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>-sf and -st: a new instance takes the ports over from an old one, or leaves them to it.</summary>
public sealed class TakingOver
{
    [Theory]
    [Both("-sf", 0)]
    [Both("-st", 143)]
    public async Task TheOldOneEndsWhenTheNewOneServes(Product product, string option, int exitCode)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        string path = place.Good("    nbthread 1\n");
        await using Started old = await Started.Ready(product, path);

        await using Started next = Started.Run(
            Binaries.PathOf(product), "-db", "-f", path, option, $"{old.Pid}");
        Finished ended = await old.End();

        Assert.Equal(exitCode, ended.ExitCode);
        Assert.DoesNotContain("Paused", ended.Errors); // they could be bound side by side
        Assert.Equal("200 ok", await Client.Get(place));
        Assert.True(ProcessTree.IsAlive(next.Pid));
    }

    [Theory, Both]
    public async Task ItPausesTheOldOneWhenAPortIsTakenAndTriesAgain(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started old = await Started.Ready(product, place.Good("    nbthread 1\n"));
        using TcpListener foreign = Foreign();

        await using Started next = Started.Run(
            Binaries.PathOf(product), "-db", "-f", More(place, foreign), "-sf", $"{old.Pid}");
        await old.Says("Paused frontend fe.");
        foreign.Stop();
        Finished ended = await old.End();

        Assert.Equal(0, ended.ExitCode);
        Assert.Equal("200 ok", await Client.Get(place));
        Assert.True(ProcessTree.IsAlive(next.Pid));
    }

    [Theory, Both]
    public async Task ItGivesThePortsBackWhenItFails(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started old = await Started.Ready(product, place.Good("    nbthread 1\n"));
        using TcpListener foreign = Foreign();

        Finished failed = await Finished.Run(
            product, "-db", "-f", More(place, foreign), "-sf", $"{old.Pid}");
        await old.Says("Resumed frontend fe.");

        Assert.Equal(1, failed.ExitCode);
        Assert.Contains("cannot bind socket", failed.Errors);
        Assert.Equal("200 ok", await Client.Get(place));
        Assert.DoesNotContain("stopped", old.Errors);
    }

    [Theory, Both]
    public async Task AFileThatIsWrongIsNoReasonToAskAnyone(Product product)
    {
        using Place place = new();
        await using Started old = await Started.Ready(product, place.Good("    nbthread 1\n"));
        string wrong = place.Write("wrong.cfg", place.Text("    bogus\n"));

        Finished failed = await Finished.Run(product, "-f", wrong, "-sf", $"{old.Pid}");
        old.Signal(ProcessTree.SigQuit);
        await old.Says("Total: "); // and by now it would have heard other signals

        Assert.Equal(1, failed.ExitCode);
        Assert.DoesNotContain("Paused", old.Errors);
        Assert.DoesNotContain("stopped", old.Errors);
        Assert.True(Sockets.Accepts(place));
    }

    /// <summary>Somebody who shares no port.</summary>
    private static TcpListener Foreign()
    {
        TcpListener foreign = new(IPAddress.Loopback, 0);
        foreign.Start();
        return foreign;
    }

    /// <summary>The good configuration, and that port beside.</summary>
    private static string More(Place place, TcpListener foreign) => place.Write("more.cfg", place.Text("")
        .Replace("    default_backend", $"    bind {foreign.LocalEndpoint}\n    default_backend",
            StringComparison.Ordinal));
}
