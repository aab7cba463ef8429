using Weir.Language.Values;
using Weir.Model.Plan;
using Weir.Model.Plan.Ends;

namespace Weir.Model.Draft;

/// <summary>A <c>source</c> of a section or of a server.</summary>
/// <param name="Range">Its address and ports.</param>
/// <param name="Foreign"><c>usesrc</c>; null when not written.</param>
/// <param name="Device"><c>interface</c>, a NUL behind it; null when not written.</param>
internal sealed record SourceDraft(AddressRange Range, ForeignSource? Foreign, byte[]? Device);
