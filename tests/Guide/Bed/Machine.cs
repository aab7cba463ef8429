using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>
/// A root shell that commands are written to. It is a machine's first process where the machine has
/// processes of its own: whoever looks for a program by its name then finds what runs there, and nothing
/// of other tests.
/// </summary>
internal sealed class Machine : IAsyncDisposable
{
    // Comes before the status of a command that has ended.
    private const string Mark = "status=";

    private readonly Process _shell;
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="launch">Starts a process in the machine's network.</param>
    /// <param name="ownProcesses">It sees its own processes only, and they end with it.</param>
    public Machine(Func<ProcessStartInfo, Process> launch, bool ownProcesses)
    {
        string[] words = ownProcesses
            ? ["unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "bash"]
            : ["bash"];
        _shell = launch(new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        });
        HasOwnProcesses = ownProcesses;
        _shell.StandardInput.Write("exec 2>&1\n");
    }

    public bool HasOwnProcesses { get; }

    /// <summary>Runs one command to its end, or one that goes on beside the shell. Its status.</summary>
    public async Task<int> Run(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _shell.StandardInput.WriteAsync($"{command}\necho {Mark}$?\n");
            await _shell.StandardInput.FlushAsync();
            while (true)
            {
                string? line = await Patience.For(
                    stop => _shell.StandardOutput.ReadLineAsync(stop), () => $"it does not end: {command}");
                if (line is null) throw new InvalidOperationException($"the shell ended at: {command}");
                if (line.StartsWith(Mark, StringComparison.Ordinal)) return int.Parse(line[Mark.Length..]);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        List<int> family = ProcessTree.Of(_shell.Id);
        try
        {
            if (!HasOwnProcesses) await Run("kill $(jobs -p); wait");
        }
        finally
        {
            // Where it is the first process, all others end when it does.
            foreach (int pid in family) ProcessTree.Signal(pid, ProcessTree.SigKill);
            await _shell.WaitForExitAsync();
            _shell.Dispose();
            _turn.Dispose();
        }
    }
}
