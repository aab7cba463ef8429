using System;
using System.Collections.Generic;
using Weir.Ground.Check;
using Weir.Ground.Memory;
using Xunit;

namespace Weir.Tests.Unit.Ground;

public sealed class BufferPoolTests
{
    private const int HeadBytes = 16_384;
    private const int LargeBytes = 81_920;

    private readonly BufferPool _pool = new([3, 2, 1], HeadBytes, LargeBytes);

    [Theory]
    [InlineData(0, 2048)]
    [InlineData(2048, 2048)]
    [InlineData(2049, HeadBytes)]
    [InlineData(HeadBytes, HeadBytes)]
    [InlineData(HeadBytes + 1, LargeBytes)]
    [InlineData(LargeBytes, LargeBytes)]
    public void SmallestSizeThatHoldsTheBytesIsTaken(int bytes, int expected) =>
        Assert.Equal(expected, _pool.Of(_pool.TakeFor(bytes)).Length);

    [Fact]
    public void NoSizeHoldsMoreThanTheLargest()
    {
        Assert.True(_pool.TakeFor(LargeBytes + 1).IsNone);
        Assert.Equal(0, _pool.InUse);
    }

    [Fact]
    public void BuffersInUseDoNotOverlap()
    {
        List<BufferId> all = [];
        foreach (int bytes in (int[])[1, 1, 1, HeadBytes, HeadBytes, LargeBytes])
        {
            BufferId id = _pool.TakeFor(bytes);
            Assert.False(id.IsNone);
            all.Add(id);
            _pool.Of(id).Fill((byte)all.Count);
        }

        Assert.Equal(all.Count, _pool.InUse);
        for (int i = 0; i < all.Count; i++)
        {
            Assert.Equal(-1, _pool.Of(all[i]).IndexOfAnyExcept((byte)(i + 1)));
        }
    }

    [Fact]
    public void SizeThatIsUsedUpGivesNoneAndCountsIt()
    {
        BufferId only = _pool.Take(BufferSize.Large);
        long before = Odd.CountOf(OddKind.BufferPoolEmpty);
        Assert.True(_pool.Take(BufferSize.Large).IsNone);
        Assert.True(Odd.CountOf(OddKind.BufferPoolEmpty) > before);
        _pool.Return(only);
        Assert.Equal(0, _pool.InUse);
        Assert.Equal(only, _pool.Take(BufferSize.Large));
    }

    [Fact]
    public void LargerOneIsTakenWhenTheSmallestThatFitsIsUsedUp()
    {
        for (int i = 0; i < 3; i++) _pool.TakeFor(1);
        Assert.Equal(HeadBytes, _pool.Of(_pool.TakeFor(1)).Length);
    }

    [Fact]
    public void AllSizesTogetherKeepToTheirBytes()
    {
        BufferPool pool = new([100, 100, 100], HeadBytes, LargeBytes, LargeBytes + HeadBytes + 2048);
        BufferId large = pool.TakeFor(LargeBytes);
        Assert.False(pool.TakeFor(HeadBytes).IsNone);
        Assert.False(pool.TakeFor(1).IsNone);
        Assert.True(pool.TakeFor(1).IsNone);
        Assert.True(pool.TakeFor(LargeBytes).IsNone);
        pool.Return(large);
        Assert.Equal(large, pool.TakeFor(1)); // what was ever given is there for every need
    }

    [Fact]
    public void LastReturnedIsFirstGiven()
    {
        BufferId one = _pool.Take(BufferSize.Small);
        BufferId two = _pool.Take(BufferSize.Small);
        _pool.Return(one);
        _pool.Return(two);
        Assert.Equal(two, _pool.Take(BufferSize.Small));
        Assert.Equal(one, _pool.Take(BufferSize.Small));
        Assert.NotEqual(two, _pool.Take(BufferSize.Small));
    }
}
