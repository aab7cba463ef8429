using System;

namespace Weir.Bench;

/// <summary>
/// The same work done by Weir's code and by the plain code that it has to beat. Each function does the work a
/// number of times and returns a checksum of what it found; both must find the same.
/// </summary>
/// <param name="Name">How Allocations.txt and the report call it.</param>
/// <param name="Ours">Weir's code.</param>
/// <param name="Naive">The baseline: strings, Split, dictionaries.</param>
internal sealed record Work(string Name, Func<int, long> Ours, Func<int, long> Naive)
{
    public override string ToString() => Name;
}
