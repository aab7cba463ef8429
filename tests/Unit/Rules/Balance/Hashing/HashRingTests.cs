using System;
using System.Collections.Generic;
using System.Linq;
using Weir.Model.Plan;
using Weir.Rules.Balance.Hashing;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance.Hashing;

public sealed class HashRingTests
{
    private const int Keys = 20_000;

    [Fact]
    public void AHashBelongsToTheNearestPlaceOnTheCircle()
    {
        ServerPlan[] servers = Servers(1, 2, 77);
        HashRing ring = new(servers);
        ring.Build([0, 1, 2], [16, 32, 48]);
        Assert.Equal(6 * 16, ring.Count);
        List<(uint Place, int Server)> places = [];
        for (int i = 0; i < servers.Length; i++)
        {
            for (uint place = 0; place < 16 * (i + 1); place++)
            {
                places.Add((KeyHash.Mix((uint)(servers[i].NumericId * 4096) + place), i));
            }
        }

        Random random = new(8);
        foreach (uint hash in Enumerable.Range(0, 500).Select(_ => (uint)random.NextInt64(1L << 32))
            .Concat([0u, uint.MaxValue]))
        {
            long least = places.Min(place => Distance(hash, place.Place));
            Assert.Contains(
                places, place => Distance(hash, place.Place) == least
                    && place.Server == ring.ServerAt(ring.Nearest(hash)));
        }
    }

    [Fact]
    public void AServerThatGoesLeavesItsKeysToAllOthersAndMovesNoneElse()
    {
        int[] before = Owners([1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 3, 4, 5, 6, 7], weight: 4);
        int[] after = Owners([1, 2, 3, 4, 5, 6, 7, 8], [0, 1, 2, 4, 5, 6, 7], weight: 4);
        Assert.All(before.Zip(after), static key => Assert.True(key.First == key.Second || key.First == 3));
        Assert.DoesNotContain(3, after);
        int[] heirs = [.. before.Zip(after).Where(static key => key.First == 3).Select(static key =>
            key.Second).Distinct()];
        Assert.Equal(7, heirs.Length);
    }

    [Fact]
    public void AHeavierWeightDrawsKeysAndGivesNoneAway()
    {
        HashRing ring = new(Servers(1, 2, 3));
        ring.Build([0, 1, 2], [160, 160, 160]);
        int[] before = Owners(ring);
        ring.Build([0, 1, 2], [160, 240, 160]);
        int[] after = Owners(ring);
        Assert.All(before.Zip(after), static key => Assert.True(key.First == key.Second || key.Second == 1));
        Assert.NotEqual(before, after);
    }

    [Fact]
    public void SharesFollowTheWeightsRoughly()
    {
        HashRing ring = new(Servers(1, 2, 3));
        ring.Build([0, 1, 2], [800, 1600, 2400]);
        int[] owners = Owners(ring);
        Assert.InRange(owners.Count(static one => one == 0), Keys / 8, Keys / 4.8);
        Assert.InRange(owners.Count(static one => one == 1), Keys / 3.6, Keys / 2.5);
        Assert.InRange(owners.Count(static one => one == 2), Keys / 2.3, Keys / 1.7);
    }

    [Fact]
    public void TheMostWeightOfManyServersBuildsWithoutSharedPlaces()
    {
        ServerPlan[] servers = Servers([.. Enumerable.Range(1, 40)]);
        HashRing ring = new(servers);
        ring.Build([.. Enumerable.Range(0, 40)], [.. Enumerable.Repeat(16 * 256, 40)]);
        Assert.Equal(40 * 4096, ring.Count);
        Assert.Equal(40, Enumerable.Range(0, ring.Count).Select(ring.ServerAt).Distinct().Count());
    }

    [Fact]
    public void ASmallerSetAfterALargerOneLeavesNothingBehind()
    {
        HashRing ring = new(Servers(1, 2, 3));
        ring.Build([0, 1, 2], [144, 144, 144]);
        ring.Build([1], [16]);
        Assert.Equal(16, ring.Count);
        Assert.All(Owners(ring), static owner => Assert.Equal(1, owner));
        ring.Build([], []);
        Assert.Equal(0, ring.Count);
    }

    private static long Distance(uint one, uint other) => Math.Min(one - other, other - one);

    private static int[] Owners(int[] ids, int[] usable, int weight)
    {
        HashRing ring = new(Servers(ids));
        ring.Build(usable, [.. usable.Select(_ => 16 * weight)]);
        return Owners(ring);
    }

    private static int[] Owners(HashRing ring) =>
        [.. Enumerable.Range(0, Keys).Select(i => ring.ServerAt(ring.Nearest(KeyHash.Mix((uint)i))))];

    private static ServerPlan[] Servers(params int[] ids) => [.. ids.Select((id, i) => new ServerPlan
    {
        Id = i,
        Index = i,
        NumericId = id,
        Name = "s",
        NameText = [],
        Address = default,
    })];
}
