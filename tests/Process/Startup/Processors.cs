using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;
using Xunit;

namespace Weir.Tests.Process.Startup;

/// <summary>
/// Where who serves may run. The first processor is on every machine; the last is another one or the same.
/// </summary>
public sealed class Processors
{
    private const string NotHeeded = "2.6.12 does not heed such a line, though its manual says so";

    private static readonly string s_last =
        (System.Environment.ProcessorCount - 1).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [Theory]
    [Both("cpu-map 1/all 0", "0 0")]
    [WeirAlone(NotHeeded, "cpu-map 1 0", "0 0")]
    [WeirAlone(NotHeeded, "cpu-map 1/1 0\n    cpu-map 1/2 LAST", "0 LAST")]
    [WeirAlone(NotHeeded, "cpu-map auto:1/1-1 LAST\n    cpu-map 1/2 0", "0 LAST")]
    [Both("cpu-map 1/all 0\n    cpu-map 1/1-2 LAST", "LAST LAST")]
    public async Task WorkersRunWhereTheLinesSay(Product product, string lines, string expected)
    {
        using Place place = new();
        string global = $"    nbthread 2\n    {lines.Replace("LAST", s_last)}\n";

        await using Started started = await Started.Foreground(product, place, global);

        string[] wanted = [.. expected.Replace("LAST", s_last).Split(' ').Order()];
        await Patience.Until(
            () => wanted.SequenceEqual(Seen(product, started)),
            () => string.Join(' ', Seen(product, started)));
    }

    [Theory, WeirAlone("nbproc is gone in 2.6")]
    public async Task AProcessOfOldIsAWorker(Product product)
    {
        using Place place = new();
        string global = $"    nbproc 2\n    cpu-map 1 0\n    cpu-map 2 {s_last}\n";

        await using Started started = await Started.Foreground(product, place, global);

        await Patience.Until(
            () => Seen(product, started).SequenceEqual(["0", s_last]),
            () => string.Join(' ', Seen(product, started)));
    }

    /// <summary>By worker or thread, sorted.</summary>
    private static IEnumerable<string> Seen(Product product, Started started)
    {
        IEnumerable<string> folders = product == Product.Haproxy
            ? Directory.GetDirectories($"/proc/{started.Pid}/task")
            : started.Family.Where(ProcessTree.IsWorker).Select(pid => $"/proc/{pid}/task/{pid}");
        return folders
            .Select(static folder => ProcFile.Line($"{folder}/status", "Cpus_allowed_list:"))
            .Order();
    }
}
