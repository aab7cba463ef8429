using System.Runtime.InteropServices;

namespace Weir.Model.Live;

/// <summary>
/// One worker's own line: nobody else writes it, save the master, which clears it when the worker has died.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct WorkerRecord
{
    public int Pid;

    /// <summary>1 once the worker's loop runs.</summary>
    public int Ready;

    /// <summary>Client connections held now.</summary>
    public int Connections;

    /// <summary>Surprises counted by <see cref="Ground.Check.Odd"/>.</summary>
    public long OddEvents;

    /// <summary>Private buffers in use now; 0 when every connection is idle.</summary>
    public int BuffersInUse;

    /// <summary>Requests in progress now.</summary>
    public int Streams;
}
