using Weir.Ground.Net;

namespace Weir.Model.Draft;

/// <summary>An <c>option forwardfor</c> or <c>option originalto</c> line.</summary>
/// <param name="Name">The field's name; null for the usual one.</param>
/// <param name="Except">Addresses that are not told; null for none.</param>
/// <param name="IfNone">Only for a request that has no such field yet.</param>
internal sealed record AddedAddressDraft(string? Name, IpNetwork? Except, bool IfNone);
