namespace Weir.Model.Draft;

/// <summary>A <c>cookie</c> line.</summary>
internal sealed record CookieDraft(string Name, bool Insert, bool Indirect);
