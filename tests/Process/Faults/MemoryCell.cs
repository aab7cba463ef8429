using System;
using System.IO;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Faults;

/// <summary>A memory control group of one test, of either version (cgroups(7)).</summary>
internal sealed class MemoryCell : IAsyncDisposable
{
    private const string First = "/sys/fs/cgroup/memory";
    private const string Second = "/sys/fs/cgroup";

    private readonly string _folder;
    private readonly bool _isFirst = Directory.Exists(First);

    private MemoryCell() =>
        _folder = Path.Combine(_isFirst ? First : Second, $"weir-test-{Guid.NewGuid():N}");

    public static bool CanBeMade
    {
        get
        {
            MemoryCell? cell = TryMake();
            if (cell is not null) Directory.Delete(cell._folder);
            return cell is not null;
        }
    }

    /// <summary>Whoever writes its number there is in the cell from then on, with its children.</summary>
    public string Members => Path.Combine(_folder, "cgroup.procs");

    /// <summary>Bytes in use by all members.</summary>
    public long Usage =>
        long.Parse(File.ReadAllText(PathOf(_isFirst ? "memory.usage_in_bytes" : "memory.current")));

    /// <summary>The cell, or null where none can be made.</summary>
    public static MemoryCell? TryMake()
    {
        MemoryCell cell = new();
        try
        {
            Directory.CreateDirectory(cell._folder);
            if (File.Exists(cell.PathOf(cell._isFirst ? "memory.limit_in_bytes" : "memory.max"))) return cell;
            Directory.Delete(cell._folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Not root, or no control groups in this box.
        }

        return null;
    }

    /// <summary>The most that the members may use together; who wants more is killed by the kernel.</summary>
    public void Limit(long bytes) => File.WriteAllText(
        PathOf(_isFirst ? "memory.limit_in_bytes" : "memory.max"), bytes.ToString());

    /// <summary>After its members have been ended.</summary>
    public async ValueTask DisposeAsync()
    {
        await Patience.Until(() => File.ReadAllText(Members).Length == 0, () => "somebody is left");
        Directory.Delete(_folder);
    }

    private string PathOf(string file) => Path.Combine(_folder, file);
}
