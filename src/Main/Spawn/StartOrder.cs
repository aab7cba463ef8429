using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Weir.Kernel.Calls;
using Weir.Model.Live;

namespace Weir.Main.Spawn;

/// <summary>
/// The first message on a child's control socket, there before the child runs: what it has to know beside the
/// configuration's text. Master and child are one image, so the record goes as it lies in memory.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StartOrder
{
    private const ulong Expected = 0x3130_7472_6174_7377; // "wstart01"

    public ulong Mark;

    /// <summary>What is served at first. Its listening sockets come in messages behind this one.</summary>
    public PlanOrder Plan;

    /// <summary>Workers in all. With the three that follow, the board's shape.</summary>
    public int Workers;

    public int BoardProxies;

    public int BoardServers;

    public int BoardStickPages;

    /// <summary>Client connections that a worker has tables for, whatever plan comes.</summary>
    public int ConnectionMax;

    /// <summary>Bytes of buffers that a worker may take.</summary>
    public long BufferBytesMax;

    /// <summary>The master's process id: the <c>[pid]</c> of log lines.</summary>
    public int MasterPid;

    /// <summary>1: the process keeps to <see cref="Processors"/>.</summary>
    public int IsPinned;

    /// <summary>The user to become; 0: unchanged. The folder to be locked into stands in the plan.</summary>
    public uint UserId;

    /// <summary>The group to become; 0: unchanged.</summary>
    public uint GroupId;

    /// <summary>The limit of a proxy's connections where its section sets none (-N); -1: none.</summary>
    public int ProxyMaxConn;

    /// <summary>1: the command line names this instance (-L), so that <c>localpeer</c> does not.</summary>
    public int IsPeerGiven;

    /// <summary>1: let go of descriptors 0 to 2 before log targets are opened.</summary>
    public int Detach;

    /// <summary>1: notices and warnings are not shown.</summary>
    public int Quiet;

    /// <summary>1: what passes is shown on stdout.</summary>
    public int Traces;

    public CpuSet Processors;

    public static StartOrder Blank => new() { Mark = Expected };

    public BoardShape Board
    {
        readonly get => new(Workers, BoardProxies, BoardServers, BoardStickPages);
        set => (Workers, BoardProxies, BoardServers, BoardStickPages) =
            (value.Workers, value.Proxies, value.Servers, value.StickPages);
    }

    /// <summary>Leaves the order in the socket pair; 0, or an errno negated.</summary>
    public readonly int SendTo(int control)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<StartOrder>(in this));
        int sent = Sys.Write(control, bytes);
        return sent < 0 ? sent : 0;
    }

    /// <summary>False when nobody left an order there: the process was not started by a master.</summary>
    public static unsafe bool TryTake(int control, out StartOrder order)
    {
        order = default;
        Span<byte> into = MemoryMarshal.AsBytes(new Span<StartOrder>(ref order));
        nint count;
        fixed (byte* bytes = into)
        {
            count = Sys.Recv(control, bytes, (nuint)into.Length, Sys.MSG_DONTWAIT);
        }

        return count == Unsafe.SizeOf<StartOrder>() && order.Mark == Expected;
    }
}
