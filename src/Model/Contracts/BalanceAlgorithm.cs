using System;
using Weir.Language.Keywords;

namespace Weir.Model.Contracts;

/// <summary>
/// One word of the <c>balance</c> keyword: a row of the algorithms' table. In a plan it is the row as the
/// line bound it: <see cref="Create"/> knows the arguments then.
/// </summary>
/// <param name="Name">The word.</param>
/// <param name="Doc">What it does, in a sentence.</param>
/// <param name="Create">Makes an instance.</param>
public sealed record BalanceAlgorithm(string Name, string Doc, NewBalancer Create)
{
    /// <summary>What may follow the name, in the manual's notation.</summary>
    public string Arguments { get; init; } = "";

    /// <summary>What follows <c>balance</c> in a line that is accepted.</summary>
    public string Example { get; init; } = Name;

    /// <summary>
    /// Reads the arguments, first what stood in parentheses after the name (null without them), and returns
    /// what makes an instance; null after an error. A row without it takes no argument.
    /// </summary>
    public Func<Line, string?, NewBalancer?>? Read { get; init; }

    /// <summary>
    /// It looks at nothing in the request: after a failed attempt another server is as good, so
    /// <c>option redispatch</c> need not wait for the last retry.
    /// </summary>
    public bool TakesTurns { get; init; }

    /// <summary>What is balanced by is part of an HTTP request; without one, servers take turns.</summary>
    public bool IsForHttp { get; init; }

    /// <summary>A request's key names its server: the request waits for that one when it is full.</summary>
    public bool BindsKeys { get; init; }

    /// <summary>Its name: nobody asks for all fields.</summary>
    public override string ToString() => Name;
}
