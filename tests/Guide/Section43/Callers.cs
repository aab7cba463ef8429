using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Weir.Tests.Wire.Harness;

namespace Weir.Tests.Guide.Section43;

/// <summary>
/// Clients that connect again and again, each time for one request, and what became of that: served; refused,
/// when nobody listened, or reset by the kernel with the queue that it waited in; or lost, which is all else.
/// </summary>
internal sealed class Callers : IAsyncDisposable
{
    private const int Count = 2;
    private const string RefusedMark = "«refused»";

    private readonly ConcurrentQueue<(long Began, long Ended)> _turnedAway = [];
    private readonly Task[] _loops;
    private volatile bool _isEnough;
    private int _served;
    private int _reset;

    public Callers(Balancers machine) =>
        _loops = [.. Enumerable.Range(0, Count).Select(_ => Task.Run(() => Call(machine)))];

    public int Served => Volatile.Read(ref _served);

    public int Refused => _turnedAway.Count - Reset;

    public int Reset => Volatile.Read(ref _reset);

    /// <summary>What nobody may see: a line for each.</summary>
    public ConcurrentQueue<string> Lost { get; } = [];

    /// <summary>Those refused or reset in none of these times.</summary>
    public int TurnedAwayOutside((long Began, long Ended)[] times) => _turnedAway.Count(one =>
        !times.Any(time => one.Ended >= time.Began && one.Began <= time.Ended));

    /// <summary>Returns when somebody has come and was served after this was asked.</summary>
    public Task MoreServed()
    {
        int before = Served;
        // Whoever had begun before may be among the first.
        return Patience.Until(() => Served > before + Count, () => $"nobody is served: {this}");
    }

    public async Task End()
    {
        _isEnough = true;
        await Task.WhenAll(_loops);
    }

    public override string ToString() =>
        $"{Served} served, {Refused} refused, {Reset} reset, {Lost.Count} lost {string.Join("; ", Lost)}";

    public async ValueTask DisposeAsync() => await End();

    private async Task Call(Balancers machine)
    {
        while (!_isEnough)
        {
            long began = Stopwatch.GetTimestamp();
            string became = await Become(machine);
            if (became is "a" or "b") Interlocked.Increment(ref _served);
            else if (became is RefusedMark or RawConnection.ResetMark) TurnAway(began, became);
            else Lost.Enqueue($"'{became}'");
        }
    }

    private void TurnAway(long began, string how)
    {
        if (how == RawConnection.ResetMark) Interlocked.Increment(ref _reset);
        _turnedAway.Enqueue((began, Stopwatch.GetTimestamp()));
    }

    /// <summary>The body of the answer, or a mark, or an error's name.</summary>
    private static async Task<string> Become(Balancers machine)
    {
        try
        {
            return await machine.Ask();
        }
        catch (SocketException failed)
        {
            return failed.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => RefusedMark,
                SocketError.ConnectionReset or SocketError.Shutdown => RawConnection.ResetMark,
                _ => failed.SocketErrorCode.ToString(),
            };
        }
    }
}
