using System;
using System.Runtime.CompilerServices;
using System.Text;
using Weir.Wire.Http1;
using Xunit;

namespace Weir.Tests.Unit.Wire.Http1;

/// <summary>What chunks look like is in tests/Cases; here are the limits.</summary>
public sealed class ChunkReaderTests
{
    [Fact]
    public void StateFitsSixteenBytes() => Assert.True(Unsafe.SizeOf<ChunkReader>() <= 16);

    [Fact]
    public void SizeLineHasABound()
    {
        string fits = "3;" + new string('x', ChunkReader.LineMax - 2);
        Assert.Equal((ChunkStep.More, fits.Length + 2), Scan(fits + "\r\n"));
        Assert.Equal((ChunkStep.Bad, fits.Length), Scan(fits + "x\r\n"));
    }

    [Fact]
    public void LeadingZerosHaveTheSameBound()
    {
        Assert.Equal(ChunkStep.More, Scan(new string('0', ChunkReader.LineMax - 1) + "3\r\n").Step);
        Assert.Equal(ChunkStep.Bad, Scan(new string('0', ChunkReader.LineMax) + "3\r\n").Step);
    }

    [Fact]
    public void BoundIsOfEachSizeLineAlone()
    {
        string chunk = "3;" + new string('x', ChunkReader.LineMax - 2) + "\r\nabc\r\n";
        Assert.Equal((ChunkStep.Done, (3 * chunk.Length) + 5), Scan(chunk + chunk + chunk + "0\r\n\r\n"));
    }

    [Fact]
    public void TrailersTogetherHaveABound()
    {
        string line = "A: " + new string('x', 1019) + "\r\n";
        string fits = line + line + line + line + line + line + line + line;
        Assert.Equal(ChunkReader.TrailersMax, fits.Length);
        Assert.Equal(ChunkStep.Done, Scan("0\r\n" + fits + "\r\n").Step);
        Assert.Equal((ChunkStep.Bad, 3 + fits.Length), Scan("0\r\n" + fits + "A"));
    }

    [Fact]
    public void ChunkLargerThanAnyBufferIsFollowedToItsEnd()
    {
        ChunkReader reader = default;
        Assert.Equal(ChunkStep.More, reader.Scan("100000005\r\n"u8, out _)); // 4 GiB and 5 bytes
        byte[] data = new byte[1 << 24];
        for (int i = 0; i < 256; i++)
        {
            Assert.Equal(ChunkStep.More, reader.Scan(data, out int taken));
            Assert.Equal(data.Length, taken);
        }

        Assert.Equal(ChunkStep.Done, reader.Scan("12345\r\n0\r\n\r\nrest"u8, out int last));
        Assert.Equal(12, last);
    }

    [Fact]
    public void DataAloneIsLeftWhereverTheBytesAreCut()
    {
        byte[] chunks = Heads.Of("3;x=y\r\nabc\r\nb\r\n0123456789A\r\n0\r\nT: 1\r\n\r\nrest");
        for (int first = 0; first <= chunks.Length; first++)
        {
            for (int second = first; second <= chunks.Length; second++)
            {
                Assert.Equal("abc0123456789A", Unwrap(chunks, first, second));
            }
        }
    }

    [Fact]
    public void DataBeforeABrokenChunkIsLeft()
    {
        ChunkReader reader = default;
        byte[] bytes = Heads.Of("3\r\nabc\r\nno size");
        Assert.Equal(ChunkStep.Bad, reader.Unwrap(bytes, out int taken, out int data));
        Assert.Equal((8, 3), (taken, data));
    }

    /// <summary>The data of a whole body that comes in three pieces.</summary>
    private static string Unwrap(byte[] chunks, int first, int second)
    {
        ChunkReader reader = default;
        StringBuilder all = new();
        ChunkStep step = ChunkStep.More;
        foreach (Range piece in new[] { ..first, first..second, second.. })
        {
            byte[] bytes = chunks[piece];
            if (step == ChunkStep.More)
            {
                step = reader.Unwrap(bytes, out int taken, out int data);
                all.Append(Encoding.Latin1.GetString(bytes, 0, data));
                Assert.True(step == ChunkStep.Done || taken == bytes.Length);
            }
        }

        Assert.Equal(ChunkStep.Done, step);
        return all.ToString();
    }

    private static (ChunkStep Step, int Taken) Scan(string text)
    {
        ChunkReader reader = default;
        ChunkStep step = reader.Scan(Heads.Of(text), out int taken);
        return (step, taken);
    }
}
