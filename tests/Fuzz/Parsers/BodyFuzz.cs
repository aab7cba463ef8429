using System;
using Weir.Wire.Http;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Fuzz.Parsers;

public sealed class BodyFuzz : IDisposable
{
    private const int CookiesMax = 5000;

    private readonly GuardedBytes _guarded = new();

    public void Dispose() => _guarded.Dispose();

    [Fact]
    public void ChunksEndAtOnePlaceHoweverTheyArrive() => Rounds.Run("chunks", CheckChunks);

    [Fact]
    public void CookiesThatAreCutLeaveNoneOfTheirName() => Rounds.Run("cookie", CheckCookies);

    private void CheckChunks(byte[] input, Dice dice)
    {
        ChunkReader whole = default;
        ChunkStep expected = whole.Scan(_guarded.AtEnd(input), out int expectedTaken);
        ChunkReader pieces = default;
        ChunkStep step = ChunkStep.More;
        int at = 0;
        while (step == ChunkStep.More && at < input.Length)
        {
            int count = 1 + dice.Roll(Math.Min(input.Length - at, 1 + dice.Roll(64)));
            step = pieces.Scan(_guarded.AtEnd(input.AsSpan(at, count)), out int taken);
            Assert.True(step != ChunkStep.More || taken == count);
            at += taken;
        }

        Assert.Equal((expected, expectedTaken), (step, at));
        Assert.True(expected != ChunkStep.More || expectedTaken == input.Length);
        Assert.True(expected != ChunkStep.Done || input.AsSpan(0, at).EndsWith("\r\n\r\n"u8));
    }

    private void CheckCookies(byte[] input, Dice dice)
    {
        ReadOnlySpan<byte> name = "S"u8;
        ReadOnlySpan<byte> value = dice.Roll(2) == 0 ? _guarded.AtEnd(input) : _guarded.AtStart(input);
        byte[] rest = new byte[value.Length];
        int written = 0;
        int at = 0;
        bool only = false;
        bool found = CookieSearch.Find(value, name, out CookiePair pair);
        for (int cookies = 0; found; cookies++)
        {
            Assert.True(cookies < CookiesMax && pair.CutStart >= at && pair.CutLength > 0);
            Assert.InRange(pair.ValueStart, pair.CutStart, pair.CutEnd);
            Assert.InRange(pair.ValueStart + pair.ValueLength, pair.CutStart, pair.CutEnd);
            value[at..pair.CutStart].CopyTo(rest.AsSpan(written));
            written += pair.CutStart - at;
            at = pair.CutEnd;
            only = pair.Only;
            found = CookieSearch.FindNext(value, name, in pair, out pair);
        }

        value[at..].CopyTo(rest.AsSpan(written));
        written += value.Length - at;
        Assert.True(only || !CookieSearch.Find(rest.AsSpan(0, written), name, out _));
    }
}
