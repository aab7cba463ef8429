namespace Weir.Model.Plan;

/// <summary>
/// The <c>cookie</c> line of a backend. Which mode words apply is settled here, not on the byte path.
/// </summary>
/// <param name="Name">The cookie's name; case counts.</param>
/// <param name="Insert">A Set-Cookie is added for a client that did not come with the right one.</param>
/// <param name="Indirect">The cookie is removed from what servers see.</param>
public sealed record CookiePlan(byte[] Name, bool Insert, bool Indirect);
