using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A root shell on a machine of the guide, to type its commands into as they stand there: <c>haproxy</c> is
/// found, <c>/etc/haproxy</c> and <c>/var/run</c> are this test's own.
/// </summary>
internal sealed class Shell : IAsyncDisposable
{
    private readonly Process _bash;
    private readonly string _folder = Directory.CreateTempSubdirectory("weir-shell-").FullName;

    private Shell(NetworkSpace space)
    {
        string bin = Path.Combine(_folder, "bin");
        Directory.CreateDirectory(bin);
        File.CreateSymbolicLink(Path.Combine(bin, "haproxy"), Binaries.Weir);
        ProcessStartInfo start = new("unshare", ["--mount", "--propagation", "private", "bash"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH");
        _bash = space.Launch(start);
    }

    /// <summary>
    /// Opens one. Its folders are empty but for <paramref name="text"/> as <paramref name="file"/>.
    /// </summary>
    /// <param name="space">The machine's network.</param>
    /// <param name="file">A path below <c>/etc/haproxy</c>.</param>
    /// <param name="text">What stands in it.</param>
    public static async Task<Shell> Open(NetworkSpace space, string file, string text)
    {
        Shell shell = new(space);
        string etc = Path.Combine(shell._folder, "etc");
        string run = Path.Combine(shell._folder, "run");
        Directory.CreateDirectory(etc);
        Directory.CreateDirectory(run);
        File.WriteAllText(Path.Combine(etc, Path.GetFileName(file)), text);
        // /var/run is a link to /run on the box that the tests run on, too.
        string made = await shell.Type(
            $"mkdir -p /etc/haproxy && mount --bind {etc} /etc/haproxy && mount --bind {run} /run 2>&1");
        return made.EndsWith("[0]", StringComparison.Ordinal)
            ? shell
            : throw new InvalidOperationException("no folders of its own: " + made);
    }

    /// <summary>What stands in a file below <c>/var/run</c>.</summary>
    public string ReadRun(string name) => File.ReadAllText(RunPath(name));

    /// <summary>A file below <c>/var/run</c>, as others see it.</summary>
    public string RunPath(string name) => Path.Combine(_folder, "run", name);

    /// <summary>
    /// Types a command; what it and its children printed, and its exit status in brackets: <c>[0]</c>. Ends
    /// when nobody of them holds the shell's output any more.
    /// </summary>
    public async Task<string> Type(string command)
    {
        string mark = Guid.NewGuid().ToString("n");
        // The pipe through cat ends only with the last who has its other end.
        await _bash.StandardInput.WriteLineAsync($"{{ {command}\necho \"[$?]\"; }} 2>&1 | cat; echo {mark}");
        await _bash.StandardInput.FlushAsync();
        string said = "";
        while (true)
        {
            string? line = await Patience.For(
                stop => new ValueTask<string?>(_bash.StandardOutput.ReadLineAsync(stop).AsTask()),
                () => $"'{command}' does not end; so far: {said}");
            if (line is null || line == mark) return said.TrimEnd('\n');
            said += line + "\n";
        }
    }

    public async ValueTask DisposeAsync()
    {
        _bash.StandardInput.Close();
        await _bash.WaitForExitAsync();
        _bash.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
