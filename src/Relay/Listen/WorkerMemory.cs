using System.Runtime.CompilerServices;
using Weir.Ground.Time;
using Weir.Model.Plan;
using Weir.Relay.Stream;

namespace Weir.Relay.Listen;

/// <summary>What a worker's tables take, for whoever shares out memory.</summary>
public static class WorkerMemory
{
    private const int Receive = 64 * 1024; // the most that one receive brings

    /// <summary>Bytes of records for one client with its server: two descriptors and a stream.</summary>
    public static int RecordBytes =>
        (2 * (Unsafe.SizeOf<ConnectionState>() + Unsafe.SizeOf<ClientDetail>() + TimerWheel.BytesPerTimer))
        + Unsafe.SizeOf<StreamState>() + sizeof(int);

    /// <summary>Bytes of a buffer that holds a head and, behind it, a whole receive.</summary>
    public static int LargestBuffer(GlobalPlan global) => global.BufferBytes + global.MaxRewrite + Receive;
}
