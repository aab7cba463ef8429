using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Places;

namespace Weir.Main.Master;

/// <summary>The descriptors by which workers are made to look at the board, one for each.</summary>
internal static class WorkerCalls
{
    /// <summary>Null when there is no descriptor left.</summary>
    public static int[]? Create(int workers, int lowest)
    {
        int[] calls = new int[workers];
        for (int worker = 0; worker < workers; worker++)
        {
            calls[worker] = Descriptors.MoveUp(Sys.CallDescriptor(), lowest);
            if (calls[worker] < 0)
            {
                return null;
            }
        }

        return calls;
    }

    /// <summary>
    /// Calls every worker, whether it was called already or not: who did that may be the one that died before
    /// it wrote.
    /// </summary>
    public static void CallAll(Board board, int[] calls)
    {
        for (int worker = 0; worker < calls.Length; worker++)
        {
            WakeCalls.Call(board.Places, worker);
            Sys.CallOn(calls[worker]);
        }
    }
}
