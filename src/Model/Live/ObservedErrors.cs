using System.Runtime.InteropServices;
using System.Threading;

namespace Weir.Model.Live;

/// <summary>What went wrong with a server's traffic.</summary>
public enum ObservedError
{
    None,

    /// <summary>No connection.</summary>
    Connect,

    /// <summary>A status that no healthy server answers.</summary>
    Status,

    /// <summary>An answer that cannot be read.</summary>
    Head,

    /// <summary>The connection was closed before an answer.</summary>
    Close,

    /// <summary>The connection broke before an answer.</summary>
    Reset,

    /// <summary>No answer in time.</summary>
    Silence,
}

/// <summary>
/// One server's errors in a row over all workers (<c>observe</c>). A cache line of its own: as long as
/// nothing goes wrong it is only read, by whoever has seen something go right.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 64)]
public struct ObservedErrors
{
    private int _inRow;
    private int _limits;
    private int _last;

    /// <summary>How often the limit has been reached.</summary>
    public readonly int Limits => Volatile.Read(in _limits);

    /// <summary>The error that reached it last.</summary>
    public readonly ObservedError Last => (ObservedError)Volatile.Read(in _last);

    /// <summary>Something went right: what went wrong before is forgotten.</summary>
    public void Forgive()
    {
        if (Volatile.Read(ref _inRow) != 0)
        {
            Volatile.Write(ref _inRow, 0);
        }
    }

    /// <summary>
    /// Something went wrong; true when the limit is reached by it, and counting begins anew.
    /// </summary>
    public bool Count(ObservedError error, int limit)
    {
        if (Interlocked.Increment(ref _inRow) != limit)
        {
            return false;
        }

        Volatile.Write(ref _last, (int)error);
        Volatile.Write(ref _inRow, 0);
        Interlocked.Increment(ref _limits);
        return true;
    }
}
