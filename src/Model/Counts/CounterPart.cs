using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Model.Live;

namespace Weir.Model.Counts;

/// <summary>
/// One worker's part of the board's counters: frontends and backends by their proxies' ids, then servers.
/// </summary>
public readonly unsafe struct CounterPart
{
    private readonly FrontendCounters* _frontends;
    private readonly ServiceCounters* _backends;
    private readonly ServiceCounters* _servers;
    private readonly int _proxyCount;
    private readonly int _serverCount;

    /// <param name="memory">At least <see cref="SizeOf"/> bytes.</param>
    /// <param name="shape">How many of each there are.</param>
    internal CounterPart(byte* memory, in BoardShape shape)
    {
        _frontends = (FrontendCounters*)memory;
        _backends = (ServiceCounters*)(_frontends + shape.Proxies);
        _servers = _backends + shape.Proxies;
        _proxyCount = shape.Proxies;
        _serverCount = shape.Servers;
    }

    /// <summary>Bytes of a part.</summary>
    internal static long SizeOf(in BoardShape shape) =>
        ((long)shape.Proxies * (sizeof(FrontendCounters) + sizeof(ServiceCounters)))
        + ((long)shape.Servers * sizeof(ServiceCounters));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref FrontendCounters Frontend(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_proxyCount);
        return ref _frontends[proxy];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ServiceCounters Backend(int proxy)
    {
        Must.Hold((uint)proxy < (uint)_proxyCount);
        return ref _backends[proxy];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref ServiceCounters Server(int server)
    {
        Must.Hold((uint)server < (uint)_serverCount);
        return ref _servers[server];
    }
}
