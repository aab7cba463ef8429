using Weir.Ground.Time;

namespace Weir.Control.Orders;

/// <summary>A point in time by both clocks.</summary>
/// <param name="Now">The monotonic one.</param>
/// <param name="WallMs">Milliseconds since 1970, for log lines.</param>
internal readonly record struct Moment(Instant Now, long WallMs);
