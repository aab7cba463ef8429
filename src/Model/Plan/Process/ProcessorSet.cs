using System.Numerics;

namespace Weir.Model.Plan.Process;

/// <summary>Processors by number, from 0 to <see cref="Max"/> - 1.</summary>
public sealed class ProcessorSet
{
    /// <summary>As many as the kernel's own sets hold (<c>cpu_set_t</c>).</summary>
    public const int Max = 1024;

    private readonly ulong[] _bits = new ulong[Max / 64];

    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong bits in _bits)
            {
                count += BitOperations.PopCount(bits);
            }

            return count;
        }
    }

    public bool Has(int processor) => (_bits[processor >> 6] >> (processor & 63) & 1) != 0;

    public void Add(int processor) => _bits[processor >> 6] |= 1ul << (processor & 63);

    /// <summary>The processors that are in both.</summary>
    public ProcessorSet And(ProcessorSet other)
    {
        ProcessorSet both = new();
        for (int at = 0; at < _bits.Length; at++)
        {
            both._bits[at] = _bits[at] & other._bits[at];
        }

        return both;
    }

    /// <summary>The lowest that is not below <paramref name="from"/>; -1 when there is none.</summary>
    public int NextFrom(int from)
    {
        for (int processor = from; processor < Max; processor++)
        {
            if (Has(processor))
            {
                return processor;
            }
        }

        return -1;
    }
}
