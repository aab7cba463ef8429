using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>
/// <c>-W</c>, and what <c>-Ws</c> tells a service manager, which is a socket of the test's own here.
/// </summary>
public sealed class MasterWorkerMode
{
    [Theory]
    [Both("")]
    [Both("@")]
    public async Task ItIsToldWhenConnectionsAreServed(Product product, string space)
    {
        using Place place = new();
        using Socket manager = Bind(place, space, out string name);

        await using Started started = Run(product, name, "-Ws", "-f", place.Good("    daemon\n"));
        string told = await Heard(manager, "READY=1");

        Assert.True(Sockets.Accepts(place));
        Assert.Contains($"MAINPID={started.Pid}", told.Split('\n'));
        Assert.True(ProcessTree.IsAlive(started.Pid)); // 'daemon' is ignored here
    }

    [Theory, WeirAlone("2.6 says so too, but its master loses signals while it becomes another image")]
    public async Task ItIsToldThatTheEndHasBegun(Product product)
    {
        using Place place = new();
        using Socket manager = Bind(place, "", out string name);
        await using Started started = Run(product, name, "-Ws", "-f", place.Good());
        await Heard(manager, "READY=1");

        started.Signal(ProcessTree.SigUsr1);

        await Heard(manager, "STOPPING=1");
        Assert.Equal(0, (await started.End()).ExitCode);
    }

    [Theory, WeirAlone("2.6 tells no text")]
    public async Task PeopleAreToldAsWell(Product product)
    {
        using Place place = new();
        using Socket manager = Bind(place, "", out string name);

        await using Started started = Run(product, name, "-Ws", "-f", place.Good());

        Assert.Contains("STATUS=Ready.", (await Heard(manager, "READY=1")).Split('\n'));
    }

    [Theory, WeirAlone("2.6's master may miss a signal while it starts", "-W"), Both("-db")]
    public async Task NobodyElseTellsIt(Product product, string mode)
    {
        using Place place = new();
        using Socket manager = Bind(place, "", out string name);
        await using Started started = Run(product, name, mode, "-f", place.Good());
        await started.Listens(place);
        await Patience.Until(() => Sockets.Accepts(place), () => started.Errors);

        started.Signal(ProcessTree.SigUsr1);
        await started.End();

        Assert.Equal(0, manager.Available);
    }

    [Theory, Both("/no/such/socket"), Both("relative"), Both("")]
    public async Task AManagerThatIsNotThereDoesNotMatter(Product product, string name)
    {
        using Place place = new();

        await using Started started = Run(product, name, "-Ws", "-f", place.Good());
        await started.Listens(place);

        Assert.True(Sockets.Accepts(place));
    }

    [Theory, Both("-W", ""), Both("-Ws", ""), Both("-f", "    master-worker\n")]
    public async Task ThePidFileIsWrittenInTheForegroundToo(Product product, string mode, string global)
    {
        using Place place = new();
        string pidFile = place.PathOf("pid");
        string path = place.Good(global);
        string[] words = mode == "-f" ? ["-p", pidFile, "-f", path] : [mode, "-p", pidFile, "-f", path];

        await using Started started = await Started.Serve(Binaries.PathOf(product), place, words);

        await Patience.Until(
            () => File.Exists(pidFile) && File.ReadAllText(pidFile) == $"{started.Pid}\n",
            () => started.Errors);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
            File.GetUnixFileMode(pidFile));
    }

    [Theory, Both]
    public async Task MasterWorkerModeGoesToTheBackgroundWhenToldTo(Product product)
    {
        using Place place = new();
        string pidFile = place.PathOf("pid");

        Finished ran = await Finished.Run(product, "-q", "-W", "-D", "-p", pidFile, "-f", place.Good());
        await Patience.Until( // 2.6's launcher may be gone before the number is written
            () => File.ReadAllText(pidFile).EndsWith('\n'), () => "there is no pid");
        int pid = int.Parse(File.ReadAllText(pidFile));
        int[] family = [.. ProcessTree.Of(pid)];
        ProcessTree.Signal(pid, ProcessTree.SigTerm);
        await Patience.Until(
            () => !Array.Exists(family, ProcessTree.IsAlive), () => $"{pid} is still alive");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains(pid, family);
    }

    private static Started Run(Product product, string name, params string[] words)
    {
        return Started.Run("/usr/bin/env", [$"NOTIFY_SOCKET={name}", Binaries.PathOf(product), .. words]);
    }

    private static Socket Bind(Place place, string space, out string name)
    {
        name = space + place.PathOf("notify");
        Socket manager = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(space.Length == 0 ? name : '\0' + name[1..]));
        return manager;
    }

    /// <summary>The first message with this line.</summary>
    private static async Task<string> Heard(Socket manager, string line)
    {
        byte[] room = new byte[4096];
        for (; ; )
        {
            int count = await Patience.For(
                async stop => await manager.ReceiveAsync(room, stop), () => $"nobody says {line}");
            string message = Encoding.UTF8.GetString(room, 0, count);
            if (message.Split('\n').AsSpan().Contains(line)) return message;
        }
    }
}
