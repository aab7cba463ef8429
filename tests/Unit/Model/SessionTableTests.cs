using System;
using System.Runtime.InteropServices;
using Weir.Model.Live;
using Xunit;

namespace Weir.Tests.Unit.Model;

/// <summary>Sessions that all workers share, in a table of a fixed size.</summary>
public sealed unsafe class SessionTableTests : IDisposable
{
    private const long HoldMs = 16_000;

    private readonly void* _memory = NativeMemory.AlignedAlloc((nuint)SessionTable.Bytes, 64);
    private readonly SessionTable _table;

    public SessionTableTests()
    {
        NativeMemory.Clear(_memory, (nuint)SessionTable.Bytes);
        _table = new SessionTable((byte*)_memory);
    }

    public void Dispose() => NativeMemory.AlignedFree(_memory);

    [Fact]
    public void WhatOneWorkerRemembersAnotherFinds()
    {
        SessionTable other = new((byte*)_memory);
        _table.Put(_table.KeyOf(3, "abc"u8), server: 7, nowMs: 100, worker: 0);
        Assert.Equal(7, other.Find(other.KeyOf(3, "abc"u8), 200, HoldMs));
    }

    [Fact]
    public void AnotherValueOrAnotherProxyIsAnotherSession()
    {
        _table.Put(_table.KeyOf(3, "abc"u8), 7, 100, 0);
        Assert.Equal(-1, _table.Find(_table.KeyOf(3, "abd"u8), 100, HoldMs));
        Assert.Equal(-1, _table.Find(_table.KeyOf(4, "abc"u8), 100, HoldMs));
        Assert.Equal(-1, _table.Find(_table.KeyOf(3, ""u8), 100, HoldMs));
    }

    [Fact]
    public void TheLastServerCounts()
    {
        ulong key = _table.KeyOf(3, "abc"u8);
        _table.Put(key, 7, 100, 0);
        _table.Put(key, 8, 200, 1);
        Assert.Equal(8, _table.Find(key, 300, HoldMs));
    }

    [Theory]
    [InlineData(100 + HoldMs, 7)]
    [InlineData(101 + HoldMs, -1)]
    public void ItIsForgottenWhenItWasNotUsedForSoLong(long nowMs, int expected)
    {
        ulong key = _table.KeyOf(3, "abc"u8);
        _table.Put(key, 7, 100, 0);
        Assert.Equal(expected, _table.Find(key, nowMs, HoldMs));
    }

    [Fact]
    public void AUseHoldsItLonger()
    {
        ulong key = _table.KeyOf(3, "abc"u8);
        _table.Put(key, 7, 0, 0);
        for (long nowMs = HoldMs; nowMs < 10 * HoldMs; nowMs += HoldMs - (HoldMs / 16))
        {
            Assert.Equal(7, _table.Find(key, nowMs, HoldMs));
        }
    }

    [Fact]
    public void WhereItIsFullTheOldestMakesRoom()
    {
        const int Many = 1_000_000; // about eight times as many as there is room for
        for (int i = 0; i < Many; i++)
        {
            _table.Put(KeyOf(i), i % 1000, nowMs: i, worker: 0);
        }

        int lost = 0;
        for (int i = Many - 1000; i < Many; i++)
        {
            lost += _table.Find(KeyOf(i), Many, Many) == i % 1000 ? 0 : 1;
        }

        Assert.Equal(0, lost);
        int kept = 0;
        for (int i = 0; i < Many; i++)
        {
            kept += _table.Find(KeyOf(i), Many, Many) < 0 ? 0 : 1;
        }

        Assert.InRange(kept, 100_000, 131_072);
    }

    [Fact]
    public void WhatADeadWorkerWasWritingIsFreedAndWhatItHadWrittenStays()
    {
        ulong kept = KeyOf(1);
        _table.Put(kept, 7, 100, worker: 5);
        Span<ulong> words = new(_memory, (int)(SessionTable.Bytes / sizeof(ulong)));
        int torn = words[8..].IndexOf(0UL) + 8; // the key of a free entry, behind the line of the seed
        torn += torn % 2;
        while (words[torn] != 0) torn += 2;
        words[torn] = 6; // worker 5 is writing
        _table.Forget(1UL << 4);
        Assert.Equal(6UL, words[torn]);
        _table.Forget(1UL << 5);
        Assert.Equal(0UL, words[torn]);
        Assert.Equal(7, _table.Find(kept, 100, HoldMs));
    }

    private ulong KeyOf(int number) => _table.KeyOf(0, BitConverter.GetBytes(number));
}
