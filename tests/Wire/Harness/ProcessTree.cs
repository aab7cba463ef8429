using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Weir.Tests.Wire.Harness;

/// <summary>A process and its descendants, as /proc shows them.</summary>
internal static partial class ProcessTree
{
    public const int SigHup = 1;
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;
    public const int SigUsr1 = 10;
    public const int SigTerm = 15;

    private const int Threads = 17; // among the fields after the name: proc(5), field 20
    public const int SigTtin = 21;
    public const int SigTtou = 22;

    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    /// <summary>The process and everything below it, itself first.</summary>
    public static List<int> Of(int root)
    {
        Dictionary<int, int> parents = [];
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int pid)) parents[pid] = ParentOf(pid);
        }

        List<int> tree = [root];
        for (int i = 0; i < tree.Count; i++)
        {
            tree.AddRange(parents.Where(pair => pair.Value == tree[i]).Select(pair => pair.Key));
        }

        return tree;
    }

    /// <summary>
    /// Running, that is: neither gone nor waiting to be reaped. A first thread that waits for others, which
    /// are on their way out, looks as if it had ended, and its sockets are still open.
    /// </summary>
    public static bool IsAlive(int pid) =>
        StatOf(pid) is { } stat && (stat[0] != "Z" || int.Parse(stat[Threads]) > 1);

    /// <summary>Weir's worker processes, by their command lines.</summary>
    public static bool IsWorker(int pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/cmdline").Contains("\0worker\0", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false; // gone meanwhile
        }
    }

    /// <summary>Open descriptors of all these processes together.</summary>
    public static int DescriptorsOf(IEnumerable<int> pids) => pids.Sum(pid =>
    {
        try
        {
            return Directory.GetFileSystemEntries($"/proc/{pid}/fd").Length;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    });

    /// <summary>
    /// Leaves a running process so many descriptors to open: its limit is set below the next one, see
    /// prlimit(2).
    /// </summary>
    /// <returns>The limit that it had.</returns>
    public static ulong LeaveDescriptors(int pid, int count)
    {
        HashSet<int> open = [.. Directory.GetFileSystemEntries($"/proc/{pid}/fd")
            .Select(path => int.Parse(Path.GetFileName(path)))];
        int limit = Enumerable.Range(0, int.MaxValue).Where(fd => !open.Contains(fd)).ElementAt(count);
        return SetDescriptorLimit(pid, (ulong)limit);
    }

    /// <summary>Sets the soft limit; the hard one stays, so that it can be raised again.</summary>
    /// <returns>The limit before.</returns>
    public static ulong SetDescriptorLimit(int pid, ulong limit) => SetLimit(pid, 7, limit); // RLIMIT_NOFILE

    /// <summary>The same for the address space: a running process can map nothing more.</summary>
    /// <returns>The limit before.</returns>
    public static ulong LeaveNoMemory(int pid)
    {
        const string Name = "VmSize:";
        string line = File.ReadLines($"/proc/{pid}/status")
            .First(one => one.StartsWith(Name, StringComparison.Ordinal));
        return SetMemoryLimit(pid, 1024 * ulong.Parse(line[Name.Length..^2]));
    }

    public static ulong SetMemoryLimit(int pid, ulong bytes) => SetLimit(pid, 9, bytes); // RLIMIT_AS

    private static ulong SetLimit(int pid, int resource, ulong limit)
    {
        ulong[] both = new ulong[2]; // soft, hard
        int result = ResourceLimit(pid, resource, null, both);
        ulong before = both[0];
        both[0] = limit;
        if ((result | ResourceLimit(pid, resource, both, null)) != 0)
        {
            throw new InvalidOperationException($"prlimit refuses to change process {pid}");
        }

        return before;
    }

    /// <summary>
    /// How often a process has gone to sleep by itself. One that turns in a circle never does.
    /// </summary>
    public static int SleepsOf(int pid)
    {
        const string Name = "voluntary_ctxt_switches:";
        string line = File.ReadLines($"/proc/{pid}/status")
            .First(one => one.StartsWith(Name, StringComparison.Ordinal));
        return int.Parse(line[Name.Length..]);
    }

    private static int ParentOf(int pid) => StatOf(pid) is { } stat ? int.Parse(stat[1]) : 0;

    /// <summary>
    /// The fields after the name, which may itself hold spaces and brackets: state, parent, ...
    /// </summary>
    private static string[]? StatOf(int pid)
    {
        try
        {
            string text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "prlimit")]
    private static partial int ResourceLimit(int pid, int resource, ulong[]? wanted, ulong[]? present);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);
}
