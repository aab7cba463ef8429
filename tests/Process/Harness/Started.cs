using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Harness;

/// <summary>
/// A command that runs, with what it prints. Whatever it leaves behind is killed when the test ends.
/// </summary>
internal sealed class Started : IAsyncDisposable
{
    private readonly System.Diagnostics.Process _process;
    private readonly Printed _output;
    private readonly Printed _errors;
    private readonly HashSet<int> _family = [];

    private Started(System.Diagnostics.Process process)
    {
        _process = process;
        _output = new Printed(process.StandardOutput);
        _errors = new Printed(process.StandardError);
    }

    public int Pid => _process.Id;

    /// <summary>The process and everything below it that runs.</summary>
    public IReadOnlyList<int> Family
    {
        get
        {
            List<int> now = [.. ProcessTree.Of(Pid).Where(ProcessTree.IsAlive)];
            _family.UnionWith(now);
            return now;
        }
    }

    public string Errors => _errors.Text;

    public static Started Run(string program, params IEnumerable<string> words)
    {
        ProcessStartInfo start = new(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        return new Started(System.Diagnostics.Process.Start(start)!);
    }

    /// <summary>
    /// Runs a balancer in the foreground, and returns when it listens on <paramref name="place"/>'s port.
    /// </summary>
    public static async Task<Started> Serve(string program, Place place, params IEnumerable<string> words)
    {
        Started started = Run(program, words);
        await started.Listens(place);
        return started;
    }

    /// <summary>The good configuration, with these lines in <c>global</c>, in the foreground.</summary>
    public static Task<Started> Foreground(Product product, Place place, string global = "") =>
        Serve(Binaries.PathOf(product), place, "-db", "-f", place.Good(global));

    /// <summary>The same, all of its processes being ready: what dies from here on is replaced.</summary>
    public static Task<Started> WholeFamily(Product product, Place place, string global = "") =>
        Ready(product, place.Good(global));

    /// <summary>Runs a file in the foreground, and returns when all processes are ready.</summary>
    public static Task<Started> Ready(Product product, string file) => Ready(Binaries.PathOf(product), file);

    /// <param name="io">The backend to ask for; empty leaves the choice to the program.</param>
    public static async Task<Started> Ready(string program, string file, string io = "")
    {
        string[] words = ["-db", "-V", "-f", file];
        Started started = io.Length == 0
            ? Run(program, words)
            : Run("/usr/bin/env", [$"WEIR_IO={io}", program, .. words]);
        await started._output.Holds("Using epoll() as the polling mechanism.");
        return started;
    }

    public Task Listens(Place place) => Patience.Until(
        () => _process.HasExited || Sockets.Listening(place.Port) > 0,
        () => $"nobody listens on {place.Port}\n{Errors}");

    /// <summary>The first child of a role, as soon as it shows.</summary>
    public async Task<int> ChildOf(string role)
    {
        int found = 0;
        await Patience.Until(
            () => (found = Family.FirstOrDefault(pid => RoleOf(pid) == role)) > 0,
            () => $"there is no {role}\n{Errors}");
        return found;
    }

    /// <summary>The second word of a command line; empty for a process that is gone.</summary>
    public static string RoleOf(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').ElementAtOrDefault(1) ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    public void Signal(int signal) => ProcessTree.Signal(Pid, signal);

    /// <summary>Waits until standard error holds <paramref name="text"/>.</summary>
    public Task Says(string text) => _errors.Holds(text);

    /// <summary>Waits until standard output holds <paramref name="text"/>.</summary>
    public Task Prints(string text) => _output.Holds(text);

    /// <summary>Waits for the end of the process and of all that it prints.</summary>
    /// <param name="patience">How many times the usual patience, for what takes its time.</param>
    public async Task<Finished> End(int patience = 1)
    {
        using CancellationTokenSource clock = new(patience * Patience.Limit);
        try
        {
            await _process.WaitForExitAsync(clock.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"it does not end:\n{Errors}");
        }

        await Task.WhenAll(_output.Whole, _errors.Whole);
        return new Finished(_process.ExitCode, _output.Text, Errors);
    }

    /// <summary>Waits until every process that <see cref="Family"/> has ever shown is gone.</summary>
    public Task NobodyIsLeft() => Patience.Until(
        () => !_family.Any(ProcessTree.IsAlive),
        () => $"still alive: {string.Join(' ', _family.Where(ProcessTree.IsAlive))}\n{Errors}");

    public async ValueTask DisposeAsync()
    {
        _ = Family;
        foreach (int pid in _family.Where(ProcessTree.IsAlive)) ProcessTree.Signal(pid, ProcessTree.SigKill);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
