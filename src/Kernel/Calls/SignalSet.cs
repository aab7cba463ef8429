namespace Weir.Kernel.Calls;

/// <summary><c>sigset_t</c> of glibc: 1024 bits, of which the kernel knows the first 64.</summary>
public unsafe struct SignalSet
{
    private fixed ulong _bits[16];

    public void Add(Signal signal) => _bits[0] |= 1ul << ((int)signal - 1);

    public readonly bool Has(Signal signal) => (_bits[0] >> ((int)signal - 1) & 1) != 0;
}
