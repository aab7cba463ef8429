using System;

namespace Weir.Model.Plan.Process;

/// <summary>Names of users and groups to their numbers; null for one that there is not.</summary>
public sealed class AccountNumbers(Func<string, uint?> user, Func<string, uint?> group)
{
    public Func<string, uint?> User => user;

    public Func<string, uint?> Group => group;
}
