namespace Weir.Kernel.Io;

/// <summary>Fixed sizes of one worker's loop, cut at start.</summary>
/// <param name="DescriptorMax">Descriptors are below this number (the process's RLIMIT_NOFILE).</param>
/// <param name="ReceiveBytes">The most that one receive lends, in bytes.</param>
public readonly record struct IoLimits(int DescriptorMax, int ReceiveBytes)
{
    public static IoLimits Default(int descriptorMax) => new(descriptorMax, 64 * 1024);
}
