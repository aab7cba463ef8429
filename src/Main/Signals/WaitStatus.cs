namespace Weir.Main.Signals;

/// <summary>How a child ended, from the number that waitpid(2) gives.</summary>
internal readonly record struct WaitStatus(int Raw)
{
    /// <summary>0 when the child was not killed by a signal.</summary>
    public int SignalNumber => Raw & 0x7f;

    public bool Killed => SignalNumber != 0;

    /// <summary>As a shell tells it: the exit code, or 128 and the signal's number.</summary>
    public int ShellStatus => Killed ? 128 + SignalNumber : (Raw >> 8) & 0xff;

    /// <summary>As HAProxy's master tells it: the signal's name, or "Exit".</summary>
    public string Reason => SignalNumber switch
    {
        0 => "Exit",
        1 => "Hangup",
        2 => "Interrupt",
        3 => "Quit",
        4 => "Illegal instruction",
        6 => "Aborted",
        7 => "Bus error",
        8 => "Floating point exception",
        9 => "Killed",
        11 => "Segmentation fault",
        13 => "Broken pipe",
        15 => "Terminated",
        24 => "CPU time limit exceeded",
        25 => "File size limit exceeded",
        31 => "Bad system call",
        _ => "Signal " + SignalNumber,
    };
}
