using Weir.Model.Plan;

namespace Weir.Model.Live;

/// <summary>The state of a new board, before any process but the master sees it.</summary>
public static class BoardSetup
{
    /// <summary>
    /// Every server counts as up with its configured weight, one failed check away from being down. Called
    /// once, by the master before it spawns anyone: a keeper that takes over later goes on from what it
    /// finds.
    /// </summary>
    public static void Initialise(ConfigPlan plan, Board board)
    {
        foreach (ServerPlan server in plan.Servers)
        {
            ref ServerRecord record = ref board.Server(server.Id);
            record.Health = ServerHealth.Up;
            record.Weight = server.Weight;
            record.CheckScore = server.Check?.Rise ?? 0;
        }
    }
}
