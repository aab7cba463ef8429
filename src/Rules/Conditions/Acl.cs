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

    public string Name { get; } = name;

    public AclTest[] Tests => _tests;

    public void Add(AclTest test) => _tests = [.. _tests, test];

    public bool Holds(ref RuleContext context)
    {
        foreach (AclTest test in _tests)
        {
            if (test.Holds(ref context))
            {
                return true;
            }
        }

        return false;
    }
}
