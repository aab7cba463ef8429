using System.Collections.Generic;
using Weir.Model.Live;

namespace Weir.Bench.Works;

/// <summary>
/// A server's place, taken and given back; and the same by one who has to wait for his turn among four
/// workers. Checksum: the places that were had. The baseline is a lock with a counter and a queue, which
/// could not even be shared by processes.
/// </summary>
internal static class ServerPlaces
{
    private const int Workers = 4;
    private const int AnyServer = -1;
    private const int Limit = 4;

    public static readonly Work Free = new("places/free", OursFree, NaiveFree);

    public static readonly Work InTurn = new("places/in turn", OursInTurn, NaiveInTurn);

    private static readonly Board Board =
        Board.InPrivateMemory(new BoardShape(Workers, Proxies: 1, Servers: 1));

    private static readonly Model.Places.ServerPlaces Hand = new(Board, 0);
    private static readonly object Lock = new();
    private static readonly Queue<int> Waiting = new(16);

    private static long OursFree(int times)
    {
        long had = 0;
        for (int i = 0; i < times; i++)
        {
            if (!Hand.IsAwaited(0, 0, takesAny: true) && Hand.TryTake(0, Limit))
            {
                had++;
                Hand.GiveBack(0);
            }
        }

        return had;
    }

    private static long NaiveFree(int times)
    {
        long had = 0;
        int held = 0;
        for (int i = 0; i < times; i++)
        {
            lock (Lock)
            {
                if (Waiting.Count == 0 && held < Limit)
                {
                    held++;
                    had++;
                }
            }

            lock (Lock)
            {
                held--;
            }
        }

        return had;
    }

    private static long OursInTurn(int times)
    {
        long had = 0;
        for (int i = 0; i < times; i++)
        {
            ulong arrival = 0;
            Hand.Join(0, AnyServer, ref arrival);
            Hand.Publish(0, AnyServer, arrival);
            if (Hand.FindOldest(0, 0, takesOwn: true, takesAny: true).Worker == 0 && Hand.TryTake(0, Limit))
            {
                had++;
                Hand.Leave(0, AnyServer);
                Hand.Publish(0, AnyServer, 0);
                Hand.GiveBack(0);
            }
        }

        return had;
    }

    private static long NaiveInTurn(int times)
    {
        long had = 0;
        int held = 0;
        for (int i = 0; i < times; i++)
        {
            lock (Lock)
            {
                Waiting.Enqueue(i);
            }

            lock (Lock)
            {
                if (held < Limit && Waiting.Dequeue() == i)
                {
                    held++;
                    had++;
                }
            }

            lock (Lock)
            {
                held--;
            }
        }

        return had;
    }
}
