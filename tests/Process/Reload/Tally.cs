using System.Collections.Concurrent;
using System.Threading;

namespace Weir.Tests.Process.Reload;

/// <summary>What became of the requests of many clients.</summary>
internal sealed class Tally
{
    private int _sent;
    private int _answered;
    private int _connections;

    public int Sent => _sent;

    public int Answered => _answered;

    public int Connections => _connections;

    /// <summary>A line for each thing that should not have happened.</summary>
    public ConcurrentQueue<string> Faults { get; } = [];

    public void Send() => Interlocked.Increment(ref _sent);

    public void Answer() => Interlocked.Increment(ref _answered);

    public void Connect() => Interlocked.Increment(ref _connections);

    public override string ToString() =>
        $"{Sent} sent, {Answered} answered, {Connections} connections, {Faults.Count} faults: "
        + string.Join("; ", Faults);
}
