using Weir.Kernel.Calls;
using Weir.Main.Spawn;
using Weir.Model.Live;
using Weir.Model.Places;

namespace Weir.Main.Master;

/// <summary>
/// The descriptors by which workers, and the keeper, are made to look at the board: one for each, the
/// keeper's last.
/// </summary>
internal static class WorkerCalls
{
    /// <summary>Null when there is no descriptor left.</summary>
    public static int[]? Create(int count, int lowest)
    {
        int[] calls = new int[count];
        for (int who = 0; who < count; who++)
        {
            calls[who] = Descriptors.MoveUp(Sys.CallDescriptor(), lowest);
            if (calls[who] < 0)
            {
                return null;
            }
        }

        return calls;
    }

    /// <summary>
    /// Calls everybody, whether it was called already or not: who did that may be the one that died before
    /// it wrote.
    /// </summary>
    public static void CallAll(Board board, int[] calls)
    {
        for (int who = 0; who < calls.Length; who++)
        {
            WakeCalls.Call(board.Places, who);
            Sys.CallOn(calls[who]);
        }
    }
}
