using Weir.Kernel.Calls;

namespace Weir.Main.Signals;

/// <summary>Signals as operators write them.</summary>
internal static class SignalNames
{
    public static string Of(Signal signal) => signal switch
    {
        Signal.Hup => "HUP",
        Signal.Int => "INT",
        Signal.Quit => "QUIT",
        Signal.Usr1 => "USR1",
        Signal.Usr2 => "USR2",
        Signal.Term => "TERM",
        Signal.TtyIn => "TTIN",
        Signal.TtyOut => "TTOU",
        _ => ((int)signal).ToString(),
    };
}
