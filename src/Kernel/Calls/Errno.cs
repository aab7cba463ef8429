namespace Weir.Kernel.Calls;

/// <summary>Error numbers of Linux, as far as somebody decides by them. Calls return them negated.</summary>
public static class Errno
{
    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int BadDescriptor = 9;
    public const int NoChild = 10;
    public const int Again = 11;
    public const int NoMemory = 12;
    public const int Access = 13;
    public const int Invalid = 22;
    public const int TableFull = 23;
    public const int ProcessTableFull = 24;
    public const int BrokenPipe = 32;
    public const int AddressInUse = 98;
    public const int AddressNotAvailable = 99;
    public const int ConnectionReset = 104;
    public const int NoBuffers = 105;
    public const int TimedOut = 110;
    public const int ConnectionRefused = 111;
    public const int HostUnreachable = 113;
    public const int InProgress = 115;
}
