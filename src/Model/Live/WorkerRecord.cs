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

    /// <summary>Connections to servers held now, in use or idle.</summary>
    public int ServerConnections;

    /// <summary>Surprises counted by <see cref="Ground.Check.Odd"/>.</summary>
    public long OddEvents;

    /// <summary>Private buffers in use now; 0 when every connection is idle.</summary>
    public int BuffersInUse;

    /// <summary>Requests in progress now.</summary>
    public int Streams;

    /// <summary>The most client connections at the end of a turn since the worker's start.</summary>
    public int ConnectionsMost;

    /// <summary>The most connections to servers at the end of a turn since the worker's start.</summary>
    public int ServerConnectionsMost;

    /// <summary>Private buffers that were ever given out, each counted once.</summary>
    public int BuffersMost;

    /// <summary>The most requests in progress at once.</summary>
    public int StreamsMost;

    /// <summary>Bytes of the buffers behind <see cref="BuffersMost"/>.</summary>
    public long BufferBytes;
}
