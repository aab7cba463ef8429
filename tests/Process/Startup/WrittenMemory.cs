using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>A limit on memory that the operator wrote (-m): what does not fit is answered.</summary>
public sealed class WrittenMemory
{
    private const int Megabytes = 32;
    private const int Clients = 1500; // each with a kept head of 16 KiB: they would fill 24 MB

    [Theory, WeirAlone("2.6 limits its address space")]
    public async Task ClientsThatFillItAreSentAwayAndTheNextIsServed(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        await using Started weir = await Started.Serve(
            Binaries.PathOf(product), place,
            "-db", "-m", $"{Megabytes}", "-n", $"{Clients}", "-f", place.Good("    nbthread 1\n"));
        byte[] part = [.. "GET / HTTP/1.1\r\nX: "u8, .. Enumerable.Repeat((byte)'x', 3000)];
        List<Socket> clients = [];
        for (int i = 0; i < Clients; i++)
        {
            clients.Add(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
            clients[^1].Connect(place.Endpoint);
            clients[^1].Send(part);
        }

        // The last one may still be on its way to the end that it will have.
        Assert.StartsWith("HTTP/1.1 500 ", await Answer(clients[^1]));
        Assert.InRange(KibOf(weir), 1, Megabytes * 1024);
        int held = clients.Count(static client => !client.Poll(0, SelectMode.SelectRead));
        Assert.InRange(held, Clients / 10, Clients - 1);
        clients.ForEach(static client => client.Dispose());
        await Patience.Until(
            async () => await Client.Get(place) == "200 ok", () => "the memory does not come back");
    }

    [Theory]
    [WeirAlone("2.6 limits its address space", "-m 1", "-m 1 is too little: ")]
    [WeirAlone("2.6 limits its address space", "-m 13 -n 3000", "3000 connections need ")]
    [WeirAlone("2.6 ends on a bad address", "-m much", "'much' is not a number")]
    public async Task TooLittleOfItEndsTheStart(Product product, string words, string message)
    {
        using Place place = new();
        string file = place.Good("    nbthread 1\n    no strict-limits\n");
        Finished ran = await Finished.Run(product, ["-db", "-f", file, .. words.Split(' ')]);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains(message, ran.Errors);
    }

    private static async Task<string> Answer(Socket client)
    {
        byte[] bytes = new byte[1000];
        int count = await Patience.For(
            async stop => await client.ReceiveAsync(bytes, SocketFlags.None, stop), () => "no answer");
        return System.Text.Encoding.Latin1.GetString(bytes, 0, count);
    }

    /// <summary>What all processes hold, what they share with others divided among these.</summary>
    private static int KibOf(Started weir) => weir.Family.Append(weir.Pid).Sum(static pid => File
        .ReadLines($"/proc/{pid}/smaps_rollup")
        .Where(static line => line.StartsWith("Pss:", StringComparison.Ordinal))
        .Sum(static line => int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])));
}
