using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Weir.Tests.Wire.Counts;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// One running balancer in the foreground, with what it printed. Stopped by pid; nothing of it may be left.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _errors = new();
    private readonly PoolDumps _dumps = new();
    private string? _temporary;

    private Balancer(Product product, Process process)
    {
        Product = product;
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_out, line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            if (!_dumps.Take(line.Data)) Keep(_errors, line.Data);
        };
    }

    public Product Product { get; }

    public int Pid => _process.Id;

    public string Output => Read(_out);

    /// <summary>What it said on descriptor 2, without the dumps that tests have asked for.</summary>
    public string Errors => Read(_errors);

    /// <summary>The process and its children: master, keeper, workers.</summary>
    public IReadOnlyList<int> Processes => ProcessTree.Of(Pid);

    /// <summary>The process that carries the traffic: the only worker, or haproxy itself.</summary>
    public int Carrier => Product == Product.Haproxy ? Pid : Processes.Single(IsWorker);

    public int Descriptors => ProcessTree.DescriptorsOf(Processes);

    /// <summary>Keeper and worker have a loop: they have opened nearly all that they keep.</summary>
    public bool AreChildrenUp =>
        Product == Product.Haproxy || Processes.Count(pid => pid != Pid && HasLoop(pid)) >= 2;

    /// <summary>
    /// Starts on a configuration and returns when every listener listens. That is read from the kernel: a
    /// connection to find out would be counted, logged and balanced.
    /// </summary>
    public static async Task<Balancer> Start(
        Product product, string configuration, IEnumerable<IPEndPoint> listeners, string mode = "-db")
    {
        string file = Path.Combine(Path.GetTempPath(), $"weir-wire-{Guid.NewGuid():n}.cfg");
        await File.WriteAllTextAsync(file, configuration);
        Balancer balancer = await StartOn(product, [file], listeners, start => Process.Start(start)!, mode);
        balancer._temporary = file;
        return balancer;
    }

    /// <summary>Starts on files as they are.</summary>
    /// <param name="product">Which program.</param>
    /// <param name="files">Its configuration, one <c>-f</c> for each.</param>
    /// <param name="listeners">Where it must listen before this returns.</param>
    /// <param name="launch">Starts a process, in a network of the test's own where it has one.</param>
    /// <param name="mode">In the foreground; <c>-d</c> shows what passes besides.</param>
    public static async Task<Balancer> StartOn(
        Product product,
        IReadOnlyList<string> files,
        IEnumerable<IPEndPoint> listeners,
        Func<ProcessStartInfo, Process> launch,
        string mode = "-db")
    {
        string program = Binaries.PathOf(product);
        if (!File.Exists(
            program)) throw new FileNotFoundException("build it first: bash native/build.sh", program);
        ProcessStartInfo start = new(program, [mode, .. files.SelectMany(file => new[] { "-f", file })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        Balancer balancer = new(product, launch(start));
        balancer._process.BeginOutputReadLine();
        balancer._process.BeginErrorReadLine();
        IPEndPoint[] awaited = [.. listeners];
        await Patience.Until(
            () => balancer._process.HasExited || awaited.All(balancer.Listens),
            () => $"{product} does not listen\n{TextOf(files)}\n{balancer.Errors}");
        if (!balancer._process.HasExited) return balancer;
        await balancer._process.WaitForExitAsync();
        throw new InvalidOperationException(
            $"{product} ended with {balancer._process.ExitCode}\n{TextOf(files)}\n{balancer.Errors}");
    }

    /// <summary>
    /// What it holds now. Haproxy's pools keep what the last events have touched, so that only its
    /// descriptors are counted.
    /// </summary>
    public async Task<Holdings> Held()
    {
        // In this order: a connection that the dump does not count any more has lost its descriptor.
        Holdings pools = default;
        if (Product == Product.Weir)
        {
            ProcessTree.Signal(Pid, ProcessTree.SigQuit);
            pools = await _dumps.Next();
        }

        return pools with { Descriptors = Descriptors };
    }

    /// <summary>
    /// Everything that a test made it open or take is given back. Haproxy, whose pools tell nothing, may have
    /// been counted while it still held the descriptor of something that was over.
    /// </summary>
    public async Task ExpectHeld(Holdings wanted)
    {
        Holdings now = default;
        await Patience.Until(
            async () =>
            {
                now = await Held();
                return Product == Product.Weir ? now == wanted : now.IsWithin(wanted);
            },
            () => $"held: {now}\ninstead of: {wanted}\n{Errors}");
    }

    /// <summary>Waits until it has complained of <paramref name="text"/>.</summary>
    public Task Complains(string text) => Patience.Until(
        () => Errors.Contains(text, StringComparison.Ordinal), () => $"no word of: {text}\n{Errors}");

    public async ValueTask DisposeAsync()
    {
        IReadOnlyList<int> family = Processes;
        ProcessTree.Signal(Pid, ProcessTree.SigTerm);
        try
        {
            await Patience.Until(
                () => _process.HasExited && !family.Any(ProcessTree.IsAlive),
                () => $"alive after TERM: {string.Join(' ', family.Where(ProcessTree.IsAlive))}\n{Errors}");
        }
        finally
        {
            foreach (
                int pid in family.Where(ProcessTree.IsAlive)) ProcessTree.Signal(pid, ProcessTree.SigKill);
            _process.Dispose();
            if (_temporary is not null) File.Delete(_temporary);
        }
    }

    /// <summary>Somebody listens there, in the network that process <paramref name="pid"/> is in.</summary>
    public static bool IsListening(IPEndPoint endpoint, string pid = "self")
    {
        byte[] address = endpoint.Address.GetAddressBytes();
        string own = $"{BitConverter.ToUInt32(address):X8}:{endpoint.Port:X4} 00000000:0000 0A";
        return File.ReadAllText($"/proc/{pid}/net/tcp").Contains(own, StringComparison.Ordinal);
    }

    private static bool HasLoop(int pid) => Directory.EnumerateFiles($"/proc/{pid}/fd").Any(
        static path => new FileInfo(path).LinkTarget is { } target
            && (target.EndsWith("[eventpoll]", StringComparison.Ordinal)
                || target.EndsWith("[io_uring]", StringComparison.Ordinal)));

    private bool Listens(IPEndPoint endpoint)
    {
        try
        {
            return IsListening(endpoint, Pid.ToString());
        }
        catch (IOException)
        {
            return false; // it has just ended
        }
    }

    private static string TextOf(IEnumerable<string> files) =>
        string.Join('\n', files.Select(File.ReadAllText));

    private static bool IsWorker(int pid) =>
        File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').ElementAtOrDefault(1) == "worker";

    private static void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;
        lock (text) text.AppendLine(line);
    }

    private static string Read(StringBuilder text)
    {
        lock (text) return text.ToString();
    }
}
