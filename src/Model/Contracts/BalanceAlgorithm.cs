using System;
using Weir.Model.Live;
using Weir.Model.Plan;

namespace Weir.Model.Contracts;

/// <summary>One word of the <c>balance</c> keyword: a row of the algorithms' table.</summary>
/// <param name="Name">The word.</param>
/// <param name="Doc">What it does, in a sentence.</param>
/// <param name="Create">Makes an instance from the backend, its proxy's id (its record on the board), and the
/// board.</param>
public sealed record BalanceAlgorithm(
    string Name, string Doc, Func<BackendPlan, int, Board, IBalancer> Create);
