using System.Text;
using Weir.Model.Live;

namespace Weir.Main.Messages;

/// <summary>
/// What the workers hold, asked for by SIGQUIT: one line per pool in HAProxy's form, and below it one per
/// worker. "allocated" is the most that was in use at once, whose memory stays with the worker.
/// </summary>
internal static class PoolsUsage
{
    private const int Pools = 4;

    /// <summary>Whole lines. Counts are those of each worker's last turn.</summary>
    public static string Of(Board board)
    {
        StringBuilder text = new("Dumping pools usage.\n");
        int allocated = 0;
        int used = 0;
        long bytes = 0;
        for (int pool = 0; pool < Pools; pool++)
        {
            PoolCount sum = default;
            StringBuilder workers = new();
            for (int worker = 0; worker < board.Shape.Workers; worker++)
            {
                ref WorkerRecord record = ref board.Worker(worker);
                PoolCount count = CountOf(pool, in record);
                sum += count;
                workers.Append($"      worker {worker} ({record.Pid}) : {count}\n");
            }

            text.Append($"  - Pool {NameOf(pool)} : {sum}\n").Append(workers);
            allocated += sum.Allocated;
            used += sum.Used;
            bytes += sum.Bytes;
        }

        return text.Append($"Total: {Pools} pools, {allocated} allocated ({bytes} bytes of buffers), ")
            .Append($"{used} used.\n").ToString();
    }

    private static string NameOf(int pool) => pool switch
    {
        0 => "client",
        1 => "server",
        2 => "stream",
        _ => "buffer",
    };

    private static PoolCount CountOf(int pool, in WorkerRecord record) => pool switch
    {
        0 => new PoolCount(record.ConnectionsMost, record.Connections),
        1 => new PoolCount(record.ServerConnectionsMost, record.ServerConnections),
        2 => new PoolCount(record.StreamsMost, record.Streams),
        _ => new PoolCount(record.BuffersMost, record.BuffersInUse, record.BufferBytes),
    };

    /// <param name="Allocated">The most at once.</param>
    /// <param name="Used">Now.</param>
    /// <param name="Bytes">What they take; 0: not told.</param>
    private readonly record struct PoolCount(int Allocated, int Used, long Bytes = 0)
    {
        public static PoolCount operator +(PoolCount a, PoolCount b) =>
            new(a.Allocated + b.Allocated, a.Used + b.Used, a.Bytes + b.Bytes);

        public override string ToString() => Bytes == 0
            ? $"{Allocated} allocated, {Used} used"
            : $"{Allocated} allocated ({Bytes} bytes), {Used} used";
    }
}
