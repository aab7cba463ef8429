namespace Weir.Model.Plan.Logs;

/// <summary>A header whose value is kept for the log line, or a cookie.</summary>
/// <param name="Name">Of a header: compared without case. Of a cookie: what its text begins with.</param>
/// <param name="Length">The most bytes that are kept.</param>
public sealed record CapturePlan(byte[] Name, int Length);

