using System;
using System.Threading;
using System.Threading.Tasks;

namespace Weir.Tests.Wire.Harness;

/// <summary>
/// How long a test waits for something that must happen. It is a safety net for a broken product on a busy
/// machine, never part of what is asserted.
/// </summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(Seconds());

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>
    /// For what the kernel only shows when asked (descriptors, listening sockets, processes).
    /// </summary>
    public static Task Until(Func<bool> isSo, Func<string> complaint) =>
        Until(() => Task.FromResult(isSo()), complaint);

    /// <summary>For what has to be asked for: asked again until it is so.</summary>
    public static async Task Until(Func<Task<bool>> isSo, Func<string> complaint)
    {
        long end = Environment.TickCount64 + (long)Limit.TotalMilliseconds;
        while (!await isSo())
        {
            if (Environment.TickCount64 > end) throw new TimeoutException(complaint());
            await Task.Delay(Pause);
        }
    }

    /// <summary>The task's result, or a TimeoutException that says what was waited for.</summary>
    public static async Task<T> For<T>(Func<CancellationToken, ValueTask<T>> wait, Func<string> complaint)
    {
        using CancellationTokenSource clock = new(Limit);
        try
        {
            return await wait(clock.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(complaint());
        }
    }

    // A run that expects many failures should not wait ten seconds for each.
    private static int Seconds() =>
        int.TryParse(Environment.GetEnvironmentVariable("WEIR_WIRE_PATIENCE"), out int own) ? own : 10;
}
