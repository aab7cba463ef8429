using Weir.Ground.Check;
using Weir.Ground.Memory;

namespace Weir.Relay.Stream;

/// <summary>
/// The exchanges in progress. Last freed is first taken, so that few records stay in cache.
/// </summary>
internal sealed class StreamTable
{
    private readonly NativeTable<StreamState> _streams;
    private readonly NativeTable<int> _free;
    private int _fresh;
    private int _freeCount;

    public StreamTable(int capacity)
    {
        _streams = new NativeTable<StreamState>(capacity);
        _free = new NativeTable<int>(capacity);
    }

    /// <summary>Exchanges in progress.</summary>
    public int Count => _fresh - _freeCount;

    /// <summary>The most exchanges that were in progress at once.</summary>
    public int Most => _fresh;

    public ref StreamState this[int index] => ref _streams[index];

    /// <summary>A cleared record, or -1 when all are in use.</summary>
    public int Take()
    {
        int index;
        if (_freeCount > 0)
        {
            index = _free[--_freeCount];
        }
        else if (_fresh < _streams.Length)
        {
            index = _fresh++;
        }
        else
        {
            return -1;
        }

        Must.Hold(_streams[index].Step == StreamStep.Free);
        _streams[index] = default;
        return index;
    }

    public void Return(int index)
    {
        ref StreamState stream = ref _streams[index];
        Must.Hold(stream.Step != StreamStep.Free && stream.Head.IsNone);
        Must.Hold(!stream.Up.IsOpen && !stream.Down.IsOpen);
        stream.Step = StreamStep.Free;
        _free[_freeCount++] = index;
    }
}
