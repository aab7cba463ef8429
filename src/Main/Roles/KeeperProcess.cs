using Weir.Control;
using Weir.Main.Spawn;

namespace Weir.Main.Roles;

/// <summary>The keeper: what watches and answers, off the byte path.</summary>
internal static class KeeperProcess
{
    /// <summary>The exit code.</summary>
    public static int Run()
    {
        if (ChildStart.Receive(HandedDown.KeeperRole) is not { } start)
        {
            return 1;
        }

        start.LetGo();
        start.TellReady();
        bool isQuiet = start.Order.Quiet != 0;
        return KeeperLoop.Run(start.Plan, start.Board, HandedDown.Control, start.Order.MasterPid, isQuiet);
    }
}
