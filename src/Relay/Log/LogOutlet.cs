using System;

namespace Weir.Relay.Log;

/// <summary>
/// Where framed messages wait for the end of the turn. Never blocks; what finds no room is dropped and
/// counted.
/// </summary>
internal abstract class LogOutlet : IDisposable
{
    /// <summary>Bytes of messages that may wait. Touched only as far as a turn ever fills it.</summary>
    protected const int QueueBytes = 64 * 1024;

    /// <summary>Messages that nobody will ever see.</summary>
    public long Dropped { get; protected set; }

    /// <summary>True while something waits.</summary>
    public abstract bool IsPending { get; }

    /// <summary>
    /// Room for one message of at most <paramref name="most"/> bytes; empty when there is none, the message
    /// then counts as dropped.
    /// </summary>
    public abstract Span<byte> Reserve(int most);

    /// <summary>Queues the first <paramref name="length"/> bytes of what was reserved last.</summary>
    public abstract void Commit(int length);

    /// <summary>Sends what waits, as far as it goes without waiting.</summary>
    public abstract void Flush();

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
