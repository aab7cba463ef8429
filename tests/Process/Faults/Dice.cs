using System;
using System.Globalization;
using Xunit.Abstractions;

namespace Weir.Tests.Process.Faults;

/// <summary>Chance from a seed, which is told; WEIR_SEED repeats it, as far as processes can.</summary>
internal sealed class Dice
{
    private readonly Random _random;

    private Dice(int seed) => _random = new Random(seed);

    public static Dice Rolled(ITestOutputHelper output)
    {
        string? given = Environment.GetEnvironmentVariable("WEIR_SEED");
        int seed = given is null
            ? Random.Shared.Next()
            : int.Parse(given, CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        return new Dice(seed);
    }

    /// <summary>Both included.</summary>
    public int Between(int low, int high) => _random.Next(low, high + 1);
}
