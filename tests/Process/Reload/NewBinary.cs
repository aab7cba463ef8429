using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Reload;

/// <summary>
/// USR2 after the file on disk was replaced: the master becomes the new image, and nobody notices.
/// </summary>
public sealed class NewBinary
{
    private const string Alone = "2.6 has no such master";
    private const int Clients = 50;

    [Theory, WeirAlone(Alone)]
    public async Task UnderLoadNothingIsLost(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        string copy = Copy(product, place);
        await using Started weir = await Started.Ready(copy, place.Good("    nbthread 2\n"));
        Tally tally = new();
        using CancellationTokenSource stop = new();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(
            one => new KeptClient(place.Endpoint, $"c{one}", tally).Run(stop.Token))];

        for (int round = 0; round < 3; round++)
        {
            int answered = tally.Answered;
            await Patience.Until(() => tally.Answered > answered + Clients, tally.ToString);
            int[] before = [.. weir.Family];
            Replace(product, copy);
            weir.Signal(Reloads.SigUsr2);
            await Patience.Until(
                () => !before.Any(pid => pid != weir.Pid && ProcessTree.IsAlive(pid)),
                () => $"the former processes stay\n{weir.Errors}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(clients);
        Assert.Empty(tally.Faults);
        Assert.Equal(tally.Sent, tally.Answered);
        Assert.Equal(tally.Sent, server.Requests);
        Assert.Equal(0, server.Repeated);
        Assert.Equal(4, weir.Family.Count);
        Assert.DoesNotContain("ALERT", weir.Errors, StringComparison.Ordinal);
    }

    [Theory, WeirAlone(Alone)]
    public async Task WhatRunsEndsWhereItBegan(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        string copy = Copy(product, place);
        await using Started weir = await Started.Ready(copy, place.Good("    nbthread 1\n"));
        await using Held held = await Held.Begin(place.Endpoint, server, pieces: 4);
        int worker = await weir.ChildOf("worker");

        Replace(product, copy);
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("Loading success.");

        Assert.True(ProcessTree.IsAlive(worker));
        Assert.Equal("", await held.Move());
        Assert.Equal("", await held.End());
        await weir.Says($"Former worker ({worker}) exited with code 0 (Exit)");
    }

    [Theory, WeirAlone(Alone)]
    public async Task AnImageThatDoesNotRunReplacesNothing(Product product)
    {
        using EchoServer server = new("a");
        using Place place = new() { Server = server.Address };
        string copy = Copy(product, place);
        await using Started weir = await Started.Ready(copy, place.Good("    nbthread 1\n"));
        int worker = await weir.ChildOf("worker");

        File.Delete(copy);
        File.WriteAllText(copy, "#!/bin/sh\nexit 3\n");
        File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        weir.Signal(Reloads.SigUsr2);
        await weir.Says("does not accept the configuration (code 3, Exit).");
        await weir.Says("Loading failure!");

        Assert.True(ProcessTree.IsAlive(worker));
        using Traffic.Client client = Traffic.Client.Ask(place);
        Assert.StartsWith("200 ", await client.Answer(), StringComparison.Ordinal);
    }

    internal static string Copy(Product product, Place place) =>
        Binaries.CopyOf(product, place.PathOf("haproxy"));

    /// <summary>As a package manager does: the new file is renamed onto the old one.</summary>
    internal static void Replace(Product product, string copy)
    {
        File.Move(Binaries.CopyOf(product, $"{copy}.new"), copy, overwrite: true);
    }
}
