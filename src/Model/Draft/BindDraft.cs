using Weir.Ground.Net;

namespace Weir.Model.Draft;

/// <summary>The words of a <c>bind</c> line behind its addresses: they hold for each of these.</summary>
internal sealed class BindDraft
{
    /// <summary><c>name</c>; empty when not written.</summary>
    public string Name { get; set; } = "";

    /// <summary><c>id</c>; 0 when not written, as the next two.</summary>
    public int NumericId { get; set; }

    public int Backlog { get; set; }

    /// <summary><c>mss</c>, in bytes.</summary>
    public int SegmentBytes { get; set; }

    /// <summary><c>interface</c>, a NUL behind it; null when not written.</summary>
    public byte[]? Device { get; set; }

    public SocketTraits Traits { get; set; }

    /// <summary><c>v4v6</c>.</summary>
    public bool TakesIpv4 { get; set; }
}
