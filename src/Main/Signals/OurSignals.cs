using System;
using System.Runtime.CompilerServices;
using Weir.Ground.Check;
using Weir.Kernel.Calls;

namespace Weir.Main.Signals;

/// <summary>
/// The signals that have a meaning for us. They are blocked in every thread and read from a descriptor:
/// nothing of ours ever runs inside a signal handler.
/// </summary>
internal static class OurSignals
{
    public static SignalSet Set
    {
        get
        {
            SignalSet set = default;
            set.Add(Signal.Hup);
            set.Add(Signal.Int);
            set.Add(Signal.Quit);
            set.Add(Signal.Usr1);
            set.Add(Signal.Usr2);
            set.Add(Signal.Term);
            set.Add(Signal.Child);
            set.Add(Signal.TtyIn);
            set.Add(Signal.TtyOut);
            return set;
        }
    }

    /// <summary>
    /// Before anything else in any role: a peer that is gone is an error of a write, not our death.
    /// </summary>
    public static void Prepare()
    {
        Sys.IgnoreSignal(Signal.Pipe);
        Sys.DefaultSignal(Signal.Child); // inherited as ignored, it would take our children's fates away
    }

    /// <summary>Blocks our signals in this thread, and in every one that it starts from now on.</summary>
    public static void Block() => Must.Hold(Sys.Block(Set) == 0);

    /// <summary>
    /// Blocks our signals in the finalizers' thread, which the runtime has started before Main. It is reached
    /// by giving it a finalizer to run, which takes a collection: to be called while there is little to
    /// collect.
    /// </summary>
    public static void BlockInFinalizers()
    {
        LeaveOneToFinalize();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Must.Hold(BlockingFinalizer.HasRun);
    }

    /// <summary>
    /// Ends this process by <paramref name="signal"/>, so that whoever started it sees why it ended.
    /// </summary>
    public static void DieOf(Signal signal)
    {
        SignalSet only = default;
        only.Add(signal);
        Sys.DefaultSignal(signal);
        Sys.Kill(Sys.GetProcessId(), (int)signal); // still blocked: it waits
        Sys.Unblock(only);

        // Reached only where the kernel refuses, as it does for the first process of a namespace.
        Sys.ExitNow(128 + (int)signal);
    }

    /// <summary>Its own frame: nothing in the caller's may keep the object alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LeaveOneToFinalize() => _ = new BlockingFinalizer();

    private sealed class BlockingFinalizer
    {
        private static volatile bool s_hasRun;

        ~BlockingFinalizer()
        {
            Sys.Block(Set);
            s_hasRun = true;
        }

        public static bool HasRun => s_hasRun;
    }
}
