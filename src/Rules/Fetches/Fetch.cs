using System;
using Weir.Model.Contracts.RuleLines;
using Weir.Model.Contracts.Rules;
using Weir.Rules.Samples;

namespace Weir.Rules.Fetches;

/// <summary>
/// One thing that samples can be taken of: all that parser, listings and tests need to know of it.
/// </summary>
/// <param name="names">How it is called; the first is today's name.</param>
/// <param name="type">What its samples are.</param>
/// <param name="places">Where it exists; elsewhere it never matches.</param>
/// <param name="doc">What it takes, in a sentence.</param>
/// <param name="read">Takes it.</param>
internal sealed class Fetch(
    string[] names, SampleType type, RulePlace places, string doc, FetchCode read)
{
    public string[] Names { get; } = names;

    public SampleType Type { get; } = type;

    public RulePlace Places { get; } = places;

    /// <summary>What is written in a line that is accepted.</summary>
    public string Example { get; init; } = names[0];

    public string Doc { get; } = doc;

    public FetchCode Read { get; } = read;

    public ArgumentKind[] Arguments { get; init; } = [];

    /// <summary>How many of the arguments must be there.</summary>
    public int Required { get; init; }

    /// <summary>Names of its own for every way of matching texts: <c>path_beg</c>.</summary>
    public bool HasForms { get; init; }

    /// <summary>How its samples are matched unless a line says so; null: as their type is.</summary>
    public string? Match { get; init; }

    /// <summary>It reads a message: without HTTP there is none.</summary>
    public bool NeedsHttp { get; init; }

    /// <summary>It reads what clients of another protocol say: of HTTP it never matches.</summary>
    public bool IsOfOthers { get; init; }

    /// <summary>What it is compared with are names of groups of its list of users.</summary>
    public bool IsOfGroups { get; init; }

    /// <summary>
    /// It is counted by proxy, not by address: only for sections with one address to listen on.
    /// </summary>
    public bool NeedsOneAddress { get; init; }

    /// <summary>Looks at arguments when a line is read; what is wrong with them, or null.</summary>
    public Func<Arguments, string?>? Check { get; init; }
}
