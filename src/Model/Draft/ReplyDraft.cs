namespace Weir.Model.Draft;

/// <summary>An answer of a proxy's own, as a line of its section has it.</summary>
/// <param name="Head">Status line and fields, one char per byte, without what concerns the connection; empty:
/// nothing is said at all.</param>
/// <param name="Minor">Of the head's HTTP/1.x.</param>
/// <param name="Body">What follows the head.</param>
/// <param name="MayKeep">The connection may stay open behind it.</param>
internal sealed record ReplyDraft(string Head, int Minor, byte[] Body, bool MayKeep)
{
    public static ReplyDraft Silence { get; } = new("", 1, [], MayKeep: true);
}
