namespace Weir.Kernel.Calls;

/// <summary><c>struct pollfd</c>.</summary>
public struct Watched
{
    public const short Readable = 1;
    public const short Failed = 8;
    public const short HungUp = 16;

    public int Descriptor;
    public short Wanted;
    public short Happened;
}
