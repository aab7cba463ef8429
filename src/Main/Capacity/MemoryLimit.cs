using System;
using Weir.Main.Messages;
using Weir.Model.Plan;
using Weir.Relay.Listen;

namespace Weir.Main.Capacity;

/// <summary>What a limit on memory (-m) leaves to traffic.</summary>
internal static class MemoryLimit
{
    /// <summary>
    /// What a process takes before its first connection, its pages of the program included; the plan comes on
    /// top, and each process holds what the master's heap holds of it.
    /// </summary>
    private const long ProcessBytes = 4 << 20;

    /// <summary>
    /// Shares out the megabytes: first to the processes, then to the records of as many clients as there may
    /// be; the rest is for buffers. Where nobody wrote a <c>maxconn</c>, it becomes what memory is enough for
    /// when each client fills two buffers. Too little for what was asked is an error.
    /// </summary>
    /// <param name="megabytes">Of all processes together; null: no limit.</param>
    /// <returns>Null after an alert.</returns>
    public static ProcessLimits? Apply(
        int? megabytes, ConfigPlan plan, int workers, ProcessLimits limits, MessageLog log)
    {
        if (megabytes is not { } most)
        {
            return limits;
        }

        GlobalPlan global = plan.Global;
        long processes = (workers + 2) * (ProcessBytes + GC.GetTotalMemory(false)); // master and keeper
        long least = workers * (long)WorkerMemory.LargestBuffer(global);
        long left = ((long)most << 20) - processes;
        long maxConn = global.MaxConn > 0 ? limits.MaxConn : Math.Clamp(
            left / (WorkerMemory.RecordBytes + (2 * global.BufferBytes)), 1, limits.MaxConn);
        long records = maxConn * WorkerMemory.RecordBytes;
        if (left - records < least)
        {
            long needed = (processes + records + least + (1 << 20) - 1) >> 20;
            log.MainAlert($"-m {most} is too little: {workers + 2} processes and {maxConn} connections "
                + $"need {needed} MB before the first byte is kept.");
            return null;
        }

        return limits with { MaxConn = (int)maxConn, BufferBytesMax = (left - records) / workers };
    }
}
