using Weir.Kernel.Calls;

namespace Weir.Main.Spawn;

/// <summary>
/// How workers reach the keeper: they offer it connections. The master holds both ends, so that a child that
/// is replaced finds the channel of the one before it, with what waits there.
/// </summary>
/// <param name="Offers">The workers' end.</param>
/// <param name="Takes">The keeper's end.</param>
internal readonly record struct KeeperChannel(int Offers, int Takes)
{
    /// <summary>Null when there is no descriptor left.</summary>
    public static KeeperChannel? Create(int lowest)
    {
        if (Sys.MessagePair(out int offers, out int takes) < 0)
        {
            return null;
        }

        KeeperChannel channel = new(Descriptors.MoveUp(offers, lowest), Descriptors.MoveUp(takes, lowest));
        return channel.Offers < 0 || channel.Takes < 0 ? null : channel;
    }
}
