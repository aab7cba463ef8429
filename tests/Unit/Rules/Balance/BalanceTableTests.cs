using System;
using System.Linq;
using Weir.Model.Contracts;
using Weir.Rules.Balance;
using Xunit;

namespace Weir.Tests.Unit.Rules.Balance;

/// <summary>What follows from the rows: no new algorithm can escape these.</summary>
public sealed class BalanceTableTests
{
    public static TheoryData<string> EveryName() => [.. BalanceTable.Rows.Select(static row => row.Name)];

    [Fact]
    public void RowsAreSortedByName() => Assert.Equal(
        BalanceTable.Rows.Select(static row => row.Name).Order(StringComparer.Ordinal),
        BalanceTable.Rows.Select(static row => row.Name));

    [Theory]
    [MemberData(nameof(EveryName))]
    public void TheExampleIsAcceptedAndServes(string name)
    {
        BalanceAlgorithm row = BalanceTable.Rows.Single(one => one.Name == name);
        Assert.StartsWith(name, row.Example);
        Assert.True(row.Arguments.Length == 0 || row.Read is not null);
        IBalancer worker = Farm.Of("balance " + row.Example, "", "").NewWorker();
        Assert.InRange(Farm.PickFor(worker, Farm.KeyOf(worker, "/?userid=3")), 0, 1);
    }

    [Theory]
    [MemberData(nameof(EveryName))]
    public void WhoReadsRequestsBindsThemAndIsForHttpSaveForDesktops(string name)
    {
        BalanceAlgorithm row = BalanceTable.Rows.Single(one => one.Name == name);
        IBalancer worker = Farm.Of("balance " + row.Example, "").NewWorker();
        Assert.Equal(row.IsForHttp || name == "rdp-cookie", worker.ReadsRequest);
        Assert.False(row.TakesTurns && worker.ReadsRequest);
    }

    [Theory]
    [MemberData(nameof(EveryName))]
    public void WithoutServersThereIsNobody(string name)
    {
        BalanceAlgorithm row = BalanceTable.Rows.Single(one => one.Name == name);
        Assert.Equal(IBalancer.Nobody, Farm.Pick(Farm.Of("balance " + row.Example).NewWorker()));
    }
}
