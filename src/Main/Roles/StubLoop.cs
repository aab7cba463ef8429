using System;
using Weir.Kernel.Calls;
using Weir.Main.Spawn;

namespace Weir.Main.Roles;

/// <summary>Stands where the loops will: waits for the master's word, and serves nothing.</summary>
internal static class StubLoop
{
    public static int Run(int[] listeners)
    {
        Watched[] watched = [new Watched { Descriptor = HandedDown.Control, Wanted = Watched.Readable }];
        Span<byte> message = stackalloc byte[16];
        while (Sys.Poll(watched, -1) < 0)
        {
        }

        Sys.Read(HandedDown.Control, message);
        foreach (int listener in listeners)
        {
            Sys.Close(listener);
        }

        return 0;
    }
}
