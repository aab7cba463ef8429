namespace Weir.Tests.Sim.Contract;

/// <summary>One side of a conversation in an <see cref="IoStorm{TIo}"/>.</summary>
internal sealed class IoStormSide
{
    public IoStormSide(int fd, int id)
    {
        Fd = fd;
        Id = id;
    }

    public int Fd { get; set; }

    public int Id { get; }

    public IoStormSide? Other { get; set; }

    public long Sent { get; set; }

    public long Got { get; set; }

    public bool CanRead { get; set; }

    public bool CanSend { get; set; }

    /// <summary>Reads nothing for a while.</summary>
    public bool IsLazy { get; set; }

    public bool HasEndedSending { get; set; }

    public bool HasSeenEnd { get; set; }

    /// <summary>A send has failed.</summary>
    public bool IsBroken { get; set; }

    public bool IsOpen { get; set; } = true;

    /// <summary>Was closed in a way that may have cut off what it had sent.</summary>
    public bool MayHaveCut { get; set; }

    /// <summary>What this side sends at each place.</summary>
    public byte ByteAt(long index) => (byte)((index * 167) + (index >> 8) + (Id * 31));
}
