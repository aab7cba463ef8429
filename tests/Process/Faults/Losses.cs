using System.Collections.Concurrent;
using System.Linq;
using System.Threading;

namespace Weir.Tests.Process.Faults;

/// <summary>What became of the requests of many visitors.</summary>
internal sealed class Losses
{
    private int _sent;
    private int _answered;
    private int _refused;

    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Connections that could not be opened.</summary>
    public int Refused => Volatile.Read(ref _refused);

    /// <summary>
    /// Connections that ended before the answer did: the client's port, and when its request had been sent,
    /// in ticks of the stopwatch.
    /// </summary>
    public ConcurrentQueue<(int Port, long AskedAt)> Lost { get; } = [];

    /// <summary>Answers that are not the request's own.</summary>
    public ConcurrentQueue<string> Wrong { get; } = [];

    public void Send() => Interlocked.Increment(ref _sent);

    public void Answer() => Interlocked.Increment(ref _answered);

    public void Refuse() => Interlocked.Increment(ref _refused);

    public override string ToString() =>
        $"{_sent} sent, {Answered} answered, {Lost.Count} lost, {Refused} refused, {Wrong.Count} wrong "
        + string.Join("; ", Wrong.Take(5));
}
