using System.Runtime.InteropServices;

namespace Weir.Kernel.Calls;

/// <summary>Signals, read as bytes from a descriptor: no handler of ours ever interrupts anything.</summary>
public static unsafe partial class Sys
{
    private const int BlockSignals = 0;
    private const int UnblockSignals = 1;
    private const int SignalInfoBytes = 128;
    private const int SignalDescriptorFlags = 0x80000 | 0x800; // close on exec, non-blocking

    /// <summary>Blocks signals for the calling thread; processes spawned by it can inherit that.</summary>
    public static int Block(in SignalSet signals)
    {
        fixed (SignalSet* set = &signals)
        {
            return -pthread_sigmask(BlockSignals, set, null);
        }
    }

    public static int Unblock(in SignalSet signals)
    {
        fixed (SignalSet* set = &signals)
        {
            return -pthread_sigmask(UnblockSignals, set, null);
        }
    }

    public static void IgnoreSignal(Signal which) => signal((int)which, 1);

    public static void DefaultSignal(Signal which) => signal((int)which, 0);

    /// <summary>A descriptor that becomes readable when one of the (blocked) signals is pending.</summary>
    public static int SignalDescriptor(in SignalSet signals)
    {
        fixed (SignalSet* set = &signals)
        {
            return Errno.Checked(signalfd(-1, set, SignalDescriptorFlags));
        }
    }

    /// <summary>Takes the next pending signal; <see cref="Signal.None"/> when none is.</summary>
    public static Signal TakeSignal(int descriptor)
    {
        byte* info = stackalloc byte[SignalInfoBytes];
        nint taken = read(descriptor, info, SignalInfoBytes);
        return taken == SignalInfoBytes ? (Signal)(*(uint*)info) : Signal.None;
    }

    [LibraryImport("libc")]
    private static partial int pthread_sigmask(int how, SignalSet* set, SignalSet* old);

    [LibraryImport("libc")]
    private static partial nint signal(int number, nint handler);

    [LibraryImport("libc")]
    private static partial int signalfd(int descriptor, SignalSet* set, int flags);
}
