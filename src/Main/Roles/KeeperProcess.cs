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

        start.TellReady();
        return StubLoop.Run([]);
    }
}
