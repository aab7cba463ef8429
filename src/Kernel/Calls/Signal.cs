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
