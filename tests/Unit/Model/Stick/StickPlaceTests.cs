using System.Collections.Generic;
using System.Linq;
using Weir.Model.Compile;
using Weir.Model.Live;
using Weir.Model.Plan;
using Weir.Model.Stick;
using Xunit;

namespace Weir.Tests.Unit.Model.Stick;

/// <summary>Where tables lie, from one plan to the next.</summary>
public sealed class StickPlaceTests
{
    private const string A = "backend a\n stick-table type ip size 1k\n";
    private const string B = "backend b\n stick-table type string size 1k\n";
    private const string C = "backend c\n stick-table type ip size 10k\n";

    private readonly List<ConfigPlan> _atWork = [];

    [Fact]
    public void TablesFollowEachOther()
    {
        StickTablePlan[] tables = Next(A + B);
        Assert.Equal(0, tables[0].Page);
        Assert.Equal(tables[0].PagesEnd, tables[1].Page);
        Assert.Equal(tables[1].PagesEnd, _atWork[0].StickPagesEnd);
    }

    [Fact]
    public void WhatStaysStaysWhereItIs()
    {
        StickTablePlan[] before = Next(A + B);
        StickTablePlan[] after = Next(C + "frontend f\n bind :80\n" + B);
        Assert.Equal(before[1].Page, after[1].Page);
        Assert.Equal(before[1].PagesEnd, after[0].Page); // what the gap of 'a' has no room for, or is in use
        _atWork.RemoveAt(1);
        Assert.Equal(before[0].Page, Next(A + B)[0].Page);
    }

    [Theory]
    [InlineData("type ip size 2k", false)]
    [InlineData("type integer size 1k", false)]
    [InlineData("type ip size 1k expire 1h nopurge", true)]
    public void ATableIsTheSameIfItsMemoryMeansTheSame(string words, bool expected)
    {
        StickTablePlan before = Next(A).Single();
        Assert.Equal(expected, before.Page == Next($"backend a\n stick-table {words}\n").Single().Page);
    }

    [Fact]
    public void ATableThatStaysKeepsItsEntriesAndANewOneIsEmpty()
    {
        StickTablePlan[] first = Next(A + B);
        Board board = Board.InPrivateMemory(BoardSetup.ShapeFor(_atWork[0], workers: 1) with
        {
            StickPages = 1000,
        });
        BoardSetup.Initialise(_atWork[0], board);
        board.StickTable(first[0]).Put("aaaa"u8, 1, 0, 0);
        board.StickTable(first[1]).Put("bbbb"u8, 2, 0, 0);
        StickTablePlan[] second = Next(B);
        BoardSetup.Prepare(_atWork[0], [_atWork[1]], board, 0);
        Assert.True(board.StickTable(second[0]).TryFind("bbbb"u8, 0, 0, out _));
        _atWork.RemoveAt(1);
        StickTablePlan[] third = Next(A + B);
        BoardSetup.Prepare(_atWork[0], [_atWork[1]], board, 0);
        Assert.Equal(0, board.StickTable(third[0]).Count);
        Assert.False(board.StickTable(third[0]).TryFind("aaaa"u8, 0, 0, out _));
        Assert.Equal(1, board.StickTable(third[1]).Count);
    }

    private StickTablePlan[] Next(string sections)
    {
        string text = Config.QuietDefaults + sections;
        PlanIds ids = new Numbering(_atWork).Of(Config.Good(text));
        ConfigPlan plan = Config.Good(text, Config.Options(ids: ids));
        _atWork.Insert(0, plan);
        return [.. plan.Proxies.Select(static one => one.StickTable!).Where(static one => one is not null)];
    }
}
