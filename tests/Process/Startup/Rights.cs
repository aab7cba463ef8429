using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Weir.Tests.Process.Harness;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Process.Startup;

/// <summary>As whom a process runs, in which root folder, on which processors: as /proc shows it.</summary>
/// <param name="User">Real, effective, saved and file system user, one number when they are one.</param>
/// <param name="Group">The same of groups.</param>
/// <param name="Groups">Supplementary groups.</param>
/// <param name="Root">What it sees as /.</param>
internal sealed record Rights(string User, string Group, string Groups, string Root)
{
    /// <summary>Null for a process that is gone.</summary>
    public static Rights? Of(int pid)
    {
        try
        {
            string root = File.ResolveLinkTarget($"/proc/{pid}/root", returnFinalTarget: false)!.FullName;
            return new Rights(Ids(pid, "Uid:"), Ids(pid, "Gid:"), Line(pid, "Groups:"), root);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The rest of a line of /proc/PID/status.</summary>
    public static string Line(int pid, string name) => ProcFile.Line($"/proc/{pid}/status", name);

    /// <summary>The processes that touch traffic: all but the master; haproxy has but one.</summary>
    public static List<int> Serving(Product product, Started started) =>
        [.. started.Family.Where(pid => product == Product.Haproxy || pid != started.Pid)];

    /// <summary>Waits until all that touch traffic have these rights.</summary>
    public async Task Hold(Product product, Started started)
    {
        int least = product == Product.Weir ? 2 : 1;
        List<Rights?> seen = [];
        await Patience.Until(
            () =>
            {
                seen = [.. Serving(product, started).Select(Of)];
                return seen.Count >= least && seen.TrueForAll(Equals);
            },
            () => $"{string.Join('\n', seen)}\n{started.Errors}");
    }

    private static string Ids(int pid, string name) =>
        string.Join(' ', Line(pid, name).Split('\t').Distinct());
}
