namespace Weir.Kernel.Calls;

/// <summary>The signals that matter here, by their Linux numbers on x86-64.</summary>
public enum Signal
{
    None = 0,
    Hup = 1,
    Int = 2,
    Quit = 3,
    Kill = 9,
    Usr1 = 10,
    Usr2 = 12,
    Pipe = 13,
    Term = 15,
    Child = 17,
    TtyIn = 21,
    TtyOut = 22,
}

/// <summary><c>sigset_t</c> of glibc: 1024 bits, of which the kernel knows the first 64.</summary>
public unsafe struct SignalSet
{
    private fixed ulong _bits[16];

    public void Add(Signal signal) => _bits[0] |= 1ul << ((int)signal - 1);

    public readonly bool Has(Signal signal) => (_bits[0] >> ((int)signal - 1) & 1) != 0;
}
