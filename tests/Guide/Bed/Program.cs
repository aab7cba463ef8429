using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Bed;

/// <summary>A program of Debian's in a test's network, in the foreground, ended with the test.</summary>
internal sealed class Program : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _said;

    private Program(NetworkSpace space, string name, string[] words)
    {
        string path =
            Binaries.Find(name) ?? throw new FileNotFoundException("tests/run.sh installs it", name);
        _process = space.Launch(new ProcessStartInfo(path, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        Task<string>[] both =
            [_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync()];
        _said = Task.WhenAll(both).ContinueWith(said => string.Concat(said.Result), TaskScheduler.Default);
    }

    /// <summary>Returns when it listens at <paramref name="place"/>.</summary>
    public static async Task<Program> Serve(
        NetworkSpace space, string place, string name, params string[] words)
    {
        Program program = new(space, name, words);
        IPEndPoint endpoint = IPEndPoint.Parse(place);
        string pid = program._process.Id.ToString();
        try
        {
            await Patience.Until(
                () => program._process.HasExited || Balancer.IsListening(endpoint, pid),
                () => $"{name} does not listen at {place}");
            if (!program._process.HasExited) return program;
            throw new InvalidOperationException($"{name}: {await program._said}");
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs it to its end; what it printed.</summary>
    public static async Task<string> Run(NetworkSpace space, string name, params string[] words)
    {
        await using Program program = new(space, name, words);
        program._process.StandardInput.Close();
        return await Patience.For(
            stop => new ValueTask<string>(program._said.WaitAsync(stop)), () => $"{name} does not end");
    }

    public async ValueTask DisposeAsync()
    {
        // TERM: a program with children ends them first.
        ProcessTree.Signal(_process.Id, ProcessTree.SigTerm);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
