namespace Weir.Model.Plan.Process;

/// <summary>
/// The <c>cpu-map</c> lines: where a process may run, and where a thread of it. Both count from 1, up to
/// <see cref="Max"/>. Workers are what HAProxy calls a process or a thread, whichever was asked for.
/// </summary>
public sealed class CpuMap
{
    public const int Max = 64;

    private readonly ProcessorSet?[] _processes = new ProcessorSet?[Max + 1];
    private readonly ProcessorSet?[] _threads = new ProcessorSet?[(Max + 1) * (Max + 1)];

    /// <summary>No line was written.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>A later line replaces an earlier one.</summary>
    /// <param name="process">From 1.</param>
    /// <param name="thread">From 1; 0: the whole process.</param>
    /// <param name="set">Where it may run.</param>
    public void Set(int process, int thread, ProcessorSet set)
    {
        IsEmpty = false;
        if (thread == 0)
        {
            _processes[process] = set;
        }
        else
        {
            _threads[(process * (Max + 1)) + thread] = set;
        }
    }

    /// <summary>
    /// Where a thread may run: what its own line and its process's have in common. Null when no line names
    /// it, or when they have nothing in common.
    /// </summary>
    public ProcessorSet? Of(int process, int thread)
    {
        if (process > Max || thread > Max)
        {
            return null;
        }

        ProcessorSet? whole = _processes[process];
        ProcessorSet? own = _threads[(process * (Max + 1)) + thread];
        if (whole is null || own is null)
        {
            return whole ?? own;
        }

        ProcessorSet both = whole.And(own);
        return both.Count > 0 ? both : null;
    }
}
