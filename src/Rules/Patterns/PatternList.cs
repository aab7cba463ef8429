using System;
using System.Collections.Generic;
using Weir.Ground.Net;

namespace Weir.Rules.Patterns;

/// <summary>The patterns of one condition while it is read.</summary>
internal sealed class PatternList
{
    private readonly List<Pattern> _patterns = [];

    /// <summary>The address of a host name, or null; never asked with <c>-n</c>.</summary>
    public required Func<string, IpEndpoint?> Resolve { get; init; }

    public IReadOnlyList<Pattern> Patterns => _patterns;

    /// <summary>What is wrong with them, in HAProxy's words; empty: nothing.</summary>
    public string Fault { get; private set; } = "";

    public void Add(Pattern pattern) => _patterns.Add(pattern);

    /// <summary>Says what is wrong with one; the result is for the caller's own.</summary>
    public bool Fail(Pattern pattern, string fault)
    {
        Fault = $"{fault}{pattern.Place}.";
        return false;
    }
}
