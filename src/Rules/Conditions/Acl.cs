using System;
using Weir.Model.Contracts.Rules;

namespace Weir.Rules.Conditions;

/// <summary>
/// A named condition: one of its tests has to match. Lines that follow add tests, for those too who have
/// named it before.
/// </summary>
/// <param name="name">Its name; empty for one between braces.</param>
internal sealed class Acl(string name) : ICondition
{
    private AclTest[] _tests = [];
    private int _count;

    public string Name { get; } = name;

    public ReadOnlySpan<AclTest> Tests => _tests.AsSpan(0, _count);

    /// <summary>A list of thousands, one in a line, is read too: room grows by doubling.</summary>
    public void Add(AclTest test)
    {
        if (_count == _tests.Length)
        {
            Array.Resize(ref _tests, int.Max(1, 2 * _count));
        }

        _tests[_count++] = test;
    }

    public Truth Holds(ref RuleContext context)
    {
        Truth holds = Truth.No;
        foreach (AclTest test in Tests)
        {
            Truth one = test.Holds(ref context);
            if (one == Truth.Yes)
            {
                return one;
            }

            holds |= one;
        }

        return holds;
    }
}
