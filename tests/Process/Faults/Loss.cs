namespace Weir.Tests.Process.Faults;

/// <summary>A connection that ended before the answer did.</summary>
/// <param name="Port">The client's.</param>
/// <param name="AskedAt">When the request had been sent, in ticks of the stopwatch.</param>
internal readonly record struct Loss(int Port, long AskedAt);
