using Weir.Ground.Check;

namespace Weir.Kernel.Calls;

/// <summary><c>sigset_t</c> of glibc: 1024 bits, of which the kernel knows the first 64.</summary>
public unsafe struct SignalSet
{
    private fixed ulong _bits[16];

    public void Add(Signal signal) => _bits[0] |= BitOf(signal);

    public readonly bool Has(Signal signal) => (_bits[0] & BitOf(signal)) != 0;

    private static ulong BitOf(Signal signal)
    {
        Must.Hold((int)signal is > 0 and <= 64); // None would be taken for the last real-time signal
        return 1ul << ((int)signal - 1);
    }
}
