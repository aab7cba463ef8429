using Weir.Language.Keywords;

namespace Weir.Model.Keywords.Process;

/// <summary>Limits, processors and names of the processes.</summary>
internal static class ProcessKeywords
{
    private const string NodeWords = "'node' requires valid node name - non-empty string with digits(0-9), "
        + "letters(A-Z, a-z), dot(.), hyphen(-) or underscode(_).";

    public static readonly GlobalKeyword[] Table =
    [
        new("cpu-map", "[auto:]<process>[/<threads>] <cpus>...", Default: "one worker per processor",
            Example: "cpu-map auto:1/1-4 0-3",
            Doc: "The processors that workers keep to; each is a process of nbproc or a thread of nbthread.",
            Apply: static (line, global) => CpuMapLine.Read(line, global.Process.CpuMap)),
        new("description", "<text>", Default: "none", Example: "description first of two",
            Doc: "A text for people, shown by statistics.",
            Apply: static (line, global) =>
                global.Process.Description = line.Text("'description' expects a string argument.")),
        new("fd-hard-limit", "<number>", Default: "the system's", Example: "fd-hard-limit 50000",
            Doc: "Descriptors that a process uses at most, whatever the system would allow.",
            Apply: static (line, global) =>
            {
                int most = line.Integer(0, int.MaxValue);
                if (Once.IsFirst(line, global.Process.DescriptorsMost == 0))
                {
                    global.Process.DescriptorsMost = most;
                }
            }),
        new("master-worker", "[no-exit-on-failure]", Default: "off",
            Example: "master-worker no-exit-on-failure",
            Doc: "Stays in the foreground unless 'daemon' is set, and writes the pid file there too; "
                + "a worker that dies is replaced with or without it.",
            Apply: static (line, global) =>
            {
                if (line.Left > 0 && !line.Take("no-exit-on-failure"))
                {
                    line.Error(line.Peek, "'master-worker' only supports 'no-exit-on-failure' option.");
                }

                global.Process.MasterWorker = true;
            }),
        new("node", "<name>", Default: "the host's name", Example: "node left-1",
            Doc: "The name of this box, shown by statistics.",
            Apply: static (line, global) => global.Process.Node = NodeName(line, NodeWords)),
        new("set-dumpable", "", Default: "off", Example: "set-dumpable",
            Doc: "A crash leaves a core, though the process may have changed its user.",
            Apply: static (line, global) => global.Process.Dumpable = !line.IsNegated)
        { CanNegate = true },
        new("ulimit-n", "<number>", Default: "computed from the limits of connections",
            Example: "ulimit-n 4096",
            Doc: "The limit on descriptors of every process.",
            Apply: static (line, global) =>
            {
                int descriptors = line.Integer(0, int.MaxValue);
                if (Once.IsFirst(line, global.Process.Descriptors == 0))
                {
                    global.Process.Descriptors = descriptors;
                }
            }),
    ];

    /// <summary>The name of a box.</summary>
    /// <param name="line">Its next argument.</param>
    /// <param name="wrong">The message when that is none.</param>
    internal static string NodeName(Line line, string wrong)
    {
        string name = line.Word(wrong);
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_') && !line.HasFailed)
            {
                line.Error(name, wrong);
            }
        }

        return name;
    }
}
