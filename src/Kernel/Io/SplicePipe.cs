namespace Weir.Kernel.Io;

/// <summary>
/// A pipe of the kernel's, through which one direction of a stream passes without ever being copied to us.
/// The default value is none.
/// </summary>
public struct SplicePipe
{
    /// <summary>The most that it is filled with, in bytes: one buffer can take it.</summary>
    public const int HeldMax = 64 * 1024;

    /// <summary>0: there is no pipe (descriptor 0 is always something else).</summary>
    public int ReadEnd;
    public int WriteEnd;

    /// <summary>Bytes in it.</summary>
    public int Held;

    public readonly bool IsOpen => ReadEnd != 0;
}
