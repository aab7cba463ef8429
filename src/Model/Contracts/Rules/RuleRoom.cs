using System;
using Weir.Wire.Http1;

namespace Weir.Model.Contracts.Rules;

/// <summary>Memory of the worker that rules may use while they run. None of it outlives the run.</summary>
public readonly ref struct RuleRoom
{
    /// <summary>The field index of the message at hand, its unused rest included.</summary>
    public required Span<Field> Index { get; init; }

    /// <summary>Where a message is written anew; as large as a head may become.</summary>
    public required Span<byte> Draft { get; init; }

    /// <summary>The same once more: the message at hand may lie in the first.</summary>
    public required Span<byte> OtherDraft { get; init; }

    /// <summary>What samples are made in.</summary>
    public required Span<byte> Samples { get; init; }
}
