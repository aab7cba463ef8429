using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Process.Traffic;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Faults;

/// <summary>Whoever reads lines and messages is slow or stuck: lines are lost, requests are not.</summary>
public sealed class SlowReaders
{
    private const string Alone = "2.6 has no such processes";
    private const int Many = 2000; // lines: more than a pipe and every queue before it hold

    [Theory, Both]
    public async Task ASocketThatNobodyReadsLosesLinesOnly(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        string path = place.PathOf("log");
        using Socket socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        await using Started started = await Started.Serve(
            Binaries.PathOf(product), place, "-db", "-f", Logged(place, $"{path} local0"));
        await Visit(place, 300);
    }

    [Theory, WeirAlone("2.6 writes parts of lines")]
    public async Task APipeThatNobodyReadsLosesWholeLinesOnly(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        using FullPipe pipe = await FullPipe.In(place);
        await using Started started = Into(
            "exec \"$0\" -db -f \"$1\" >\"$2\"", product, Logged(place, "stdout format raw local0"), pipe);
        await started.Listens(place);
        await Visit(place, Many);
        Task<string> reading = pipe.ReadUntil(" /late ");
        while (!reading.IsCompleted) await Client.Get(place, "/late");
        string[] lines = (await reading).Split('\n');
        Assert.InRange(lines.Length, 100, Many); // some were lost
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith(" HTTP/1.1\"", line));
        Assert.All(lines.SkipLast(1), line => Assert.StartsWith("127.0.0.1:", line));
    }

    [Theory, WeirAlone(Alone)]
    public async Task AStuckReaderOfMessagesDoesNotStopTheMaster(Product product)
    {
        using Origin origin = new(answersAtOnce: true);
        using Place place = new() { Server = origin.Address };
        using FullPipe pipe = await FullPipe.In(place);
        await using Started started = Into(
            "exec \"$0\" -db -f \"$1\" 2>\"$2\"", product, place.Good("    nbthread 1\n"), pipe);
        await started.Listens(place);
        int worker = await started.ChildOf("worker");
        Assert.Equal("200 ok", await Client.Get(place));
        pipe.Fill();
        started.Signal(ProcessTree.SigQuit);
        ProcessTree.Signal(worker, ProcessTree.SigKill);
        await Patience.Until(
            () => started.Family.Any(pid => pid != worker && Started.RoleOf(pid) == "worker"),
            () => "the worker is not replaced");
        Assert.Equal("200 ok", await Client.Get(place));
        started.Signal(ProcessTree.SigUsr1);
        Assert.Equal(0, (await started.End()).ExitCode);
    }

    private static async Task Visit(Place place, int times)
    {
        for (int i = 0; i < times; i++) Assert.Equal("200 ok", await Client.Get(place));
    }

    private static Started Into(string script, Product product, string file, FullPipe pipe) =>
        Started.Run("/bin/sh", "-c", script, Binaries.PathOf(product), file, pipe.Path);

    private static string Logged(Place place, string target) => place.Write("logged.cfg", place
        .Text($"    nbthread 1\n    log {target}\n")
        .Replace("    mode http\n", "    mode http\n    log global\n    option httplog\n"));
}
