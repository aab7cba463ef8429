using System.Text;
using Weir.Model.Live;
using Weir.Model.Stick;

namespace Weir.Tests.Unit.Model.Stick;

/// <summary>A table on a board of three workers, each with a hand in it.</summary>
internal sealed class StickBed
{
    public const int Workers = 3;

    public StickBed(int size, long expireMs = 0, bool keepsAll = false, int keyMost = 8)
    {
        Plan = new StickTablePlan
        {
            Name = "t",
            Kind = StickKind.String,
            KeyMost = keyMost,
            Size = size,
            ExpireMs = expireMs,
            KeepsAll = keepsAll,
        };
        Board = Board.InPrivateMemory(new BoardShape(Workers, 1, 1, Plan.Pages));
        for (int worker = 0; worker < Workers; worker++)
        {
            Board.Worker(worker).Pid = 100 + worker;
        }

        Table = Board.StickTable(Plan);
    }

    public StickTablePlan Plan { get; }

    public Board Board { get; }

    public StickTable Table { get; }

    public bool Put(string key, ulong server, long nowMs = 0, int worker = 0) =>
        Table.Put(Encoding.ASCII.GetBytes(key), server, nowMs, worker);

    /// <summary>-1: not known.</summary>
    public long Find(string key, long nowMs = 0, int worker = 0) =>
        Table.TryFind(Encoding.ASCII.GetBytes(key), nowMs, worker, out ulong server) ? (long)server : -1;
}
