using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Life;

/// <summary>In the background: when the launcher leaves, what it leaves behind, and the pid file.</summary>
public sealed class Daemon
{
    [Theory]
    [Both("-D", "")]
    [Both("-q", "    daemon\n")]
    public async Task TheLauncherLeavesWithZeroWhenThePortIsBound(
        Product product, string option, string global)
    {
        using Place place = new();
        string pidFile = place.PathOf("pid");

        Finished ran = await Finished.Run(product, option, "-p", pidFile, "-f", place.Good(global));

        // Read before anything else: both were promised by the launcher's exit code.
        bool accepts = Sockets.Accepts(place);
        int pid = PidIn(pidFile);
        try
        {
            Assert.Equal((0, "", ""), (ran.ExitCode, ran.Output, ran.Errors));
            Assert.True(accepts);
            Assert.True(ProcessTree.IsAlive(pid));
        }
        finally
        {
            await Stop(pid);
        }
    }

    [Theory, Both]
    public async Task ItLeadsASessionAndHoldsNoTerminal(Product product)
    {
        using Place place = new();
        await Finished.Run(product, "-D", "-p", place.PathOf("pid"), "-f", place.Good());
        int pid = PidIn(place.PathOf("pid"));
        try
        {
            // 2.6 lets its launcher go first and turns away from the terminal then.
            await Patience.Until(
                () => SessionOf(pid) == pid && DescriptorOf(pid, "2") == "/dev/null",
                () => $"session {SessionOf(pid)}, errors to {DescriptorOf(pid, "2")}");
            foreach (int member in ProcessTree.Of(pid))
            {
                Assert.All(["0", "1", "2"], fd => Assert.Equal("/dev/null", DescriptorOf(member, fd)));
            }
        }
        finally
        {
            await Stop(pid);
        }

        await Sockets.Expect(place, 0);
    }

    [Theory, Both]
    public async Task LogLinesToStdoutDoNotHoldTheLaunchersPipe(Product product)
    {
        using Place place = new();
        string text = place.Text("    log stdout format raw local0\n")
            .Replace("    mode http\n", "    mode http\n    log global\n", StringComparison.Ordinal);
        string path = place.Write("stdout.cfg", text);

        // Ends only when everybody has closed what the launcher printed to.
        Finished ran = await Finished.Run(product, "-D", "-p", place.PathOf("pid"), "-f", path);
        await Stop(PidIn(place.PathOf("pid")));

        Assert.Equal(0, ran.ExitCode);
    }

    [Theory, WeirAlone("2.6 has no such processes")]
    public async Task AChildsDeathGoesToTheLogTargets(Product product)
    {
        using Place place = new();
        using Socket log = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        log.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        string path = place.Good($"    nbthread 1\n    log {log.LocalEndPoint} local0\n");
        await Finished.Run(product, "-D", "-p", place.PathOf("pid"), "-f", path);
        int pid = PidIn(place.PathOf("pid"));
        try
        {
            int worker = ProcessTree.Of(pid).Single(one => Started.RoleOf(one) == "worker");
            ProcessTree.Signal(worker, ProcessTree.SigKill);

            Assert.EndsWith(
                $"haproxy[{pid}]: Current worker ({worker}) exited with code 137 (Killed)\n",
                await Received(log));
            Assert.Matches(@"^<133>.* haproxy\[\d+\]: New worker \(\d+\) started\n$", await Received(log));
        }
        finally
        {
            await Stop(pid);
        }
    }

    [Theory, Both]
    public async Task ItsCommandLineStaysWhatWasTyped(Product product)
    {
        using Place place = new();
        string[] words = ["-D", "-p", place.PathOf("pid"), "-f", place.Good()];
        await Finished.Run(product, words);
        int pid = PidIn(place.PathOf("pid"));
        try
        {
            string[] shown = (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).TrimEnd('\0').Split('\0');
            Assert.Equal([Binaries.PathOf(product), .. words], shown);
        }
        finally
        {
            await Stop(pid);
        }
    }

    [Theory, Both]
    public async Task ThePidFileIsReplacedAndReadableByAll(Product product)
    {
        using Place place = new();
        string pidFile = place.Write("pid", "old\ntext\nof more lines\n");
        File.SetUnixFileMode(pidFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await Finished.Run(product, "-D", "-p", pidFile, "-f", place.Good());
        int pid = PidIn(pidFile);
        await Stop(pid);

        Assert.Equal($"{pid}\n", await File.ReadAllTextAsync(pidFile));
        Assert.True(File.GetUnixFileMode(pidFile).HasFlag(UnixFileMode.OtherRead));
    }

    [Theory, Both]
    public async Task APidFileThatCannotBeWrittenIsAnError(Product product)
    {
        using Place place = new();
        string pidFile = place.PathOf("no/such/folder/pid");

        Finished ran = await Finished.Run(product, "-D", "-p", pidFile, "-f", place.Good());

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"Cannot create pidfile {pidFile}", ran.Errors);
        await Sockets.Expect(place, 0);
    }

    [Theory, Both]
    public async Task TheForegroundWritesNoPidFile(Product product)
    {
        using Place place = new();
        string pidFile = place.PathOf("pid");
        string[] words = ["-db", "-p", pidFile, "-f", place.Good()];

        await using Started weir = await Started.Serve(Binaries.PathOf(product), place, words);
        weir.Signal(ProcessTree.SigTerm);
        await weir.End();

        Assert.False(File.Exists(pidFile));
    }

    [Theory, WeirAlone("its own variable")]
    public async Task TheDaemonsVariableCannotBeSetByHand(Product product)
    {
        using Place place = new();
        string[] words = [$"WEIR_LAUNCHED=100", Binaries.PathOf(product), "-f", place.Good()];

        await using Started weir = Started.Run("/usr/bin/env", words);
        Finished ran = await weir.End();

        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("WEIR_LAUNCHED", ran.Errors);
    }

    private static async Task<string> Received(Socket log)
    {
        byte[] room = new byte[2048];
        int count = await Patience.For(
            async stop => await log.ReceiveAsync(room, stop), () => "nothing is logged");
        return Encoding.UTF8.GetString(room, 0, count);
    }

    private static int PidIn(string path) =>
        int.Parse(File.ReadAllText(path).TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture);

    private static async Task Stop(int pid)
    {
        int[] family = [.. ProcessTree.Of(pid)];
        ProcessTree.Signal(pid, ProcessTree.SigTerm);
        await Patience.Until(
            () => !family.Any(ProcessTree.IsAlive),
            () => $"still alive: {string.Join(' ', family.Where(ProcessTree.IsAlive))}");
    }

    private static string? DescriptorOf(int pid, string number) =>
        File.ResolveLinkTarget($"/proc/{pid}/fd/{number}", returnFinalTarget: false)?.FullName;

    private static int SessionOf(int pid)
    {
        string text = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }
}
