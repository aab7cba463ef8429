using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Weir.Ground.Net;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Patterns;
using Weir.Rules.Patterns.Sets;
using Xunit;

namespace Weir.Tests.Unit.Rules.Patterns;

/// <summary>
/// Many patterns: what the sets say is what a look at each pattern would say. Drawn from a fixed seed.
/// </summary>
public sealed class LargeSetTests
{
    private const int Seed = 4711;
    private const int Draws = 3000;

    [Theory]
    [InlineData(TextPlace.Whole, 3)]
    [InlineData(TextPlace.Whole, 300)]
    [InlineData(TextPlace.Beginning, 3)]
    [InlineData(TextPlace.Beginning, 300)]
    [InlineData(TextPlace.End, 300)]
    [InlineData(TextPlace.Anywhere, 3)]
    [InlineData(TextPlace.Anywhere, 300)]
    [InlineData(TextPlace.Piece, 3)]
    [InlineData(TextPlace.Piece, 300)]
    public void TextsAreFoundAsIfEachWereTried(object place, int count)
    {
        Random random = new(Seed);
        foreach (bool ignoresCase in new[] { false, true })
        {
            string[] patterns = [.. Enumerable.Range(0, count).Select(_ => Word(random, 1, 6))];
            PatternList list = ListOf(patterns, ignoresCase);
            TextSet set = TextSet.Of(list, (TextPlace)place, (TextPlace)place == TextPlace.Piece ? "/." : "");
            for (int i = 0; i < Draws; i++)
            {
                string text = random.Next(3) == 0 ? patterns[random.Next(count)] : Word(random, 0, 12);
                Assert.Equal(
                    patterns.Any(one => IsAt((TextPlace)place, text, one, ignoresCase)), Has(set, text));
            }
        }
    }

    [Fact]
    public void NumbersAreFoundAsIfEachRangeWereTried()
    {
        Random random = new(Seed);
        List<(long First, long Last)> ranges = [];
        List<string> patterns = [];
        for (int i = 0; i < 200; i++)
        {
            long first = random.Next(-5000, 5000);
            long last = first + random.Next(0, 20);
            ranges.Add((first, last));
            patterns.Add($"{first}:{last}");
        }

        NumberSet set = NumberSet.Of(ListOf(patterns, false))!;
        for (long number = -5100; number < 5100; number++)
        {
            Assert.Equal(
                ranges.Any(range => number >= range.First && number <= range.Last), set.Has(number));
        }
    }

    [Fact]
    public void AddressesAreFoundAsIfEachNetworkWereTried()
    {
        Random random = new(Seed);
        List<IpNetwork> networks = [];
        List<string> patterns = [];
        for (int i = 0; i < 500; i++)
        {
            bool isV4 = i % 2 == 0;
            IpEndpoint address = Drawn(random, isV4);
            int bits = isV4 ? random.Next(12, 33) : random.Next(20, 129);
            networks.Add(IpNetwork.Of(address, bits));
            patterns.Add($"{address}/{bits}");
        }

        AddressSet set = AddressSet.Of(ListOf(patterns, false))!;
        for (int i = 0; i < 20000; i++)
        {
            IpEndpoint near = networks[random.Next(networks.Count)].Base;
            int bit = random.Next(near.High == 0 ? 32 : 64);
            IpEndpoint address = near with { Low = near.Low ^ (1UL << bit) };
            Sample sample = default;
            sample.SetAddress(address);
            Assert.Equal(networks.Any(one => one.Contains(address)), set.Matches(in sample));
        }
    }

    private static IpEndpoint Drawn(Random random, bool isV4) => isV4
        ? IpEndpoint.V4((uint)random.NextInt64(0x1000_0000, 0xffff_ffff), 0)
        : new IpEndpoint(
            IpFamily.V6, 0x2001_0db8_0000_0000 | (ulong)random.NextInt64(1 << 30),
            (ulong)random.NextInt64(), 0);

    private static bool IsAt(TextPlace place, string text, string pattern, bool ignoresCase)
    {
        StringComparison how = ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return place switch
        {
            TextPlace.Whole => text.Equals(pattern, how),
            TextPlace.Beginning => text.StartsWith(pattern, how),
            TextPlace.End => text.EndsWith(pattern, how),
            TextPlace.Anywhere => text.Contains(pattern, how),
            _ => IsPiece(text, pattern.Trim('/', '.'), how),
        };
    }

    private static bool IsPiece(string text, string pattern, StringComparison how)
    {
        for (int at = text.IndexOf(pattern, how); pattern.Length > 0 && at >= 0;
            at = text.IndexOf(pattern, at + 1, how))
        {
            int end = at + pattern.Length;
            if ((at == 0 || text[at - 1] is '/' or '.') && (end == text.Length || text[end] is '/' or '.'))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Has(TextSet set, string text)
    {
        Sample sample = default;
        sample.SetText(Encoding.Latin1.GetBytes(text));
        return set.Matches(in sample);
    }

    private static PatternList ListOf(IEnumerable<string> patterns, bool ignoresCase)
    {
        PatternList list = new() { Resolve = static _ => null };
        foreach (string pattern in patterns)
        {
            list.Add(new Pattern(pattern, ignoresCase, ""));
        }

        return list;
    }

    private static string Word(Random random, int least, int most) => string.Concat(
        Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => "abABc./"[random.Next(7)]));
}
