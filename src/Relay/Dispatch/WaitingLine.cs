using Weir.Ground.Check;
using Weir.Relay.Stream;

namespace Weir.Relay.Dispatch;

/// <summary>
/// Streams of this worker that wait for the same thing, by arrival, threaded through their own records.
/// </summary>
internal struct WaitingLine
{
    public static WaitingLine Empty => new() { First = -1, Last = -1 };

    /// <summary>The one that came first; -1: nobody waits.</summary>
    public int First { get; private set; }

    /// <summary>The one that came last; -1: nobody waits.</summary>
    public int Last { get; private set; }

    /// <summary>
    /// Puts a stream where its arrival number says: nearly always last. One that has waited elsewhere before
    /// keeps its turn.
    /// </summary>
    public void Put(StreamTable streams, int stream)
    {
        ref StreamState s = ref streams[stream];
        Must.Hold(!s.Has(StreamFlags.InLine));
        int before = Last;
        while (before >= 0 && streams[before].Arrival > s.Arrival)
        {
            before = streams[before].WaitsBehind;
        }

        int after = before >= 0 ? streams[before].WaitsBefore : First;
        s.Flags |= StreamFlags.InLine;
        s.WaitsBehind = before;
        s.WaitsBefore = after;
        Join(streams, before, stream);
        Join(streams, stream, after);
    }

    public void Remove(StreamTable streams, int stream)
    {
        ref StreamState s = ref streams[stream];
        Must.Hold(s.Has(StreamFlags.InLine));
        s.Flags &= ~StreamFlags.InLine;
        Join(streams, s.WaitsBehind, s.WaitsBefore);
    }

    /// <summary>Makes two neighbours of each other; -1 is the line's end on that side.</summary>
    private void Join(StreamTable streams, int before, int after)
    {
        if (before >= 0)
        {
            streams[before].WaitsBefore = after;
        }
        else
        {
            First = after;
        }

        if (after >= 0)
        {
            streams[after].WaitsBehind = before;
        }
        else
        {
            Last = before;
        }
    }
}
