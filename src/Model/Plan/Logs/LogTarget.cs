using Weir.Ground.Net;

namespace Weir.Model.Plan.Logs;

/// <summary>What a datagram or line begins with (manual, <c>log ... format</c>).</summary>
public enum LogFrame : byte
{
    /// <summary>
    /// <c>&lt;PRI&gt;Mon DD hh:mm:ss tag[pid]: </c>, as a program writes for its own host. When no format is
    /// named.
    /// </summary>
    Local,

    /// <summary><c>&lt;PRI&gt;Mon DD hh:mm:ss host tag[pid]: </c> (RFC 3164, 4.1.2).</summary>
    Rfc3164,

    /// <summary>Only <c>&lt;PRI&gt;</c> in its short form: <c>&lt;level&gt;</c>.</summary>
    Short,

    /// <summary>Nothing but the message.</summary>
    Raw,
}

/// <summary>How a target is reached.</summary>
public enum LogTransport : byte
{
    Udp,
    UnixDatagram,

    /// <summary>stdout or stderr (<c>fd@1</c>, <c>fd@2</c>).</summary>
    Descriptor,
}

/// <summary>One <c>log</c> line.</summary>
public sealed class LogTarget
{
    public required LogTransport Transport { get; init; }

    public IpEndpoint Address { get; init; }

    public string Path { get; init; } = "";

    public int Descriptor { get; init; } = -1;

    public LogFrame Frame { get; init; }

    /// <summary>The line says <c>format</c>, so that a host's name does not change it.</summary>
    public bool IsFrameNamed { get; init; }

    /// <summary>The program's name in its messages; empty: as everywhere.</summary>
    public byte[] Tag { get; init; } = [];

    /// <summary>The host's name in messages that have one; empty: <c>localhost</c>.</summary>
    public byte[] Host { get; init; } = [];

    /// <summary>0..23.</summary>
    public int Facility { get; init; }

    /// <summary>Least severe level that is sent, 0 (emerg) .. 7 (debug).</summary>
    public int MaxLevel { get; init; } = 7;

    /// <summary>Messages more severe than this are sent as this level.</summary>
    public int MinLevel { get; init; }

    /// <summary>Most bytes of one message, final LF included (<c>len</c>).</summary>
    public int MaxBytes { get; init; } = 1024;

    /// <summary>The same, with names of its own in its messages.</summary>
    /// <param name="tag">The program's; empty: as everywhere.</param>
    /// <param name="host">The host's; empty: none is sent unless the line's <c>format</c> has one.</param>
    public LogTarget Named(byte[] tag, byte[] host) => new()
    {
        Transport = Transport,
        Address = Address,
        Path = Path,
        Descriptor = Descriptor,
        Frame = host.Length > 0 && !IsFrameNamed ? LogFrame.Rfc3164 : Frame,
        IsFrameNamed = IsFrameNamed,
        Tag = tag,
        Host = host,
        Facility = Facility,
        MaxLevel = MaxLevel,
        MinLevel = MinLevel,
        MaxBytes = MaxBytes,
    };
}
