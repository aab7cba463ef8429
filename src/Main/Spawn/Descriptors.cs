using Weir.Kernel.Calls;

namespace Weir.Main.Spawn;

/// <summary>Keeps descriptors out of the range that children are given theirs in.</summary>
internal static class Descriptors
{
    /// <summary>
    /// Moves <paramref name="descriptor"/> up to <paramref name="lowest"/> or above. A spawn lays descriptors
    /// one after the other onto fixed numbers: a source below them would be overwritten before its turn.
    /// </summary>
    /// <returns>The new descriptor (the old one is closed); below 0 an errno, negated.</returns>
    public static int MoveUp(int descriptor, int lowest)
    {
        if (descriptor < 0 || descriptor >= lowest)
        {
            return descriptor;
        }

        int moved = Sys.Duplicate(descriptor, lowest);
        Sys.Close(descriptor);
        return moved;
    }

    /// <summary>
    /// Descriptors 0 to 2 always exist, or the first sockets that we open would be taken for them.
    /// </summary>
    public static void FillStandard()
    {
        for (int number = 0; number <= 2; number++)
        {
            if (!Sys.IsOpen(number))
            {
                int opened = Sys.OpenFile("/dev/null\0"u8, Sys.OpenReadWrite, 0);
                if (opened == number)
                {
                    Sys.SetKeptOnExec(number);
                }
            }
        }
    }

    /// <summary>Lets go of whatever terminal or pipe the user started us with.</summary>
    public static void DetachStandard()
    {
        int nowhere = Sys.OpenFile("/dev/null\0"u8, Sys.OpenReadWrite, 0);
        if (nowhere < 0)
        {
            return;
        }

        for (int number = 0; number <= 2; number++)
        {
            Sys.DuplicateOnto(nowhere, number);
        }

        Sys.Close(nowhere);
    }
}
