using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Faults;

/// <summary>A box with too little memory for what clients ask: the kernel takes a worker.</summary>
public sealed class LittleMemory
{
    private const int Clients = 800; // who do not read: each holds a buffer
    private const string Inside = "echo $$ >\"$2\" && exec \"$0\" -db -f \"$1\"";
    private const long Spare = 1_000_000; // bytes: no more than some of these buffers

    [CellFact]
    public async Task AWorkerThatTheKernelKillsIsReplacedAndTheOthersLive()
    {
        using Place origins = new();
        await using Started origin =
            Started.Run(Binaries.Weir, "origin", "--listen", $"127.0.0.1:{origins.Port}");
        await origin.Prints("A listens on");
        using Place place = new() { Server = $"127.0.0.1:{origins.Port}" };
        string text = place.Text("    nbthread 1\n").Replace("maxconn 100", $"maxconn {2 * Clients}");
        string file = place.Write("little.cfg", text);
        await using MemoryCell cell = MemoryCell.TryMake()!;
        await using Started weir = Started.Run(
            "/bin/sh", "-c", Inside, Binaries.Weir, file, cell.Members);
        await weir.Listens(place);
        int worker = await weir.ChildOf("worker");
        int keeper = await weir.ChildOf("keeper");
        await Served(place);

        cell.Limit(cell.Usage + Spare);
        List<Socket> crowd = [];
        for (int i = 0; i < Clients; i++) crowd.Add(Ask(place));
        await weir.Says($"Current worker ({worker}) exited with code 137 (Killed)");
        foreach (Socket client in crowd) client.Dispose();
        await Served(place);
        Assert.True(ProcessTree.IsAlive(weir.Pid));
        Assert.True(ProcessTree.IsAlive(keeper));
    }

    private static Task Served(Place place) => Patience.Until(
        async () => await Client.Get(place) == "200 hello from A\n", () => "nobody serves");

    private static Socket Ask(Place place)
    {
        Socket client = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.ReceiveBufferSize = 4096;
        client.Connect(place.Endpoint);
        client.Send(Encoding.Latin1.GetBytes("GET /size/10000000 HTTP/1.1\r\nHost: a\r\n\r\n"));
        return client;
    }
}
