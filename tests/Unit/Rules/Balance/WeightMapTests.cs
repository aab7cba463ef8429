using System;
using System.Linq;
using System.Numerics;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

public sealed class WeightMapTests
{
    [Theory]
    [InlineData(new[] { 1, 1, 1, 1 }, "ABCD")]
    [InlineData(new[] { 8, 20, 24 }, "ABCBCBCACBCBC")]
    [InlineData(new[] { 3, 2, 1 }, "AABABC")]
    [InlineData(new[] { 5, 1 }, "AAAAAB")]
    [InlineData(new[] { 1, 2 }, "ABB")]
    [InlineData(new[] { 256 }, "A")]
    [InlineData(new[] { 12, 12, 26, 26 }, "ABCDCDABCDCDABCDCDABCDCDCADBCDCADBCDCD")] // 2.6's static-rr
    public void OrderIsTheDocumentedOne(int[] weights, string expected) =>
        Assert.Equal(expected, Text(Build(weights)));

    [Fact]
    public void OrderIsThatOfTheWalkOverAllServersPerSlot()
    {
        Random random = new(11);
        WeightMap map = new(); // one for all: what an earlier set left behind would show
        for (int round = 0; round < 300; round++)
        {
            int most = random.Next(1, 60);
            int servers = random.Next(1, 80);
            int[] weights = [.. Enumerable.Range(0, servers).Select(_ => random.Next(1, most + 1))];
            map.Build([.. Enumerable.Range(0, weights.Length)], weights);
            Assert.Equal(ByTheBook(weights), map.Slots.ToArray());
        }
    }

    [Fact]
    public void AnEmptySetHasNoSlots() => Assert.True(Build([]).Slots.IsEmpty);

    private static WeightMap Build(int[] weights)
    {
        WeightMap map = new();
        map.Build([.. Enumerable.Range(0, weights.Length)], weights);
        return map;
    }

    private static string Text(WeightMap map) =>
        string.Concat(map.Slots.ToArray().Select(server => (char)('A' + server)));

    /// <summary>
    /// The rule as it is written: every score grows, the highest whole number wins, the first among equals.
    /// </summary>
    private static int[] ByTheBook(int[] weights)
    {
        int divisor = weights.Aggregate((a, b) => (int)BigInteger.GreatestCommonDivisor(a, b));
        int[] reduced = [.. weights.Select(weight => weight / divisor)];
        int sum = reduced.Sum();
        int[] scores = new int[weights.Length];
        int[] slots = new int[sum];
        for (int slot = 0; slot < sum; slot++)
        {
            int best = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                scores[i] += reduced[i];
                best = (scores[i] + sum) / sum > (scores[best] + sum) / sum ? i : best;
            }

            scores[best] -= sum;
            slots[slot] = best;
        }

        return slots;
    }
}
